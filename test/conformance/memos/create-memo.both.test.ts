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

const create = (body: unknown, token: string | undefined = ada.token) =>
  server.call('POST', '/api/v1/memos', { token, body });

async function count(): Promise<number> {
  return (await server.list(ada, 'limit=100')).data.length;
}

describe('POST /api/v1/memos', () => {
  test('creates a memo: 200 with the memo, which is then there', async () => {
    const answer = await create({ content: '# Daily Standup\n\n#daily #work', visibility: 'PRIVATE' });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      content: '# Daily Standup\n\n#daily #work',
      tags: ['daily', 'work'],
    });
    expect((await server.list(ada)).data[0]).toEqual(answer.json);
  });

  test.each(['PRIVATE', 'PROTECTED', 'PUBLIC'])('with the visibility %s', async (visibility) => {
    expect((await create({ content: 'x', visibility })).json.visibility).toBe(visibility);
  });

  test('the content comes back to the byte', async () => {
    const content = ' \tlead\r\n\r\ntrail \u2028 é e\u0301 👩‍👩‍👧 <b>&amp; \\n \n';
    expect((await create({ content })).json.content).toBe(content);
    expect((await server.list(ada)).data[0]?.content).toBe(content);
  });

  test('a content that looks like SQL, HTML or JSON is text', async () => {
    const content = `'); DROP TABLE notes; -- <script>alert(1)</script> {"a":1} \${x} %s`;
    expect((await create({ content })).json.content).toBe(content);
  });
});

describe('the visibility, when none is given', () => {
  test('is PRIVATE at first', async () => {
    expect((await create({ content: 'x' })).json.visibility).toBe('PRIVATE');
  });

  test("is then the user's setting", async () => {
    const bob = await server.account('bob');
    const body = { defaultVisibility: 'PROTECTED' };
    expect((await server.call('PATCH', '/api/v1/users/bob', { token: bob.token, body })).status).toBe(200);
    expect((await create({ content: 'x' }, bob.token)).json.visibility).toBe('PROTECTED');
    expect((await create({ content: 'x', visibility: 'PRIVATE' }, bob.token)).json.visibility).toBe(
      'PRIVATE',
    );
  });
});

describe('optional fields', () => {
  test('pinned', async () => {
    expect((await create({ content: 'x', pinned: true })).json.pinned).toBe(true);
    expect((await create({ content: 'x' })).json.pinned).toBe(false);
  });

  test('createTime, which displayTime follows', async () => {
    const { json } = await create({ content: 'x', createTime: '2020-02-29T23:59:59Z' });
    expect(json).toMatchObject({ createTime: '2020-02-29T23:59:59Z', displayTime: '2020-02-29T23:59:59Z' });
    expect(json.updateTime).toBe(new Date(server.time.now).toISOString().replace(/\.\d+/, ''));
  });

  test('displayTime, alone', async () => {
    const { json } = await create({ content: 'x', displayTime: '2020-02-29T23:59:59Z' });
    expect(json.displayTime).toBe('2020-02-29T23:59:59Z');
    expect(json.createTime).toBe(json.updateTime);
  });

  test('unknown ones are ignored, and so are those that only the server sets', async () => {
    const body = {
      content: 'x',
      id: 7,
      uid: 'aaaaaaaa',
      creator: 'users/9',
      rowStatus: 'TRASHED',
      tags: ['z'],
      colour: 1,
    };
    const { status, json } = await create(body);
    expect(status).toBe(200);
    expect(json).toMatchObject({ creator: `users/${ada.id}`, rowStatus: 'NORMAL', tags: [] });
    expect([json.id, json.uid]).not.toEqual([7, 'aaaaaaaa']);
  });
});

describe('what is refused leaves nothing behind', () => {
  test.each([
    ['no content', {}, 'content', 'Content is required'],
    ['empty content', { content: '' }, 'content', 'Content cannot be empty'],
    ['blank content', { content: ' \n\t\u00a0' }, 'content', 'Content cannot be empty'],
    ['content that is no text', { content: 5 }, 'content', 'Must be a string'],
    ['content null', { content: null }, 'content', 'Must be a string'],
    ['content with NUL', { content: 'a\0b' }, 'content', 'Must not contain the character NUL'],
    ['half a surrogate pair', { content: 'a\ud83d' }, 'content', 'Must be valid Unicode text'],
    [
      'a visibility in small letters',
      { content: 'x', visibility: 'private' },
      'visibility',
      expect.any(String),
    ],
    ['an unknown visibility', { content: 'x', visibility: 'SECRET' }, 'visibility', expect.any(String)],
    ['pinned that is no boolean', { content: 'x', pinned: 'true' }, 'pinned', 'Must be a boolean'],
    ['createTime that is no time', { content: 'x', createTime: 'now' }, 'createTime', expect.any(String)],
    [
      'createTime before 1970',
      { content: 'x', createTime: '1969-12-31T23:59:59Z' },
      'createTime',
      expect.any(String),
    ],
    [
      'createTime that does not exist',
      { content: 'x', createTime: '2025-02-30T00:00:00Z' },
      'createTime',
      expect.any(String),
    ],
    ['displayTime that is a number', { content: 'x', displayTime: 1 }, 'displayTime', 'Must be a string'],
  ])('%s: 400', async (_name, body, field, issue) => {
    const before = await count();
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({
      error: { code: 'INVALID_ARGUMENT', message: 'Invalid request parameters', details: [{ field, issue }] },
    });
    expect(await count()).toBe(before);
  });

  test('all wrong fields are named at once', async () => {
    const answer = await create({ content: 1, visibility: 2, pinned: 3 });
    expect(fieldsOf(answer).toSorted()).toEqual(['content', 'pinned', 'visibility']);
  });

  test('without credentials: 401', async () => {
    expect((await server.call('POST', '/api/v1/memos', { body: { content: 'x' } })).status).toBe(401);
  });

  test('with a token that may only read: 403', async () => {
    const reader = await server.account('reader', 'read');
    const answer = await create({ content: 'x' }, reader.token);
    expect([answer.status, answer.json.error.code]).toEqual([403, 'PERMISSION_DENIED']);
  });
});

describe('the limit of 1 MiB', () => {
  const MIB = 1024 * 1024;

  test('a content of exactly 1 MiB is taken', async () => {
    const content = 'a'.repeat(MIB);
    const answer = await create({ content });
    expect(answer.status).toBe(200);
    expect(answer.json.content).toHaveLength(MIB);
  });

  test('one byte more is a 413 that names content', async () => {
    const answer = await create({ content: 'a'.repeat(MIB + 1) });
    expect(answer.status).toBe(413);
    expect(answer.json.error).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    expect(fieldsOf(answer)).toEqual(['content']);
  });

  test('it counts bytes, not characters', async () => {
    expect((await create({ content: 'é'.repeat(MIB / 2) })).status).toBe(200);
    expect((await create({ content: `${'é'.repeat(MIB / 2)}a` })).status).toBe(413);
  });

  test('it holds for the text, however JSON spells it', async () => {
    const raw = `{"content":"${String.raw`\u0061`.repeat(MIB)}"}`;
    expect((await server.call('POST', '/api/v1/memos', { token: ada.token, raw })).status).toBe(200);
  });

  test('it is a setting', async () => {
    const small = await startMemos({ maxContentBytes: 1024 });
    const bob = await small.account('bob');
    expect((await small.write(bob, 'a'.repeat(1024))).content).toHaveLength(1024);
    const body = { content: 'a'.repeat(1025) };
    expect((await small.call('POST', '/api/v1/memos', { token: bob.token, body })).status).toBe(413);
    await small.stop();
  });
});
