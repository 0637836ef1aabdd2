import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/command-line.ts';
import { startServerProcess } from '../support/server-process.ts';

/** As many as people bring along: `COMMONPLACE_TEST_BATCH=500`. */
const PAGES = Number(process.env['COMMONPLACE_TEST_BATCH'] ?? 200);
const KILLS = 3;
const LATENCY_MS = 20;

/** A site that answers each of its pages, after a while. */
async function startSite() {
  let answered = 0;
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        `<title>Title of ${request.url}</title><article><p>The text of ${request.url}.</p></article>`,
      );
      answered++;
      for (const one of waiting) if (one.count <= answered) one.resolve();
    }, LATENCY_MS);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    urls: Array.from({ length: PAGES }, (_, index) => `http://127.0.0.1:${port}/page/${index}`),
    /** When so many have been answered. */
    answered: (count: number) =>
      new Promise<void>((resolve) => {
        waiting.push({ count, resolve });
        if (answered >= count) resolve();
      }),
  };
}

interface Item {
  type: string;
  url: string;
  status: string;
  title: string;
}

test(
  `a batch of ${PAGES} pages survives a server that is killed ${KILLS + 1} times: each is kept once, and none is missing`,
  async () => {
    const site = await startSite();
    const data = await temporaryFolder();
    const folder = join(data, 'notes', 'ada');
    const start = () => startServerProcess(data, join(data, 'commonplace.db'), ['--allow-private-capture']);
    let server = await start();
    const token = await signUp(server.url);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

    /** @returns the first word about the batch, or null where the server ended before */
    async function send(signal?: AbortSignal): Promise<string | null> {
      try {
        const body = JSON.stringify({ urls: site.urls });
        const answer = await fetch(`${server.url}/api/batch-add`, {
          method: 'POST',
          headers,
          body,
          ...(signal && { signal }),
        });
        const { value } = await answer.body!.pipeThrough(new TextDecoderStream()).getReader().read();
        return value ?? null;
      } catch {
        return null;
      }
    }

    async function all(): Promise<Item[]> {
      const items: Item[] = [];
      for (let total = 1; items.length < total;) {
        const path = `/api/memories?start=${items.length}&count=100`;
        const page = (await (await fetch(server.url + path, { headers })).json()) as {
          items: Item[];
          total: number;
        };
        total = page.total;
        items.push(...page.items);
        if (page.items.length === 0) break;
      }
      return items;
    }

    // Files come before the commit. With the first of them there, all pages are kept, or none; then some have left files,
    // which are plain notes from now on.
    const first = send();
    while (countNotes(folder) === 0) await new Promise((resolve) => setImmediate(resolve));
    await server.kill();
    const word = await first;
    const files = countNotes(folder);
    server = await start();
    await until(async () => (await all()).length >= files);
    const kept = await all();
    const pages = kept.filter(({ type }) => type === 'page').length;
    expect([0, PAGES]).toContain(pages);
    expect(kept.length).toBe(Math.max(pages, files));
    if (word !== null) expect(pages).toBe(PAGES);

    // Sent again, it adds what is not there, and nothing twice.
    expect(await send()).toContain(`"total":${PAGES}`);
    expect((await all()).map(({ type }) => type)).toEqual(Array.from({ length: PAGES }, () => 'page'));

    for (let kill = 1; kill <= KILLS; kill++) {
      const most = Math.floor((PAGES * 0.9 * kill) / KILLS);
      await site.answered(Math.ceil(most * (0.5 + Math.random() / 2)));
      await server.kill();
      server = await start();
    }

    // What was under way when the server was killed is taken up when its lease has ended.
    let items: Item[] = [];
    await until(async () => {
      items = await all();
      return items.every(({ status }) => status === 'done');
    });
    expect(items.map(({ url }) => url).toSorted()).toEqual(site.urls.toSorted());
    for (const { url, title } of items) expect(title).toBe(`Title of ${new URL(url).pathname}`);
    await server.kill();
  },
  120_000 + PAGES * 500,
);

/** Files that are notes. */
function countNotes(folder: string): number {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^[0-9a-f]{8}\.md$/.test(name)).length : 0;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000 + PAGES * 300; !(await holds());) {
    expect(Date.now()).toBeLessThan(end);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function signUp(url: string): Promise<string> {
  const account = { username: 'ada', password: 'correct horse battery' };
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, ...headers },
      body: JSON.stringify(body),
    });
  const signedUp = await post('/api/v1/auth/signup', account);
  const cookie = String(signedUp.headers.get('set-cookie')).split(';')[0] ?? '';
  const made = await post('/api/v1/access-tokens', { name: 'test' }, { cookie });
  return ((await made.json()) as { accessToken: string }).accessToken;
}
