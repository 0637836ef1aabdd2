import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import fastify from 'fastify';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { SignedIn } from '../src/domain/access.ts';
import { openDataSet, type DataSet } from './data/data-set.ts';
import { openClients, saturate, type Sample } from './load/clients.ts';
import { requestBytes } from './load/request.ts';
import { figuresOf, median, pooledFigures, type Figures } from './load/statistics.ts';
import { judged, type Row } from './report/row.ts';
import { headLine, rowLine } from './report/table.ts';
import { describeCores, moveToAllCores, moveToClientCore, moveToServerCore } from './server/cores.ts';

/**
 * Memories, as ratios in one run: the list of 10 in a large store against a small one, a 304 against an empty constant, and
 * reads while pages are fetched against reads alone. `node scripts/run.mjs bench/memories.ts --sizes 10000,1000000`
 */
interface Load {
  port: number;
  path: string;
  headers?: Record<string, string>;
  clients: number;
  seconds: number;
  /** Whether each request is one that was never asked before, so that its answer comes out of the store. */
  isFresh?: boolean;
  /** Whether the clients have no core of their own. */
  isAnywhere?: boolean;
}

interface Subject {
  notes: number;
  app: App;
  port: number;
  headers: Record<string, string>;
  /** Holds `HELD` notes. */
  space: string;
}

/** The first user of a data set, who has a twentieth of its notes. */
const ADA: SignedIn = {
  kind: 'user',
  userId: 1,
  role: 'HOST',
  scope: 'admin',
  via: 'local',
  credentialId: null,
};
const ROUNDS = 5;
const HELD = 500;
const LATENCY_MS = 20;

if (process.send) {
  const load = JSON.parse(process.argv[2] ?? '') as Load;
  if (!load.isAnywhere) moveToClientCore();
  process.send(await run(load));
} else {
  moveToServerCore();
  await main();
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '10000,100000' },
      pages: { type: 'string', default: '100' },
      seconds: { type: 'string', default: '1' },
      cache: { type: 'string', default: join(tmpdir(), 'commonplace-bench') },
    },
  });
  const seconds = Number(values.seconds);
  const dataSets: DataSet[] = [];
  const subjects: Subject[] = [];
  try {
    for (const notes of values.sizes.split(',').map(Number)) {
      const dataSet = await openDataSet({ cache: values.cache, postgres: undefined }, notes);
      dataSets.push(dataSet);
      subjects.push(await openSubject(dataSet));
    }
    console.log(`${describeCores()}\n\n${headLine()}`);
    const [first] = subjects;
    if (!first) return;
    say(await lists(subjects, seconds));
    say(await unchanged(first, seconds));
    // Pages are read in threads, on whatever core is free.
    moveToAllCores();
    say(await captures(first, Number(values.pages), seconds));
  } finally {
    for (const { app } of subjects) await app.close();
    for (const dataSet of dataSets) await dataSet.remove();
  }
}

function say(rows: readonly Row[]): void {
  for (const row of rows) console.log(rowLine(row));
}

async function openSubject({ notes, folder, database, token }: DataSet): Promise<Subject> {
  const settings = { data: folder, database, port: '0', 'log-level': 'error', vault: 'false' };
  const config = readConfig({ flags: { ...settings, 'allow-private-capture': 'true' }, env: {} });
  const app = await createApp({ ...config, rateLimitToken: 0, rateLimitSession: 0, rateLimitAnonymous: 0 });
  const { port } = new URL(await app.listen());
  const headers = { authorization: `Bearer ${token}` };
  return { notes, app, port: Number(port), headers, space: await fillSpace(app) };
}

/** @returns the name of a space with the first user's last notes */
async function fillSpace({ services }: App): Promise<string> {
  const { uid } = await services.spaces.create(ADA, { name: 'Measured' });
  for (let start = 0; start < HELD; start += 100) {
    const { items } = await services.memories.list(ADA, { start, count: 100 });
    for (const { note } of items) await services.spaces.addNote(ADA, uid, { id: note.id });
  }
  return uid;
}

/** Lists that were not asked for before, in turns of the sizes. */
async function lists(subjects: readonly Subject[], seconds: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const what of ['own', 'of a space']) {
    const samples = subjects.map((): Sample[] => []);
    for (let round = -1; round < ROUNDS; round++) {
      for (const [index, { port, headers, space }] of subjects.entries()) {
        const path = `/api/memories?start=0&count=10${what === 'own' ? '' : `&spaceId=${space}`}`;
        const sample = await measure({ port, path, headers, clients: 1, seconds, isFresh: true });
        if (round >= 0) samples[index]?.push(sample);
      }
    }
    const all = samples.map(pooledFigures);
    for (const [index, { notes }] of subjects.entries()) {
      const row = { what: `list of 10, ${what}`, notes, figures: all[index] };
      const growth = (of: (figures: Figures) => number) => of(all[index]!) / of(all[0]!);
      if (index === 0) rows.push(row);
      else
        rows.push(
          judged(
            row,
            Math.max(
              growth(({ p50 }) => p50),
              growth(({ p95 }) => p95),
            ),
            { atMost: 1.5 },
            ' times',
          ),
        );
    }
  }
  return rows;
}

