import type { Config } from '../../config.ts';
import type { Context, Define } from '../catalogue.ts';
import { endOnCrash } from '../end-on-crash.ts';
import { greeting } from '../greeting.ts';
import { addSettings, configOf } from '../setting-options.ts';
import { startServer } from '../start-server.ts';
import { listenForStop } from '../stop-signal.ts';

export const define: Define = (command, context) => {
  addSettings(command, context.program.settings);
  command.action(() => serve(configOf(command, context), context));
};

async function serve(config: Config, { io, program }: Context): Promise<void> {
  const log = await program.createLog(config);
  const ignoreCrashes = endOnCrash(io, log);
  const stop = listenForStop(io);
  try {
    const { app, address } = await startServer(config, log, program);
    log.info(await greeting(config, address, app.services));
    const signal = await stop.requested;
    log.info(`Stopping on ${signal}, after the requests under way`);
    await app.close();
  } finally {
    stop.ignore();
    ignoreCrashes();
  }
}
