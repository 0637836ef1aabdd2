import type { Config } from '../../config.ts';
import { random } from '../../services/random.ts';
import type { Context, Define } from '../catalogue.ts';
import { endOnCrash } from '../end-on-crash.ts';
import { Failure } from '../failure.ts';
import { greeting } from '../greeting.ts';
import type { Log, Membership } from '../program.ts';
import { addSettings, configOf } from '../setting-options.ts';
import { startServer } from '../start-server.ts';
import { listenForStop } from '../stop-signal.ts';

export const define: Define = (command, context) => {
  addSettings(command, context.program.settings);
  command.action(() => serve(configOf(command, context), context));
};

async function serve(config: Config, context: Context): Promise<void> {
  const { io, program } = context;
  const log = await program.createLog(config);
  const ignoreCrashes = endOnCrash(io, log);
  const membership = await program.joinPrimary();
  try {
    if (membership) await work(config, log, context, membership);
    else if (config.workers > 1) await lead(config, log, context);
    else await serveAlone(config, log, context);
  } finally {
    membership?.leave();
    ignoreCrashes();
  }
}

async function serveAlone(config: Config, log: Log, { io, program }: Context): Promise<void> {
  const stop = listenForStop(io);
  try {
    const { app, address } = await startServer(config, log, program);
    log.info(await greeting(config, address, app.services));
    const signal = await stop.requested;
    log.info(`Stopping on ${signal}, after the requests under way`);
    await app.close();
  } finally {
    stop.ignore();
  }
}

/** Has others serve. */
async function lead({ workers: count }: Config, log: Log, { io, program }: Context): Promise<void> {
  const workers = await program.startWorkers(count, random.code(), log);
  function exit(status: number): void {
    workers.kill();
    io.exit(status);
  }
  const stop = listenForStop({ signals: io.signals, exit });
  try {
    const words = await Promise.race([workers.serving, workers.failed, stop.requested.then(() => null)]);
    if (words !== null) log.info(words);
    const signal = await Promise.race([stop.requested, workers.failed]);
    log.info(`Stopping on ${signal}, after the requests under way`);
  } catch (error) {
    throw new Failure((error as Error).message, { cause: error });
  } finally {
    await workers.stop();
    stop.ignore();
  }
}

/** Serves as one of several; what people are to read is said by the primary. */
async function work(
  config: Config,
  log: Log,
  { io, program }: Context,
  membership: Membership,
): Promise<void> {
  const stop = listenForStop(io);
  try {
    const { app, address } = await startServer(config, log, program, membership);
    membership.listening(await greeting(config, address, app.services));
    await Promise.race([stop.requested, membership.stopRequested]);
    await app.close();
  } finally {
    stop.ignore();
  }
}
