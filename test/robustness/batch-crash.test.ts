import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/command-line.ts';
import { startServerProcess } from '../support/server-process.ts';

/** As many as people bring along: `COMMONPLACE_TEST_BATCH=500`. */
const PAGES = Number(process.env['COMMONPLACE_TEST_BATCH'] ?? 120);
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
  url: string;
  status: string;
  title: string;
}

test(
  `a batch of ${PAGES} pages survives a server that is killed ${KILLS + 1} times: each is kept once, and none is missing`,
  async () => {
    const site = await startSite();
    const data = await temporaryFolder();
    const start = () =>
      startServerProcess(data, join(data, 'commonplace.db'), ['--allow-private-capture', '--no-vault']);
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

    // In the middle of the request: all of it is there, or nothing.
    const first = send();
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
    await server.kill();
    const word = await first;
    server = await start();
    const kept = (await all()).length;
    expect([0, PAGES]).toContain(kept);
    if (word !== null) expect(kept).toBe(PAGES);

    // Sent again, it adds what is not there, and nothing twice.
    expect(await send()).toContain(`"total":${PAGES}`);
    expect((await all()).length).toBe(PAGES);

    for (let kill = 1; kill <= KILLS; kill++) {
      const most = Math.floor((PAGES * 0.9 * kill) / KILLS);
      await site.answered(Math.ceil(most * (0.5 + Math.random() / 2)));
      await server.kill();
      server = await start();
    }

    let items = await all();
    // What was under way when the server was killed is taken up when its lease has ended.
    for (
      const end = Date.now() + 60_000 + PAGES * 300;
      items.some(({ status }) => status !== 'done');
      items = await all()
    ) {
      expect(Date.now()).toBeLessThan(end);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(items.map(({ url }) => url).toSorted()).toEqual(site.urls.toSorted());
    for (const { url, title } of items) expect(title).toBe(`Title of ${new URL(url).pathname}`);
    await server.kill();
  },
  120_000 + PAGES * 500,
);

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
