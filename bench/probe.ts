import cluster from 'node:cluster';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Session } from 'node:inspector/promises';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import fastify from 'fastify';

/** What a server under measurement can be asked; each is answered with one message. */
export type Question =
  | { ask: 'constants'; one: string; list: string }
  | { ask: 'watch delay' }
  | { ask: 'delay' }
  | { ask: 'memory' }
  | { ask: 'cpu' }
  | { ask: 'profile' }
  /** Ends it, and writes it to a file. */
  | { ask: 'profiled'; file: string };

/** Ports of servers that send the same bytes as constants. */
export interface Constants {
  /** A bare Fastify: the baseline. */
  fastify: number;
  /** A bare `node:http`, which shows what the client can do. */
  http: number;
}

/** Of the event loop, in milliseconds. */
export interface Delay {
  p99: number;
  max: number;
}

const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
const session = new Session();
const TYPE = 'application/json; charset=utf-8';

/** Loaded into the server's process before its program, so that baseline and subject share one process. */
if (cluster.isPrimary && process.send) {
  process.on('message', (question: Question) => {
    void answer(question).then((value) => process.send?.(value));
  });
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'constants':
      return serveConstants(Buffer.from(question.one), Buffer.from(question.list));
    case 'watch delay':
      delay.reset();
      return delay.enable();
    case 'delay':
      delay.disable();
      return { p99: inMs(delay.percentile(99)), max: inMs(delay.max) } satisfies Delay;
    case 'memory':
      return memory();
    case 'cpu':
      return cpuMs();
    case 'profile':
      return startProfile();
    case 'profiled':
      return writeProfile(question.file);
  }
}

async function startProfile(): Promise<boolean> {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  return true;
}

async function writeProfile(file: string): Promise<boolean> {
  const { profile } = await session.post('Profiler.stop');
  writeFileSync(file, JSON.stringify(profile));
  session.disconnect();
  return true;
}

/** With what the workers take, if there are any. */
function memory(): NodeJS.MemoryUsage {
  const own = process.memoryUsage();
  const rss = workers().map((pid) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
  });
  return { ...own, rss: own.rss + sum(rss) };
}

/** What this process has computed so far, in all its threads, and its workers, of which whole ticks of 10 ms are known. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  const ticks = workers().map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  });
  return (user + system) / 1000 + sum(ticks) * 10;
}

function workers(): number[] {
  return Object.values(cluster.workers ?? {}).flatMap((worker) => worker?.process.pid ?? []);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** What is measured are whole intervals between two calls of a timer. */
function inMs(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
}

async function serveConstants(one: Buffer, list: Buffer): Promise<Constants> {
  const app = fastify();
  app.get('/one', async (_request, reply) => reply.type(TYPE).send(one));
  app.get('/list', async (_request, reply) => reply.type(TYPE).send(list));
  app.get('/empty', async (_request, reply) => reply.code(304).send());
  await app.listen({ host: '127.0.0.1', port: 0 });
  app.server.unref();
  const bare = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': TYPE, 'content-length': one.length }).end(one);
  });
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  bare.unref();
  return { fastify: portOf(app.server.address()), http: portOf(bare.address()) };
}

function portOf(address: AddressInfo | string | null): number {
  return (address as AddressInfo).port;
}
