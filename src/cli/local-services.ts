import type { Command } from 'commander';
import { createServices, type Services } from '../services/index.ts';
import type { Context } from './catalogue.ts';
import { openFailure } from './start-failures.ts';
import { configOf } from './setting-options.ts';

/**
 * Runs `work` on the store itself, which a server may have open at the same time.
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
  try {
    const services = await createServices({
      store,
      limits: { maxContentBytes: config.maxContentBytes },
      guessing: { perAccount: config.signInsPerAccount, perAddress: config.signInsPerAddress },
      allowSignUp: config.allowSignUp,
    });
    await work(services);
  } finally {
    await store.close();
  }
}
