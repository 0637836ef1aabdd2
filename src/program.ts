import cluster from 'node:cluster';
import { setFlagsFromString } from 'node:v8';
import { run } from './cli/run.ts';
import { environment, notesFolder, readConfig, settings } from './config.ts';
import { BUILD, VERSION } from './version.ts';

/**
 * The whole program; its parts are loaded when a command asks for them.
 * @returns the exit status
 */
export function main(argv: readonly string[]): Promise<number> {
  keepYoungGenerationSmall();
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
    createApp: async (...args) => (await import('./app.ts')).createApp(...args),
    joinPrimary: async () =>
      cluster.isWorker ? (await import('./cluster/worker.ts')).joinPrimary() : undefined,
    startWorkers: async (...args) => (await import('./cluster/primary.ts')).startWorkers(...args),
    openStore: async (database) => (await import('./store/open.ts')).openStore(database),
  });
}

/** `commonplace user list | head -1` closes the pipe early, which is no mistake. */
function endQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

/**
 * By itself V8 lets the short-lived objects of a busy server take 100 MiB before it looks at them; with this, hundreds of
 * uploads at once fit into 300 MiB, and are no slower.
 */
function keepYoungGenerationSmall(): void {
  setFlagsFromString('--max-semi-space-size=8');
  setFlagsFromString('--semi-space-growth-factor=1');
}
