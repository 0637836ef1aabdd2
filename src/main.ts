import cluster from 'node:cluster';
import { setFlagsFromString } from 'node:v8';
import { environment, readConfig, settings } from './config.ts';

if (isTooOld(process.versions.node)) {
  console.error(
    `Commonplace needs Node.js 22.18 or newer, and this is ${process.versions.node}: install Node.js 24`,
  );
  process.exitCode = 1;
} else {
  process.exitCode = await main();
}

/** Everything else is loaded here, because an old Node could not even read it. */
async function main(): Promise<number> {
  keepYoungGenerationSmall();
  const { run } = await import('./cli/run.ts');
  const { VERSION } = await import('./version.ts');
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
  return run(process.argv.slice(2), io, {
    version: VERSION,
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

function isTooOld(node: string): boolean {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  return major < 22 || (major === 22 && minor < 18);
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
