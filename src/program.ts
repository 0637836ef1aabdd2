import cluster from 'node:cluster';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import type { Program } from './cli/program.ts';
import { run } from './cli/run.ts';
import { environment, notesFolder, readConfig, settings } from './config.ts';
import { BUILD, VERSION } from './version.ts';

/**
 * The whole program; its parts are loaded when a command asks for them.
 * @returns the exit status
 */
export function main(argv: readonly string[]): Promise<number> {
  settleYoungGeneration();
  boundGarbage();
  endQuietlyWithoutReader();
  const { stdin, stdout, stderr } = process;
  const io = {
    stdin,
    stdout,
    stderr,
    env: environment(),
    signals: process,
    exit: (status: number) => process.exit(status),
  };
  return run(argv, io, {
    version: VERSION,
    build: BUILD,
    notesFolder,
    settings,
    readConfig,
    createLog: async (config) => (await import('./log.ts')).createLog(config),
    createApp,
    joinPrimary: async () =>
      cluster.isWorker ? (await import('./cluster/worker.ts')).joinPrimary() : undefined,
    startWorkers: async (...args) => (await import('./cluster/primary.ts')).startWorkers(...args),
    openStore: async (database) => (await import('./store/open.ts')).openStore(database),
  });
}

/** The folder of a personal server is listed while the server is loaded. */
const createApp: Program['createApp'] = async (config, overrides, membership) => {
  const { folder } = config.personal ?? {};
  const begun =
    folder === undefined
      ? null
      : (await import('./services/vault/begin.ts')).beginFolder(folder, config.database);
  try {
    return await (await import('./app.ts')).createApp(config, { ...overrides, begun }, membership);
  } catch (error) {
    await begun?.close();
    await begun?.comparer.close();
    throw error;
  }
};

/** `commonplace user list | head -1` closes the pipe early, which is no mistake. */
function endQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

/**
 * By itself V8 lets the short-lived objects of a busy server take 100 MiB before it looks at them; with 8 MiB, hundreds of
 * uploads at once fit into 300 MiB, and are no slower. With the 2 MiB that it begins with, a sixth of a writing server's time
 * went into looking. There is no option for it once the program runs: it grows when it is full, so it is filled once.
 */
function settleYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=4');
  const filling: unknown[] = [];
  while (filling.length < 400 && youngGeneration() < 8 * MIB)
    filling.push(Array.from({ length: 1024 }).fill(0));
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * What lives longer, such as changes that wait for their commit, is collected when it has grown by two fifths. By itself V8
 * waits until it has grown several times, and among many writers that was 60 MiB that nobody needed any more.
 */
function boundGarbage(): void {
  setFlagsFromString('--heap-growing-percent=40');
}

/** @returns bytes */
function youngGeneration(): number {
  return (
    getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? Infinity
  );
}

const MIB = 1024 * 1024;
