import type { Command } from 'commander';
import { createServices, type Services } from '../services/index.ts';
import { createComparer } from '../services/vault/comparer.ts';
import { knownFolders } from '../services/vault/known-folders.ts';
import type { Context } from './catalogue.ts';
import { openFailure } from './start-failures.ts';
import { configOf } from './setting-options.ts';

/**
 * Runs `work` on the store itself, which a server may have open at the same time. Where notes are files, what it writes is a file
 * before it is done, as with a server.
 * @throws Failure when the store cannot be opened, ConfigError
 */
export async function withServices(
  command: Command,
  context: Context,
  work: (services: Services) => Promise<void>,
): Promise<void> {
  const config = configOf(command, context);
  const store = await context.program.openStore(config.database).catch((error: unknown) => {
    throw openFailure(error, config);
  });
  let services: Services | undefined;
  try {
    services = await createServices({
      store,
      vault:
        store.engine === 'sqlite' && config.vault
          ? {
              folderOf: await knownFolders(store),
              comparer: createComparer(config.database),
              failed: (path, error) =>
                context.io.stderr.write(`${path} could not be taken in: ${(error as Error).message}\n`),
            }
          : undefined,
      limits: { maxContentBytes: config.maxContentBytes },
      guessing: { perAccount: config.signInsPerAccount, perAddress: config.signInsPerAddress },
      allowSignUp: config.allowSignUp,
    });
    await work(services);
  } finally {
    await services?.vault?.close();
    await store.close();
  }
}
