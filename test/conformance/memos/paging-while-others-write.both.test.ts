import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMemos, type Memo, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
beforeAll(async () => {
  server = await startMemos();
});
afterAll(() => server.stop());

const COUNT = 60;

/** What writers may do to a memo that was there, by its number; every third one is left in peace. */
const DISTURBANCES: ((author: Account, memo: Memo) => Promise<unknown>)[] = [
  (author, memo) => server.patch(author, memo, { content: `${memo.content} edited` }),
  (author, memo) => server.patch(author, memo, { pinned: !memo.pinned }),
  (author, memo) => server.patch(author, memo, { rowStatus: 'ARCHIVED' }),
  (author, memo) => server.call('DELETE', `/api/v1/memos/${memo.id}`, { token: author.token }),
];

async function prepare(name: string) {
  const author = await server.account(name);
  const memos: Memo[] = [];
  for (let number = 0; number < COUNT; number++) {
    memos.push(await server.write(author, `memo ${number} #walk`, { pinned: number % 4 === 0 }));
  }
  const quiet = memos.filter((_, index) => index % 3 === 0);
  const busy = memos.filter((_, index) => index % 3 !== 0);
  return { author, quiet, busy };
}

/** Walks a list to its end while others write between and during the requests for its pages. */
async function walk(author: Account, query: string, busy: Memo[]): Promise<number[]> {
  const seen: number[] = [];
  const disturb = (turn: number) => {
    server.time.now += 1000;
    const memo = busy[(turn * 7) % busy.length];
    const act = DISTURBANCES[turn % DISTURBANCES.length];
    return memo && act ? act(author, memo) : undefined;
  };
  let token = '';
  for (let turn = 0; turn === 0 || token !== ''; turn++) {
    const during = [0, 1, 2].map((index) => disturb(turn * 4 + index));
    const arriving = server.write(author, `new ${turn} #walk`, { pinned: turn % 2 === 0 });
    const page = await server.list(
      author,
      `${query}&limit=7&creator=users/${author.id}${token && `&pageToken=${token}`}`,
    );
    await Promise.all([...during, arriving]);
    await disturb(turn * 4 + 3);
    await server.write(author, `newer ${turn} #walk`, { pinned: turn % 3 === 0 });
    seen.push(...page.data.map((memo) => memo.id));
    token = turn < 100 ? page.nextPageToken : '';
  }
  return seen;
}

const isSubset = (part: number[], whole: number[]) => part.filter((id) => !whole.includes(id));

test.each(['order=desc', 'order=desc&tag=walk'])(
  'a list paged to its end while others write shows nothing twice and misses nothing that was there all along: %s',
  async (query) => {
    const { author, quiet, busy } = await prepare(query.includes('tag') ? 'down-tag' : 'down');
    const seen = await walk(author, query, busy);
    expect(new Set(seen).size).toBe(seen.length);
    expect(
      isSubset(
        quiet.map((memo) => memo.id),
        seen,
      ),
    ).toEqual([]);
  },
);

test('also from the oldest on, where what arrives meanwhile comes at the end', async () => {
  const { author, quiet, busy } = await prepare('up');
  // New memos come faster than pages of 7 are read only if writing never ends; here it does, after 30 pages.
  const seen: number[] = [];
  let token = '';
  for (let turn = 0; turn === 0 || token !== ''; turn++) {
    const memo = busy[(turn * 7) % busy.length];
    const act = DISTURBANCES[turn % DISTURBANCES.length];
    server.time.now += 1000;
    const writing = turn < 30 && memo && act ? [act(author, memo), server.write(author, `new ${turn}`)] : [];
    const page = await server.list(
      author,
      `order=asc&limit=7&creator=users/${author.id}${token && `&pageToken=${token}`}`,
    );
    await Promise.all(writing);
    seen.push(...page.data.map((one) => one.id));
    token = page.nextPageToken;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(
    isSubset(
      quiet.map((memo) => memo.id),
      seen,
    ),
  ).toEqual([]);
});

test.each(['orderBy=updated_ts', 'orderBy=pinned', 'orderBy=pinned&tag=walk', 'orderBy=updated_ts&tag=walk'])(
  'what did not change during the walk is neither missed nor shown twice: %s',
  async (query) => {
    const { author, quiet, busy } = await prepare(
      `walk-${query.replaceAll(/\W/g, '-').slice(8)}`.slice(0, 32),
    );
    const seen = await walk(author, query, busy);
    const unchanged = quiet.map((memo) => memo.id);
    expect(isSubset(unchanged, seen)).toEqual([]);
    expect(seen.filter((id) => unchanged.includes(id))).toHaveLength(unchanged.length);
  },
);

test('a search walked to its end while others write shows nothing twice and misses nothing that was there all along', async () => {
  const { author, quiet, busy } = await prepare('searcher');
  const seen: number[] = [];
  let token = '';
  for (let turn = 0; turn === 0 || token !== ''; turn++) {
    const memo = busy[(turn * 7) % busy.length];
    const writing = [
      server.write(author, `arriving ${turn} #walk`),
      ...(memo ? [server.patch(author, memo, { rowStatus: 'ARCHIVED' })] : []),
    ];
    const answer = await server.call(
      'GET',
      `/api/v1/search?q=tag:walk&limit=7${token && `&pageToken=${token}`}`,
      {
        token: author.token,
      },
    );
    await Promise.all(writing);
    seen.push(...(answer.json.data as Memo[]).map((hit) => hit.id));
    token = answer.json.nextPageToken;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(
    isSubset(
      quiet.map((memo) => memo.id),
      seen,
    ),
  ).toEqual([]);
});
