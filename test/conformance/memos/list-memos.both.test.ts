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

const list = '/api/v1/memos';

describe('GET /api/v1/memos', () => {
  test('get a list of memos: data and nextPageToken, nothing else', async () => {
    const reader = await server.account('empty');
    expect(await server.list(reader)).toEqual({ data: [], nextPageToken: '' });
  });

  test('the example request runs: tag=work and limit=10', async () => {
    const reader = await server.account('example');
    await server.write(reader, 'no tag');
    const tagged = await server.write(reader, 'tagged #work');
    expect((await server.list(reader, 'tag=work&limit=10')).data).toEqual([tagged]);
  });
});

describe('page, limit', () => {
  let reader: Account;
  beforeAll(async () => {
    reader = await server.account('pages');
    for (let number = 1; number <= 25; number++) await server.write(reader, `memo ${number}`);
  });

  test('results per page: 20 unless told otherwise', async () => {
    expect((await server.list(reader)).data).toHaveLength(20);
  });

  test('page number, 1-based, 1 unless told otherwise', async () => {
    expect(await server.contents(reader, 'page=1')).toEqual(await server.contents(reader));
    expect(await server.contents(reader, 'page=2')).toEqual([
      'memo 5',
      'memo 4',
      'memo 3',
      'memo 2',
      'memo 1',
    ]);
  });

  test('pages of a limit follow each other without a gap', async () => {
    expect(await server.contents(reader, 'limit=3&page=1')).toEqual(['memo 25', 'memo 24', 'memo 23']);
    expect(await server.contents(reader, 'limit=3&page=2')).toEqual(['memo 22', 'memo 21', 'memo 20']);
  });

  test('a page beyond the last is empty', async () => {
    expect(await server.list(reader, 'page=3')).toEqual({ data: [], nextPageToken: '' });
    expect(await server.list(reader, 'page=1000000&limit=100')).toEqual({ data: [], nextPageToken: '' });
  });

  test('limit goes from 1 to 100', async () => {
    expect((await server.list(reader, 'limit=1')).data).toHaveLength(1);
    expect((await server.list(reader, 'limit=100')).data).toHaveLength(25);
  });

  test.each(['limit=0', 'limit=101', 'limit=-1', 'limit=ten', 'limit=2.5', 'limit='])(
    '%s is a 400 that names limit',
    async (query) => {
      const answer = await server.call('GET', `${list}?${query}`, { token: reader.token });
      expect(answer.status).toBe(400);
      expect(fieldsOf(answer)).toEqual(['limit']);
    },
  );

  test.each(['page=0', 'page=-1', 'page=x', 'page=1.5'])('%s is a 400 that names page', async (query) => {
    const answer = await server.call('GET', `${list}?${query}`, { token: reader.token });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual(['page']);
  });
});

describe('tag', () => {
  let reader: Account;
  beforeAll(async () => {
    reader = await server.account('tags');
    await server.write(reader, 'flat #Work');
    await server.write(reader, 'nested #work/alpha');
    await server.write(reader, 'other #workshop');
    await server.write(reader, 'none');
    await server.write(reader, 'spicy #日本語');
  });

  test('filter by tag, nested ones included, others that merely begin alike not', async () => {
    expect(await server.contents(reader, 'tag=work')).toEqual(['nested #work/alpha', 'flat #Work']);
  });

  test('a tag matches without case', async () => {
    expect(await server.contents(reader, 'tag=WORK')).toHaveLength(2);
  });

  test('a nested tag finds only itself', async () => {
    expect(await server.contents(reader, 'tag=work%2Falpha')).toEqual(['nested #work/alpha']);
    expect(await server.contents(reader, 'tag=work/alpha')).toEqual(['nested #work/alpha']);
  });

  test('a tag of any script', async () => {
    expect(await server.contents(reader, `tag=${encodeURIComponent('日本語')}`)).toEqual(['spicy #日本語']);
  });

  test('a tag that nobody uses finds nothing', async () => {
    expect(await server.contents(reader, 'tag=unused')).toEqual([]);
  });

  test('tags in code, in URLs and headings are none', async () => {
    await server.write(
      reader,
      '# heading\n\n`#code` https://example.com/#url and a#word\n\n```\n#fence\n```',
    );
    for (const tag of ['heading', 'code', 'url', 'word', 'fence']) {
      expect(await server.contents(reader, `tag=${tag}`)).toEqual([]);
    }
  });
});

