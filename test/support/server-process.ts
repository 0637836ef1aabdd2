import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { watchLog } from './command-line.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** A server in a process of its own, which can be ended in the middle of anything. */
export interface ServerProcess {
  url: string;
  /** SIGKILL: it has no time for anything. */
  kill(): Promise<void>;
}

/** Starts `serve` without rate limits on a free port, and waits until it answers; it ends with the test. */
export async function startServerProcess(
  data: string,
  database: string,
  argv: readonly string[] = [],
): Promise<ServerProcess> {
  const env = { PATH: process.env['PATH'], COMMONPLACE_DATA: data, COMMONPLACE_DATABASE: database };
  const standard = ['--port', '0', '--rate-limit-token', '0', '--log-level', 'info', '--log-format', 'text'];
  const child = spawn(process.execPath, [MAIN, 'serve', ...standard, ...argv], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const url = await watchLog(child.stdout as Readable)(/Commonplace is at (http:\/\/[^\s/]+?)\.?(?:\s|$)/);
  child.stdout?.resume();
  return {
    url,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
