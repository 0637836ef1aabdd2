import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMemos, type Memo, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let ada: Account;
let memo: Memo;

const CONTENT = '# Meeting Notes\n\nDiscussed project timeline and deliverables.\n\n#work #meeting';

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
  server.time.now = Date.parse('2025-08-19T09:59:59.500Z');
  memo = await server.write(ada, CONTENT);
});
afterAll(() => server.stop());

/** The fields of the example response in the specification, in its order. */
const SPECIFIED = [
  'id',
  'name',
  'uid',
  'rowStatus',
  'creator',
  'createTime',
  'updateTime',
  'displayTime',
  'content',
  'visibility',
  'pinned',
  'resources',
  'relations',
  'tags',
];

test('a memo has the fields of the example response, then title, snippet and filename', () => {
  expect(Object.keys(memo)).toEqual([...SPECIFIED, 'title', 'snippet', 'filename']);
});

test('the example memo comes out as in the example response', () => {
  expect(memo).toEqual({
    id: 1,
    name: 'memos/1',
    uid: expect.stringMatching(/^[0-9a-f]{8}$/),
    rowStatus: 'NORMAL',
    creator: 'users/1',
    createTime: '2025-08-19T10:00:00Z',
    updateTime: '2025-08-19T10:00:00Z',
    displayTime: '2025-08-19T10:00:00Z',
    content: CONTENT,
    visibility: 'PRIVATE',
    pinned: false,
    resources: [],
    relations: [],
    tags: ['work', 'meeting'],
    title: 'Meeting Notes',
    snippet: expect.any(String),
    filename: expect.stringMatching(/^[0-9a-f]{8}\.md$/),
  });
});

test('create, get, list, update and search show one and the same memo', async () => {
  const { token } = ada;
  const listed = (await server.list(ada)).data[0];
  const got = await server.call('GET', `/api/v1/memos/${memo.id}`, { token });
  const patched = await server.patch(ada, memo, {});
  const found = await server.call('GET', '/api/v1/search?q=deliverables', { token });
  expect(listed).toEqual(memo);
  expect(got.json).toEqual(memo);
  expect(patched.json).toEqual(memo);
  expect(found.json.data).toEqual([
    { ...memo, score: expect.any(Number), snippet: expect.stringContaining('<mark>deliverables</mark>') },
  ]);
});

test('a uid is never mistaken for an id', async () => {
  for (let index = 0; index < 20; index++) expect((await server.write(ada, 'x')).uid).toMatch(/[a-f]/);
});

describe('times', () => {
  test('are UTC, whole seconds, with Z', async () => {
    for (const time of [memo.createTime, memo.updateTime, memo.displayTime]) {
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
  });

  test('that come with an offset go out as UTC', async () => {
    const times = { createTime: '2024-05-01T01:30:00+02:00', displayTime: '2024-05-01T01:30:00.999-05:30' };
    const created = await server.write(ada, 'elsewhere', times);
    expect([created.createTime, created.displayTime]).toEqual([
      '2024-04-30T23:30:00Z',
      '2024-05-01T07:00:00Z',
    ]);
  });
});

describe('tags', () => {
  test.each([
    ['are kept as written', '#Work and #ÜBER', ['Work', 'ÜBER']],
    ['are named once, as first written', '#Work #work #WORK', ['Work']],
    ['may be of every script, digits and emoji', '#日本語 #café #2025 #🎉', ['日本語', 'café', '2025', '🎉']],
    ['may hold _ - and /', '#a_b #c-d #work/alpha', ['a_b', 'c-d', 'work/alpha']],
    ['start a word', 'a#b (#c) x', ['c']],
    ['are not in code', '`#a`\n\n```\n#b\n```\n\n    #c\n', []],
    ['are not in a URL', 'https://example.com/#a <https://example.com/#b>', []],
    ['are not headings', '# One\n## Two\n\n#three', ['three']],
  ])('%s', async (_name, content, tags) => {
    expect((await server.write(ada, content)).tags).toEqual(tags);
  });
});

describe('relations', () => {
  test('are links to other notes, derived from the content', async () => {
    const target = await server.write(ada, 'target');
    const source = await server.write(ada, `Title\n\nSee [it](${target.filename}).`);
    const relations = [{ memo: source.name, relatedMemo: target.name, type: 'REFERENCE' }];
    expect(source.relations).toEqual(relations);
    expect(
      (await server.call('GET', `/api/v1/memos/${target.id}`, { token: ada.token })).json.relations,
    ).toEqual([]);
    const unlinked = await server.patch(ada, source, { content: 'See nothing.' });
    expect(unlinked.json.relations).toEqual([]);
  });

  test('name each note once, in order of first appearance', async () => {
    const [one, two] = [await server.write(ada, 'one'), await server.write(ada, 'two')];
    const source = await server.write(
      ada,
      `Title\n\n[2](${two.filename}) [1](${one.filename}) [2](${two.filename})`,
    );
    expect(source.relations.map((relation) => relation.relatedMemo)).toEqual([two.name, one.name]);
  });

  test('leave out what is not there and what is in the trash', async () => {
    const target = await server.write(ada, 'soon gone');
    const source = await server.write(ada, `Title\n\n[x](${target.filename}) [y](00000001.md)`);
    expect(source.relations).toHaveLength(1);
    await server.call('DELETE', `/api/v1/memos/${target.id}`, { token: ada.token });
    expect(
      (await server.call('GET', `/api/v1/memos/${source.id}`, { token: ada.token })).json.relations,
    ).toEqual([]);
  });
});

describe('title, snippet, filename', () => {
  test('the title is the first line without its mark', async () => {
    expect((await server.write(ada, '\n\n# Plans\n\nmore')).title).toBe('Plans');
    expect((await server.write(ada, 'No heading\nat all')).title).toBe('No heading');
  });

  test('the snippet is plain text of at most 160 characters', async () => {
    const { snippet } = await server.write(
      ada,
      `**Bold** [link](https://example.com) ${'word '.repeat(100)}`,
    );
    expect(snippet).toMatch(/^Bold link word/);
    expect(snippet.length).toBeLessThanOrEqual(160);
  });

  test('the file name is the second of creation in hex, and no two are alike', async () => {
    const createTime = '2024-05-01T00:00:00Z';
    const [one, two] = [
      await server.write(ada, 'a', { createTime }),
      await server.write(ada, 'b', { createTime }),
    ];
    expect(one.filename).toBe(`${(Date.parse(createTime) / 1000).toString(16)}.md`);
    expect(two.filename).not.toBe(one.filename);
  });
});
