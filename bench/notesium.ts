import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import fastify from 'fastify';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createCorpus } from './data/corpus.ts';
import { wordAt } from './data/words.ts';
import { openClients, saturate } from './load/clients.ts';
import { requestBytes } from './load/request.ts';
import { figuresOf, type Figures } from './load/statistics.ts';

/** The list of 10,000 notes against the same bytes from a constant, and `raw/lines` against `grep -ri` over the same folder. */
const NOTES = Number(process.argv[2] ?? 10_000);
const SECONDS = 3;

interface Load {
  url: string;
  headers?: Record<string, string>;
  clients: number;
  seconds: number;
}

if (process.send) process.send(await run(JSON.parse(process.argv[2] ?? '') as Load));
else await main();

async function main(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'commonplace-bench-'));
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-grep-'));
  const settings = { data, port: '0', 'log-level': 'error', vault: 'false' };
  const config = readConfig({ flags: settings, env: {} });
  const app = await createApp({ ...config, rateLimitToken: 0, rateLimitSession: 0, rateLimitAnonymous: 0 });
  const token = await fill(app, folder);
  const headers = { authorization: `Bearer ${token}` };
  const url = await app.listen();
  const constant = fastify();
  const { rawPayload } = await app.inject({ url: '/api/notes', headers });
  constant.get('/list', async (_request, reply) => reply.type('application/json').send(rawPayload));
  constant.get('/empty', async (_request, reply) => reply.code(304).send());
  const baseline = await constant.listen({ host: '127.0.0.1', port: 0 });
  console.log(`${NOTES} notes, a list of ${rawPayload.length} bytes`);

  const clients = 4;
  for (let round = 0; round < 3; round++) {
    const list = await measure({ url: `${url}/api/notes`, headers, clients, seconds: SECONDS });
    const same = await measure({ url: `${baseline}/list`, clients, seconds: SECONDS });
    console.log(
      `list: ${list.p50.toFixed(2)} ms, constant: ${same.p50.toFixed(2)} ms, ratio of rates ${(list.perSecond / same.perSecond).toFixed(2)}`,
    );
    const unchanged = { ...headers, 'if-none-match': '*' };
    const not = await measure({ url: `${url}/api/notes`, headers: unchanged, clients: 16, seconds: SECONDS });
    const empty = await measure({ url: `${baseline}/empty`, clients: 16, seconds: SECONDS });
    console.log(
      `304: ${not.perSecond.toFixed(0)}/s, empty: ${empty.perSecond.toFixed(0)}/s, ratio ${(not.perSecond / empty.perSecond).toFixed(2)}`,
    );
  }

  const delay = monitorEventLoopDelay({ resolution: 5 });
  const word = wordAt(3000);
  for (let round = 0; round < 5; round++) {
    await app.inject({ method: 'POST', url: '/api/v1/memos', headers, payload: { content: 'A change' } });
    await timed(delay, 'list, cold', async () => app.inject({ url: '/api/notes', headers }));
    await timed(delay, 'raw/list', async () => app.inject({ url: '/api/raw/list?sort=alpha', headers }));
    await timed(delay, `raw/lines?filter=${word}`, async () =>
      app.inject({ url: `/api/raw/lines?filter=${word}`, headers }),
    );
    await timed(delay, 'raw/lines', async () => app.inject({ url: '/api/raw/lines', headers }));
    await timed(delay, `grep -ri ${word}`, async () =>
      execFileSync('grep', ['-ri', word, folder], { maxBuffer: 1e9 }),
    );
  }
  await Promise.all([app.close(), constant.close()]);
  for (const one of [data, folder]) rmSync(one, { recursive: true, force: true });
}

/** From a process of its own, so that the server has one to itself. */
async function measure(load: Load): Promise<Figures> {
  const [result] = await once(fork(new URL(import.meta.url), [JSON.stringify(load)]), 'message');
  return result as Figures;
}

async function run({ url, headers = {}, clients: count, seconds }: Load): Promise<Figures> {
  const { port, pathname } = new URL(url);
  const clients = await openClients(Number(port), count);
  const request = requestBytes({ path: pathname, headers });
  const sample = await saturate(clients, () => request, seconds);
  clients.close();
  return figuresOf(sample);
}

async function timed(
  delay: ReturnType<typeof monitorEventLoopDelay>,
  name: string,
  work: () => Promise<unknown>,
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  delay.enable();
  delay.reset();
  const start = performance.now();
  await work();
  const took = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.disable();
  console.log(`${name}: ${took.toFixed(1)} ms, longest block ${(delay.max / 1e6).toFixed(1)} ms`);
}

async function fill({ services }: Awaited<ReturnType<typeof createApp>>, folder: string): Promise<string> {
  const user = await services.users.add({ username: 'ada', password: 'only for measuring' });
  const principal = {
    kind: 'user',
    userId: user.id,
    role: user.role,
    scope: 'admin',
    via: 'local',
    credentialId: null,
  } as const;
  const corpus = createCorpus({ seed: 1, notes: NOTES });
  const start = Date.parse('2024-01-01T00:00:00Z');
  const names: string[] = [];
  for (let first = 0; first < NOTES; first += 64) {
    const batch = Array.from({ length: Math.min(64, NOTES - first) }, (_, offset) => first + offset);
    const made = await Promise.all(
      batch.map((index) => {
        const link = names.length > 0 ? `\n\n[a link](${names[(index * 7919) % names.length]})\n` : '';
        const content = corpus.content(index) + link;
        return services.notebook.create(principal, { content, createdAt: start + index * 1000 });
      }),
    );
    for (const { filename, content } of made) {
      names.push(filename);
      writeFileSync(join(folder, filename), content);
    }
  }
  return (await services.tokens.createFor(user.id, { name: 'bench', scope: 'admin' })).secret;
}
