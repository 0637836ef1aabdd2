import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, startMemos, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let ada: Account;

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
});
afterAll(() => server.stop());

async function refusal(query: string) {
  const answer = await server.call('GET', `/api/v1/memos?${query}`, { token: ada.token });
  expect(answer.status).toBe(400);
  expect(answer.json.error.code).toBe('INVALID_ARGUMENT');
  return fieldsOf(answer);
}

describe('pageToken', () => {
  let reader: Account;
  beforeAll(async () => {
    reader = await server.account('tokens');
    for (let number = 1; number <= 5; number++) {
      await server.write(reader, `memo ${number}`, { pinned: number % 2 === 0 });
    }
  });

  test.each([
    '',
    'order=asc',
    'orderBy=updated_ts',
    'orderBy=updated_ts&order=asc',
    'orderBy=pinned',
    'orderBy=pinned&order=asc',
  ])('walks "%s" to its end, where nextPageToken is ""', async (query) => {
    const seen: string[] = [];
    let token = '';
    do {
      const page = await server.list(reader, `${query}&limit=2${token === '' ? '' : `&pageToken=${token}`}`);
      seen.push(...page.data.map((memo) => memo.content));
      token = page.nextPageToken;
    } while (token !== '');
    expect(seen).toEqual(await server.contents(reader, query));
    expect(seen).toHaveLength(5);
  });

  test('wins over page', async () => {
    const { nextPageToken } = await server.list(reader, 'limit=2');
    expect(await server.contents(reader, `limit=2&page=3&pageToken=${nextPageToken}`)).toEqual([
      'memo 3',
      'memo 2',
    ]);
  });

  test('a page that was asked for by number has a token for the next', async () => {
    const { nextPageToken } = await server.list(reader, 'limit=2&page=2');
    expect(await server.contents(reader, `limit=2&pageToken=${nextPageToken}`)).toEqual(['memo 1']);
  });

  test('a last page that is full has no token', async () => {
    expect((await server.list(reader, 'limit=5')).nextPageToken).toBe('');
    expect((await server.list(reader, 'limit=4')).nextPageToken).not.toBe('');
  });

  test('a token can stand in a URL as it is', async () => {
    expect((await server.list(reader, 'limit=2')).nextPageToken).toMatch(/^[\w-]+$/);
  });

  test.each(['nonsense', 'eyJpZCI6MTIzfQ', 'W10', '%2B%2F'])(
    'the token %s is a 400 that names it',
    async (token) => {
      expect(await refusal(`pageToken=${token}`)).toEqual(['pageToken']);
    },
  );

  test('a token of another order is a 400 that names it', async () => {
    const { nextPageToken } = await server.list(reader, 'limit=2');
    expect(await refusal(`limit=2&order=asc&pageToken=${nextPageToken}`)).toEqual(['pageToken']);
    expect(await refusal(`limit=2&orderBy=pinned&pageToken=${nextPageToken}`)).toEqual(['pageToken']);
  });
});

describe('rowStatus', () => {
  let reader: Account;
  beforeAll(async () => {
    reader = await server.account('statuses');
    await server.write(reader, 'normal');
    const archived = await server.write(reader, 'archived');
    const trashed = await server.write(reader, 'trashed');
    await server.patch(reader, archived, { rowStatus: 'ARCHIVED' });
    await server.call('DELETE', `/api/v1/memos/${trashed.id}`, { token: reader.token });
  });

  test.each([
    ['', 'normal'],
    ['rowStatus=NORMAL', 'normal'],
    ['rowStatus=ARCHIVED', 'archived'],
    ['rowStatus=archived', 'archived'],
    ['rowStatus=TRASHED', 'trashed'],
  ])('"%s" lists what is %s', async (query, content) => {
    expect(await server.contents(reader, query)).toEqual([content]);
  });

  test('another word is a 400 that names it', async () => {
    expect(await refusal('rowStatus=DELETED')).toEqual(['rowStatus']);
  });
});

describe('creator', () => {
  test('lists the memos of that user alone', async () => {
    const [bob, cid] = [await server.account('bob'), await server.account('cid')];
    await server.write(bob, "bob's", { visibility: 'PROTECTED' });
    await server.write(cid, "cid's", { visibility: 'PROTECTED' });
    expect(await server.contents(ada, `creator=users/${bob.id}`)).toEqual(["bob's"]);
    expect(await server.contents(bob, `creator=users/${bob.id}`)).toEqual(["bob's"]);
  });

  test('a user that does not exist has none', async () => {
    expect(await server.contents(ada, 'creator=users/999999999999999')).toEqual([]);
  });

  test.each(['1', 'users/', 'users/ada', 'users/0'])('%s is a 400 that names it', async (creator) => {
    expect(await refusal(`creator=${creator}`)).toEqual(['creator']);
  });
});

describe('from, to', () => {
  let reader: Account;
  beforeAll(async () => {
    reader = await server.account('times');
    for (const day of ['01', '02', '03']) {
      await server.write(reader, `day ${day}`, { createTime: `2024-05-${day}T12:00:00Z` });
    }
  });

  test.each([
    ['from=2024-05-02T12:00:00Z', ['day 03', 'day 02']],
    ['from=2024-05-02T12:00:01Z', ['day 03']],
    ['to=2024-05-02T12:00:00Z', ['day 01']],
    ['to=2024-05-02T12:00:01Z', ['day 02', 'day 01']],
    ['from=2024-05-02T00:00:00Z&to=2024-05-03T00:00:00Z', ['day 02']],
    ['from=2024-05-02T14:00:00%2B02:00&to=2024-05-02T14:00:01%2B02:00', ['day 02']],
    ['from=2024-05-02T12:00:00Z&order=asc', ['day 02', 'day 03']],
    ['from=2024-05-02T12:00:00Z&orderBy=updated_ts', ['day 03', 'day 02']],
  ])('%s lists %j', async (query, contents) => {
    expect(await server.contents(reader, `${query}&creator=users/${reader.id}`)).toEqual(contents);
  });

  test.each(['yesterday', '2024-05-01', '2024-02-30T00:00:00Z', '1714521600', '1960-01-01T00:00:00Z'])(
    '%s is a 400 that names the parameter',
    async (time) => {
      expect(await refusal(`from=${time}`)).toEqual(['from']);
      expect(await refusal(`to=${time}`)).toEqual(['to']);
    },
  );

  test('a span that ends before it begins is a 400', async () => {
    expect(await refusal('from=2024-05-02T00:00:00Z&to=2024-05-01T00:00:00Z')).toEqual(['to']);
  });
});

test('filters hold together', async () => {
  const reader = await server.account('together');
  await server.write(reader, 'both #blue', { visibility: 'PROTECTED' });
  await server.write(reader, 'tag only #blue');
  await server.write(reader, 'visibility only', { visibility: 'PROTECTED' });
  const query = `tag=blue&visibility=protected&creator=users/${reader.id}`;
  for (const orderBy of ['created_ts', 'updated_ts', 'pinned']) {
    expect(await server.contents(ada, `${query}&orderBy=${orderBy}`)).toEqual(['both #blue']);
  }
});
