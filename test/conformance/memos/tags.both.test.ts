import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fieldsOf, startMemos, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let ada: Account;

beforeAll(async () => {
  server = await startMemos();
});
afterAll(() => server.stop());

let accounts = 0;
beforeEach(async () => {
  ada = await server.account(`ada${++accounts}`);
});

const tags = async (): Promise<{ name: string; count: number }[]> =>
  (await server.call('GET', '/api/v1/tags', { token: ada.token })).json.data;
const rename = (path: string, body: unknown) =>
  server.call('PATCH', `/api/v1/tags/${path}`, { token: ada.token, body });
const remove = (path: string) => server.call('DELETE', `/api/v1/tags/${path}`, { token: ada.token });

describe('GET /api/v1/tags', () => {
  test('get all tags used in memos: name and count, the most used first', async () => {
    await server.write(ada, '#work #personal');
    await server.write(ada, '#work #meeting');
    await server.write(ada, '#work #personal');
    expect(await server.call('GET', '/api/v1/tags', { token: ada.token })).toMatchObject({
      status: 200,
      json: {
        data: [
          { name: 'work', count: 3 },
          { name: 'personal', count: 2 },
          { name: 'meeting', count: 1 },
        ],
      },
    });
  });

  test('spellings of one tag count together, under the one used most', async () => {
    for (const content of ['#work', '#Work', '#Work', '#work #WORK #Work']) await server.write(ada, content);
    expect(await tags()).toEqual([{ name: 'Work', count: 4 }]);
  });

  test('a tag counts once for a memo, however often it stands there', async () => {
    await server.write(ada, '#a #a and #a');
    expect(await tags()).toEqual([{ name: 'a', count: 1 }]);
  });

  test('archived and trashed memos do not count', async () => {
    const [archived, trashed] = [await server.write(ada, '#away'), await server.write(ada, '#away')];
    await server.patch(ada, archived, { rowStatus: 'ARCHIVED' });
    await server.patch(ada, trashed, { rowStatus: 'TRASHED' });
    expect(await tags()).toEqual([]);
  });

  test('without credentials: 401', async () => {
    expect((await server.call('GET', '/api/v1/tags')).status).toBe(401);
    expect((await server.call('GET', '/api/v1/tags/stats')).status).toBe(401);
  });
});

describe('GET /api/v1/tags/stats', () => {
  const stats = async () => (await server.call('GET', '/api/v1/tags/stats', { token: ada.token })).json;

  test('per tag count, first and last use, and the tags it appears with; plus totals', async () => {
    const at = (createTime: string) => ({ createTime });
    await server.write(ada, '#Work #meeting', at('2025-01-01T00:00:00Z'));
    await server.write(ada, '#work #meeting #daily', at('2025-02-01T00:00:00Z'));
    await server.write(ada, '#work', at('2025-03-01T00:00:00Z'));
    await server.write(ada, 'none');
    expect(await stats()).toEqual({
      data: [
        {
          name: 'work',
          count: 3,
          firstUsedTime: '2025-01-01T00:00:00Z',
          lastUsedTime: '2025-03-01T00:00:00Z',
          relatedTags: [
            { name: 'meeting', count: 2 },
            { name: 'daily', count: 1 },
          ],
        },
        {
          name: 'meeting',
          count: 2,
          firstUsedTime: '2025-01-01T00:00:00Z',
          lastUsedTime: '2025-02-01T00:00:00Z',
          relatedTags: [
            { name: 'work', count: 2 },
            { name: 'daily', count: 1 },
          ],
        },
        {
          name: 'daily',
          count: 1,
          firstUsedTime: '2025-02-01T00:00:00Z',
          lastUsedTime: '2025-02-01T00:00:00Z',
          relatedTags: [
            { name: 'meeting', count: 1 },
            { name: 'work', count: 1 },
          ],
        },
      ],
      totals: { tags: 3, uses: 6, memos: 3 },
    });
  });

  test('without tags all is zero', async () => {
    expect(await stats()).toEqual({ data: [], totals: { tags: 0, uses: 0, memos: 0 } });
  });
});

