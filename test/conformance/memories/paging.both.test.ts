import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from '../../support/instance.ts';
import { nextOf, startMemories, type Memories } from '../../support/memories.ts';

let server: Memories;
beforeAll(async () => {
  server = await startMemories();
});
afterAll(() => server.stop());

async function prepare(name: string, count: number, space?: (owner: Account) => Promise<string>) {
  const author = await server.account(name);
  const spaces = space && [await space(author)];
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    ids.push(await server.add(author, `memory ${number}`, { spaces }));
  }
  return { author, ids, query: spaces ? `spaceId=${spaces[0]}&` : '', spaces };
}

/** Follows the Link headers to the end. @returns the ids of each page, and the totals */
async function walk(author: Account, path: string, between: (turn: number) => Promise<unknown>) {
  const pages: string[][] = [];
  const totals: number[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const answer = await server.call('GET', next, { token: author.token });
    expect(answer.status).toBe(200);
    pages.push(answer.json.items.map((item: { id: string }) => item.id));
    totals.push(answer.json.total);
    next = nextOf(answer);
    await between(pages.length);
  }
  return { pages, totals };
}

test('the Link header leads through the whole list, and is missing at its end', async () => {
  const { author, ids } = await prepare('plain', 7);
  const { pages, totals } = await walk(author, '/api/memories?count=3', async () => {});
  expect(pages.flat()).toEqual(ids.toReversed());
  expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
  expect(totals).toEqual([7, 7, 7]);
});

test('a last page that is full has no Link', async () => {
  const { author } = await prepare('full', 4);
  const { pages } = await walk(author, '/api/memories?count=2', async () => {});
  expect(pages.map((page) => page.length)).toEqual([2, 2]);
});

test('it keeps to the path that was asked', async () => {
  const { author } = await prepare('old', 3);
  const { headers } = await server.call('GET', '/v1/memories?count=2', { token: author.token });
  expect(headers['link']).toMatch(/^<\/v1\/memories\?count=2&pageToken=[\w-]+>; rel="next"$/);
});

test('a page that was asked for by start has a Link to what follows it', async () => {
  const { author, ids } = await prepare('middle', 6);
  const answer = await server.call('GET', '/api/memories?start=2&count=2', { token: author.token });
  const rest = await server.call('GET', nextOf(answer) ?? '', { token: author.token });
  expect(rest.json.items.map((item: { id: string }) => item.id)).toEqual([ids[1], ids[0]]);
});

test.each(['own', 'space'])(
  'while others insert and delete, nothing comes twice and nothing that was there all along is missing: %s',
  async (where) => {
    const { author, ids, query, spaces } = await prepare(
      `busy-${where}`,
      30,
      where === 'space' ? (owner) => server.space(owner) : undefined,
    );
    const quiet = ids.filter((_id, index) => index % 3 === 0);
    const busy = ids.filter((_id, index) => index % 3 !== 0);
    const { pages } = await walk(author, `/api/memories?${query}count=4`, async (turn) => {
      const gone = busy[(turn * 5) % busy.length];
      const edited = busy[(turn * 7) % busy.length];
      await Promise.all([
        server.add(author, `arriving ${turn}`, { spaces }),
        server.call('DELETE', `/api/memories/${gone}`, { token: author.token }),
        server.call('PATCH', `/api/memories/${edited}`, {
          token: author.token,
          body: { content: `edited ${turn}` },
        }),
      ]);
    });
    const seen = pages.flat();
    expect(new Set(seen).size).toBe(seen.length);
    expect(quiet.filter((id) => !seen.includes(id))).toEqual([]);
  },
);
