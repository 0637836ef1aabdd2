import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Question } from '../probe.ts';
import { onServerCore } from './cores.ts';

export interface ServerOptions {
  /** The file of the program. */
  program: string;
  /** The data folder. */
  data: string;
  database: string;
  /** For Node itself, such as `--cpu-prof`. */
  nodeOptions?: readonly string[];
  /** Undefined: as the program has it by itself. */
  workers?: number | undefined;
  /** Without it nothing can be asked, and nothing but the program is started. Default: true. */
  probe?: boolean;
}

export interface Server {
  port: number;
  /** From the start of the process until it was ready. */
  readyMs: number;
  ask<Answer>(question: Question): Promise<Answer>;
  stop(): Promise<void>;
}

const MAX_START_MS = 60_000;

/** Starts the program as anybody would, in a process of its own with the probe in it, with which it ends when this one does. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const port = await freePort();
  const node = [process.execPath, ...nodeArguments(options, port)];
  const [command = '', ...args] = (options.workers ?? 1) > 1 ? node : onServerCore(node);
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', process.stderr, 'inherit', 'ipc'] });
  await ready(child, port);
  return {
    port,
    readyMs: performance.now() - start,
    async ask<Answer>(question: Question) {
      child.send(question);
      const [answer] = (await once(child, 'message')) as [Answer];
      return answer;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

function nodeArguments(options: ServerOptions, port: number): string[] {
  const { program, data, database, nodeOptions = [], workers, probe = true } = options;
  return [
    ...nodeOptions,
    ...(probe ? ['--import', new URL('../probe.ts', import.meta.url).href] : []),
    program,
    'serve',
    `--data=${data}`,
    `--database=${database}`,
    `--port=${port}`,
    '--log-level=error',
    '--rate-limit-token=0',
    '--rate-limit-anonymous=0',
    // Files of a million notes would be written first; the store is what is measured.
    '--no-vault',
    ...(workers === undefined ? [] : [`--workers=${workers}`]),
  ];
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  const deadline = performance.now() + MAX_START_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`);
    if (performance.now() > deadline) throw new Error('The server was not ready in time');
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    await pause(2);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