describe('visibility', () => {
  let reader: Account;
  beforeAll(async () => {
    reader = await server.account('visibilities');
    await server.write(reader, 'mine', { visibility: 'PRIVATE' });
    await server.write(reader, 'ours', { visibility: 'PROTECTED' });
    await server.write(reader, "everybody's", { visibility: 'PUBLIC' });
  });

  test('all unless told otherwise', async () => {
    expect(await server.contents(reader)).toEqual(["everybody's", 'ours', 'mine']);
  });

  test.each([
    ['private', 'mine'],
    ['protected', 'ours'],
    ['public', "everybody's"],
    ['PRIVATE', 'mine'],
    ['Protected', 'ours'],
    ['pUBLIC', "everybody's"],
  ])('visibility=%s', async (visibility, content) => {
    expect(await server.contents(reader, `visibility=${visibility}`)).toEqual([content]);
  });

  test('another word is a 400 that names visibility', async () => {
    const answer = await server.call('GET', `${list}?visibility=secret`, { token: reader.token });
    expect(answer.status).toBe(400);
    expect(answer.json.error.details).toEqual([
      { field: 'visibility', issue: 'Must be one of private, protected, public' },
    ]);
  });
});

describe('orderBy, order', () => {
  let reader: Account;
  beforeAll(async () => {
    reader = await server.account('orders');
    const first = await server.write(reader, 'first');
    await server.write(reader, 'second', { pinned: true });
    await server.write(reader, 'third');
    await server.write(reader, 'fourth', { pinned: true });
    server.time.now += 1000;
    await server.patch(reader, first, { visibility: 'PROTECTED' });
  });

  test.each([
    ['', ['fourth', 'third', 'second', 'first']],
    ['order=desc', ['fourth', 'third', 'second', 'first']],
    ['order=asc', ['first', 'second', 'third', 'fourth']],
    ['orderBy=created_ts', ['fourth', 'third', 'second', 'first']],
    ['orderBy=created_ts&order=asc', ['first', 'second', 'third', 'fourth']],
    ['orderBy=updated_ts', ['first', 'fourth', 'third', 'second']],
    ['orderBy=updated_ts&order=asc', ['second', 'third', 'fourth', 'first']],
    ['orderBy=pinned', ['fourth', 'second', 'third', 'first']],
    ['orderBy=pinned&order=asc', ['second', 'fourth', 'first', 'third']],
  ])('"%s" lists %j', async (query, contents) => {
    expect(await server.contents(reader, `${query}&creator=users/${reader.id}`)).toEqual(contents);
  });

  test.each(['orderBy=title', 'order=up'])('%s is a 400 that names it', async (query) => {
    const answer = await server.call('GET', `${list}?${query}`, { token: ada.token });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([query.split('=')[0]]);
  });
});

test('all wrong parameters are named at once', async () => {
  const answer = await server.call('GET', `${list}?limit=0&page=0&order=up&visibility=x`, {
    token: ada.token,
  });
  expect(answer.status).toBe(400);
  expect(fieldsOf(answer).toSorted()).toEqual(['limit', 'order', 'page', 'visibility']);
});

test('a parameter given twice is a 400 that names it', async () => {
  const answer = await server.call('GET', `${list}?tag=a&tag=b`, { token: ada.token });
  expect(answer.status).toBe(400);
  expect(fieldsOf(answer)).toEqual(['tag']);
});

test('unknown parameters are ignored', async () => {
  expect((await server.call('GET', `${list}?filter=x&view=full`, { token: ada.token })).status).toBe(200);
});