describe('PATCH /tags/{tag}', () => {
  test('{"name":"new"} renames in every memo, archived and trashed ones too', async () => {
    const memos = [
      await server.write(ada, 'a #old b'),
      await server.write(ada, '#Old'),
      await server.write(ada, '`#old` #old'),
    ];
    await server.patch(ada, memos[0]!, { rowStatus: 'ARCHIVED' });
    await server.patch(ada, memos[1]!, { rowStatus: 'TRASHED' });
    const answer = await rename('old', { name: 'new' });
    expect([answer.status, answer.json]).toEqual([200, { name: 'new', count: 3 }]);
    const contents = [];
    for (const status of ['ARCHIVED', 'TRASHED', 'NORMAL'])
      contents.push(...(await server.contents(ada, `rowStatus=${status}`)));
    expect(contents).toEqual(['a #new b', '#new', '`#old` #new']);
  });

  test('nested tags go along', async () => {
    await server.write(ada, '#work #work/alpha #workshop');
    await rename('WORK', { name: 'job' });
    expect(await server.contents(ada)).toEqual(['#job #job/alpha #workshop']);
  });

  test.each(['work/alpha', 'work%2Falpha', 'work%2falpha'])(
    'a tag with a slash may come as %s',
    async (path) => {
      await server.write(ada, '#work/alpha #work');
      expect((await rename(path, { name: 'home/beta' })).status).toBe(200);
      expect(await server.contents(ada)).toEqual(['#home/beta #work']);
    },
  );

  test.each(['日本語', '🎉', 'ÜBER'])('a tag of any script: %s', async (name) => {
    await server.write(ada, `#${name}`);
    expect((await rename(encodeURIComponent(name), { name: `${name}2` })).status).toBe(200);
    expect(await server.contents(ada)).toEqual([`#${name}2`]);
  });

  test('a tag named "stats" is a tag like others', async () => {
    await server.write(ada, '#stats here');
    expect((await rename('stats', { name: 'numbers' })).json).toEqual({ name: 'numbers', count: 1 });
    expect((await rename('numbers', { name: 'stats' })).json).toEqual({ name: 'stats', count: 1 });
    expect((await remove('stats')).status).toBe(200);
    expect(await server.contents(ada)).toEqual(['here']);
  });

  test('onto a tag that is there joins them', async () => {
    await server.write(ada, '#a');
    await server.write(ada, '#b');
    await rename('a', { name: 'b' });
    expect(await tags()).toEqual([{ name: 'b', count: 2 }]);
  });

  test('to another spelling of itself, and to itself', async () => {
    await server.write(ada, '#work');
    expect((await rename('work', { name: 'Work' })).json).toEqual({ name: 'Work', count: 1 });
    expect(await tags()).toEqual([{ name: 'Work', count: 1 }]);
    const same = await rename('work', { name: 'Work' });
    expect([same.status, same.json]).toEqual([200, { name: 'Work', count: 0 }]);
  });

  test.each([
    {},
    { name: '' },
    { name: 5 },
    { name: 'two words' },
    { name: '#x' },
    { name: 'a//b' },
    { name: 'x'.repeat(101) },
  ])('%j: 400 that names it, and nothing is changed', async (body) => {
    await server.write(ada, '#old');
    const answer = await rename('old', body);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['name']]);
    expect(await server.contents(ada)).toEqual(['#old']);
  });

  test('in one transaction: when one memo cannot be changed, none is', async () => {
    await server.write(ada, '#a');
    await server.write(ada, `#a/${'b'.repeat(90)}`);
    const before = await server.contents(ada);
    expect((await rename('a', { name: 'much-longer-name' })).status).toBe(400);
    expect(await server.contents(ada)).toEqual(before);
  });

  test("others' memos stay as they are", async () => {
    const bob = await server.account(`bob${accounts}`);
    const memo = await server.write(bob, '#shared', { visibility: 'PUBLIC' });
    expect((await rename('shared', { name: 'taken' })).status).toBe(404);
    expect((await server.call('GET', `/api/v1/memos/${memo.id}`)).json.content).toBe('#shared');
    await server.patch(bob, memo, { visibility: 'PRIVATE' });
  });
});

describe('DELETE /tags/{tag}', () => {
  test('takes the #tag out of the memos: {}', async () => {
    await server.write(ada, 'keep #gone this');
    const answer = await remove('gone');
    expect([answer.status, answer.json]).toEqual([200, {}]);
    expect(await server.contents(ada)).toEqual(['keep this']);
    expect(await tags()).toEqual([]);
  });

  test('nested tags stay, and can be taken out by their own name', async () => {
    await server.write(ada, 'x #work #work/alpha #work/beta');
    await remove('work');
    await remove('work%2Falpha');
    await remove('work/beta');
    expect(await server.contents(ada)).toEqual(['x']);
  });

  test('a memo that held nothing else is not lost', async () => {
    const memo = await server.write(ada, '#only');
    expect((await remove('only')).status).toBe(200);
    expect((await server.call('GET', `/api/v1/memos/${memo.id}`, { token: ada.token })).status).toBe(200);
  });
});

test('a tag that no memo has: 404', async () => {
  expect((await rename('nowhere', { name: 'x' })).json.error.code).toBe('NOT_FOUND');
  expect((await remove('nowhere')).json.error.code).toBe('NOT_FOUND');
  expect((await remove('no%20tag')).status).toBe(404);
});
