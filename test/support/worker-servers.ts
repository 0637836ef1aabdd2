import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { watchLog } from './command-line.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface WorkerServer {
  child: ChildProcess;
  /** Its data folder. */
  data: string;
  /** Waits for a line of the log. */
  logged(pattern: RegExp): Promise<string>;
  /** Exit status and signal. */
  ended: Promise<unknown[]>;
  /** What it has written to standard error, when it has ended. */
  stderr: Promise<string>;
  /** Ends it at once, and removes what it has kept. */
  remove(): Promise<void>;
}

/** `commonplace serve` with several workers, at a free port unless the options say otherwise. */
export async function spawnWorkers(...options: string[]): Promise<WorkerServer> {
  const data = await mkdtemp(join(tmpdir(), 'commonplace-'));
  const env = { PATH: process.env['PATH'], COMMONPLACE_DATA: data, COMMONPLACE_LOG_FORMAT: 'text' };
  const argv = [MAIN, 'serve', '--workers', '2', '--port', '0', ...options];
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  return {
    child,
    data,
    logged: watchLog(child.stdout as Readable),
    ended,
    stderr: text(child.stderr as Readable),
    async remove() {
      child.kill('SIGKILL');
      await ended;
      await rm(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** The same, when it answers. @returns also its greeting */
export async function startWorkers(...options: string[]) {
  const server = await spawnWorkers(...options);
  const greeting = await server.logged(/Commonplace is at .*/);
  const url = `http://${/http:\/\/([^\s]+?)\.?\s/.exec(greeting)?.[1]}`;
  return { ...server, greeting, url };
}

/** The processes that a process has started, and that have not ended. */
export function childrenOf(pid: number | undefined): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => isRunning(child) && stateOf(child)?.parent === pid);
}

/** Whether the process has not ended; one that nobody has asked about since has. */
export function isRunning(pid: number): boolean {
  const state = stateOf(pid);
  return state !== undefined && state.letter !== 'Z';
}

function stateOf(pid: number): { letter: string; parent: number } | undefined {
  try {
    // After the name, which may hold anything, come the state and the parent.
    const [, letter = '', parent] = /\) (\S) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? [];
    return { letter, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: any;
}

export interface Ask {
  method?: string;
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
}

/** Asks over a connection of its own, so that another worker may answer each time. */
export async function ask(url: string, path: string, options: Ask = {}): Promise<Reply> {
  const { body, method = body === undefined ? 'GET' : 'POST', token } = options;
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(payload !== undefined && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(payload)),
    }),
    ...options.headers,
  };
  const sent = request(new URL(path, url), { method, headers, agent: new Agent() });
  sent.end(payload);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const received = await text(response);
  const isJson = String(response.headers['content-type']).startsWith('application/json');
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: received,
    json: isJson && received !== '' ? JSON.parse(received) : undefined,
  };
}
