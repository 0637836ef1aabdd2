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
import { openClients, saturate } from './load/clients.ts';
import { requestBytes } from './load/request.ts';
import { figuresOf, median, type Figures } from './load/statistics.ts';

/**
 * Memories, as ratios in one run: the list of 10 in a large store against a small one, a 304 against an empty constant, and
 * reads while pages are fetched against reads alone. `node bench/memories.ts --sizes 10000,100000,1000000`
 */
interface Load {
  url: string;
  headers?: Record<string, string>;
  clients: number;
  seconds: number;
}

/** The first user of a data set. */
const ADA: SignedIn = {
  kind: 'user',
  userId: 1,
  role: 'HOST',
  scope: 'admin',
  via: 'local',
  credentialId: null,
};
const ROUNDS = 5;
const READS = 200;
const LATENCY_MS = 20;

if (process.send) process.send(await run(JSON.parse(process.argv[2] ?? '') as Load));
else await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '10000,100000' },
      pages: { type: 'string', default: '100' },
      seconds: { type: 'string', default: '2' },
      cache: { type: 'string', default: join(tmpdir(), 'commonplace-bench') },
    },
  });
  const sizes = values.sizes.split(',').map(Number);
  const seconds = Number(values.seconds);
  const dataSets: DataSet[] = [];
  const apps: { notes: number; app: App; url: string; headers: Record<string, string>; space: string }[] = [];
  try {
    for (const notes of sizes) {
      const dataSet = await openDataSet({ cache: values.cache, postgres: undefined }, notes);
      dataSets.push(dataSet);
      const app = await openApp(dataSet);
      const headers = { authorization: `Bearer ${dataSet.token}` };
      apps.push({ notes, app, headers, url: await app.listen(), space: await fillSpace(app) });
    }
    await lists(apps);
    const [first] = apps;
    if (!first) return;
    await unchanged(first, seconds);
    await captures(first, Number(values.pages), seconds);
  } finally {
    for (const { app } of apps) await app.close();
    for (const dataSet of dataSets) await dataSet.remove();
  }
}

async function openApp({ folder, database }: DataSet): Promise<App> {
  const settings = { data: folder, database, port: '0', 'log-level': 'error', vault: 'false' };
  const config = readConfig({ flags: { ...settings, 'allow-private-capture': 'true' }, env: {} });
  return createApp({ ...config, rateLimitToken: 0, rateLimitSession: 0, rateLimitAnonymous: 0 });
}

/** A space that holds up to 10,000 of the first user's notes. @returns its name */
async function fillSpace({ services }: App): Promise<string> {
  const { uid } = await services.spaces.create(ADA, { name: 'Measured' });
  for (let start = 0, total = 1; start < Math.min(total, 10_000); start += 100) {
    const page = await services.memories.list(ADA, { start, count: 100 });
    total = page.total;
    for (const { note } of page.items) await services.spaces.addNote(ADA, uid, { id: note.id });
  }
  return uid;
}

/** What the store takes for a list, in turns of the sizes; answers that are known already cost the same anyway. */
async function lists(apps: readonly { notes: number; app: App; space: string }[]): Promise<void> {
  for (const kind of ['own', 'space'] as const) {
    const took = apps.map(() => [] as number[]);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, { app, space }] of apps.entries()) {
        const start = performance.now();
        for (let read = 0; read < READS; read++) {
          const query = { start: read % 10, count: 10, ...(kind === 'space' && { space }) };
          await app.services.memories.list(ADA, query);
        }
        took[index]?.push((performance.now() - start) / READS);
      }
    }
    const medians = took.map(median);
    for (const [index, { notes }] of apps.entries()) {
      const ratio = (medians[index] ?? 0) / (medians[0] ?? 1);
      console.log(
        `list of 10 (${kind}), ${notes} notes: ${medians[index]?.toFixed(3)} ms, ${ratio.toFixed(2)} times`,
      );
    }
  }
}

async function unchanged(
  { url, headers }: { url: string; headers: Record<string, string> },
  seconds: number,
) {
  const constant = fastify();
  constant.get('/empty', async (_request, reply) => reply.code(304).send());
  const baseline = await constant.listen({ host: '127.0.0.1', port: 0 });
  const path = `${url}/api/memories?start=0&count=10`;
  const etag = (await fetch(path, { headers })).headers.get('etag') ?? '';
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const same = { url: path, headers: { ...headers, 'if-none-match': etag }, clients: 16, seconds };
    const [not, empty] = [await measure(same), await measure({ ...same, url: `${baseline}/empty` })];
    ratios.push(not.perSecond / empty.perSecond);
    console.log(`304: ${not.perSecond.toFixed(0)}/s, empty constant: ${empty.perSecond.toFixed(0)}/s`);
  }
  console.log(`304 against the empty constant: ${median(ratios).toFixed(2)}`);
  await constant.close();
}

/** Pages of one site, fetched while somebody reads. */
async function captures(
  { app, url, headers }: { app: App; url: string; headers: Record<string, string> },
  pages: number,
  seconds: number,
): Promise<void> {
  const text = 'A sentence that is long enough to be one of a text that somebody wants to keep. '.repeat(40);
  const site = createServer((request, response) => {
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<title>${request.url}</title><article><h1>${request.url}</h1><p>${text}</p></article>`);
    }, LATENCY_MS);
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const { port } = site.address() as AddressInfo;
  const read = { url: `${url}/api/memories?start=0&count=10`, headers, clients: 4, seconds };
  const before = await measure(read);
  // Until all pages are there, reads are measured again and again.
  const contents = Array.from({ length: pages }, (_, index) => `http://127.0.0.1:${port}/${index}`);
  const start = performance.now();
  const added = await app.services.memories.addAll(ADA, contents);
  const accepted = performance.now() - start;
  const ids = added.flatMap((one) => ('note' in one ? [one.note.id] : []));
  const end = { ms: 0 };
  const fetching = (async () => {
    while ((await app.services.memories.fetched(ids)).length < ids.length) await pause(20);
    end.ms = performance.now() - start;
  })();
  const meanwhile: Figures[] = [];
  while (end.ms === 0) meanwhile.push(await measure({ ...read, seconds: Math.min(seconds, 1) }));
  await fetching;
  const failed = (await app.services.memories.fetched(ids)).filter(({ failure }) => failure !== null).length;
  const after = await measure(read);
  site.closeAllConnections();
  site.close();
  const alone = median([before.perSecond, after.perSecond]);
  const among = median(meanwhile.map(({ perSecond }) => perSecond));
  console.log(
    `${pages} pages with ${LATENCY_MS} ms latency: kept after ${accepted.toFixed(0)} ms, fetched after ${(end.ms / 1000).toFixed(1)} s (${failed} failed)`,
  );
  console.log(
    `reads meanwhile: ${among.toFixed(0)}/s, alone: ${alone.toFixed(0)}/s, ratio ${(among / alone).toFixed(2)}`,
  );
}

/** From a process of its own, so that the server has one to itself. */
async function measure(load: Load): Promise<Figures> {
  const [result] = await once(fork(new URL(import.meta.url), [JSON.stringify(load)]), 'message');
  return result as Figures;
}

async function run({ url, headers = {}, clients: count, seconds }: Load): Promise<Figures> {
  const { port, pathname, search } = new URL(url);
  const clients = await openClients(Number(port), count);
  const request = requestBytes({ path: pathname + search, headers });
  const sample = await saturate(clients, () => request, seconds);
  clients.close();
  return figuresOf(sample);
}
