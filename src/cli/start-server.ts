import type { AppConfig } from '../config.ts';
import type { Log, Membership, Program } from './program.ts';
import { listenFailure, openFailure } from './start-failures.ts';

/** @throws Failure saying in one line why the store does not open, or the server cannot listen */
export async function startServer(
  config: AppConfig,
  log: Log,
  { createApp }: Pick<Program, 'createApp'>,
  membership?: Membership,
) {
  const app = await createApp(config, { log }, membership).catch((error: unknown) => {
    log.debug({ err: error }, 'Opening failed');
    throw openFailure(error, config);
  });
  try {
    return { app, address: await app.listen() };
  } catch (error) {
    await app.close();
    throw listenFailure(error, config);
  }
}