/** A list that the client has already, against an empty answer to the same request. */
async function unchanged({ notes, port, headers }: Subject, seconds: number): Promise<Row[]> {
  const constant = fastify();
  constant.get('/empty', async (_request, reply) => reply.code(304).send());
  const baseline = new URL(await constant.listen({ host: '127.0.0.1', port: 0 }));
  const path = '/api/memories?start=0&count=10';
  const etag = (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).headers.get('etag') ?? '';
  const known = {
    port,
    path,
    headers: { ...headers, 'if-none-match': etag },
    clients: 16,
    seconds: 2 * seconds,
  };
  const [own, empty]: Figures[][] = [[], []];
  for (let round = -1; round < ROUNDS; round++) {
    const one = figuresOf(await measure(known));
    const other = figuresOf(await measure({ ...known, port: Number(baseline.port), path: '/empty' }));
    if (round < 0) continue;
    own?.push(one);
    empty?.push(other);
  }
  await constant.close();
  const speeds = (all: Figures[] = []) => all.map(({ perSecond }) => perSecond);
  const ratio = median(speeds(own).map((speed, index) => speed / (speeds(empty)[index] ?? 1)));
  const what = 'unchanged list (304)';
  return [judged({ what, notes, figures: own?.at(-1) }, ratio, { atLeast: 0.7 }, ' of constant')];
}

/** Pages of one site, fetched while somebody reads. */
async function captures({ app, notes, port, headers }: Subject, pages: number, seconds: number) {
  const text = 'A sentence that is long enough to be one of a text that somebody wants to keep. '.repeat(40);
  const site = createServer((request, response) => {
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<title>${request.url}</title><article><h1>${request.url}</h1><p>${text}</p></article>`);
    }, LATENCY_MS);
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const read = { port, path: '/api/memories?start=0&count=10', headers, clients: 4, isAnywhere: true };
  const before = figuresOf(await measure({ ...read, seconds: 2 * seconds }));
  // Until all pages are there, reads are measured again and again.
  const start = performance.now();
  const added = await app.services.memories.addAll(
    ADA,
    Array.from({ length: pages }, (_, index) => `${address}/${index}`),
  );
  const ids = added.flatMap((one) => ('note' in one ? [one.note.id] : []));
  const end = { ms: 0 };
  const fetching = (async () => {
    while ((await app.services.memories.fetched(ids)).length < ids.length) await pause(20);
    end.ms = performance.now() - start;
  })();
  const meanwhile: Sample[] = [];
  while (end.ms === 0) meanwhile.push(await measure({ ...read, seconds }));
  await fetching;
  const failed = (await app.services.memories.fetched(ids)).filter(({ failure }) => failure !== null);
  if (failed.length > 0) throw new Error(`${failed.length} pages could not be fetched`);
  const after = figuresOf(await measure({ ...read, seconds: 2 * seconds }));
  site.closeAllConnections();
  site.close();
  const alone = median([before.perSecond, after.perSecond]);
  const among = median(meanwhile.map((sample) => figuresOf(sample).perSecond));
  return [
    judged({ what: `${pages} captures`, notes }, end.ms / 1000, { atMost: 5 }, ' s'),
    judged(
      { what: 'reads meanwhile', notes, figures: pooledFigures(meanwhile) },
      among / alone,
      { atLeast: 0.5 },
      ' of alone',
    ),
  ];
}

/** From a process of its own, so that the server has one, and a core, to itself. */
async function measure(load: Load): Promise<Sample> {
  const [result] = await once(fork(new URL(import.meta.url), [JSON.stringify(load)]), 'message');
  return result as Sample;
}

async function run({ port, path, headers = {}, clients: count, seconds, isFresh }: Load): Promise<Sample> {
  const clients = await openClients(port, count);
  const request = requestBytes({ path, headers });
  let asked = 0;
  const source = () =>
    isFresh ? requestBytes({ path: `${path}&n=${process.pid}-${asked++}`, headers }) : request;
  const sample = await saturate(clients, source, seconds);
  clients.close();
  return sample;
}
