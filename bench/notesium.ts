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
import { figuresOf, median, type Figures } from './load/statistics.ts';
import { describeCores, moveToClientCore, moveToServerCore } from './server/cores.ts';

/** The list of 10,000 notes against the same bytes from a constant, and `raw/lines` against `grep -ri` over the same folder. */
const NOTES = Number(process.argv[2] ?? 10_000);
const SECONDS = 2;
const ROUNDS = 5;

interface Load {
  url: string;
  headers?: Record<string, string>;
  clients: number;
}

if (process.send) {
  moveToClientCore();
  process.send(await run(JSON.parse(process.argv[2] ?? '') as Load));
} else {
  moveToServerCore();
  await main();
}

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
  const {
    rawPayload,
    headers: { etag },
  } = await app.inject({ url: '/api/notes', headers });
  constant.get('/list', async (_request, reply) => reply.type('application/json').send(rawPayload));
  constant.get('/empty', async (_request, reply) => reply.code(304).send());
  const baseline = await constant.listen({ host: '127.0.0.1', port: 0 });
  console.log(`${NOTES} notes, a list of ${rawPayload.length} bytes; ${describeCores()}`);

  const list = { url: `${url}/api/notes`, headers, clients: 4 };
  await compare('list', list, { ...list, url: `${baseline}/list` });
  const unchanged = { ...list, headers: { ...headers, 'if-none-match': String(etag) }, clients: 32 };
  await compare('304', unchanged, { ...unchanged, url: `${baseline}/empty` });

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

/** Subject and constant in turns, so that whatever else the machine does meets both. */
async function compare(what: string, subject: Load, constant: Load): Promise<void> {
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const same = await measure(constant);
    const own = await measure(subject);
    ratios.push(own.perSecond / same.perSecond);
    const [one, other] = [own, same].map(
      ({ perSecond, p50, cpuUs }) =>
        `${perSecond.toFixed(0)}/s, ${p50.toFixed(2)} ms, ${cpuUs.toFixed(0)} µs`,
    );
    console.log(`${what}: ${one}; constant: ${other}`);
  }
  console.log(`${what}: ${median(ratios).toFixed(2)} of the constant's rate`);
}

/**
 * Clients in a process of their own, so that the server has one to itself.
 * @returns with the microseconds that this process computed for one request
 */
async function measure(load: Load): Promise<Figures & { cpuUs: number }> {
  const client = fork(new URL(import.meta.url), [JSON.stringify(load)]);
  const before = process.cpuUsage();
  const [result] = (await once(client, 'message')) as [Figures];
  const { user, system } = process.cpuUsage(before);
  return { ...result, cpuUs: (user + system) / (result.perSecond * SECONDS) };
}

async function run({ url, headers = {}, clients: count }: Load): Promise<Figures> {
  const { port, pathname } = new URL(url);
  const clients = await openClients(Number(port), count);
  const request = requestBytes({ path: pathname, headers });
  const sample = await saturate(clients, () => request, SECONDS);
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
