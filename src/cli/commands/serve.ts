import type { Config } from '../../config.ts';
import type { Context, Define } from '../catalogue.ts';
import { greeting } from '../greeting.ts';
import type { Log, Program } from '../program.ts';
import { addSettings, configOf } from '../setting-options.ts';
import { listenFailure, openFailure } from '../start-failures.ts';
import { listenForStop } from '../stop-signal.ts';

export const define: Define = (command, context) => {
  addSettings(command, context.program.settings);
  command.action(() => serve(configOf(command, context), context));
};

async function serve(config: Config, { io, program }: Context): Promise<void> {
  const log = await program.createLog(config);
  function crash(error: unknown): void {
    log.fatal({ err: error }, 'The server ends after an unexpected error');
    io.exit(1);
  }
  // Rejections that nobody handles arrive here too.
  io.signals.on('uncaughtException', crash);
  const stop = listenForStop(io);
  try {
    const { app, address } = await start(config, log, program);
    log.info(await greeting(config, address, app.services));
    const signal = await stop.requested;
    log.info(`Stopping on ${signal}, after the requests under way`);
    await app.close();
  } finally {
    stop.ignore();
    io.signals.off('uncaughtException', crash);
  }
}

async function start(config: Config, log: Log, { createApp }: Program) {
  const app = await createApp(config, { log }).catch((error: unknown) => {
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
