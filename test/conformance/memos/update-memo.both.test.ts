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

const stored = async (id: number) =>
  (await server.call('GET', `/api/v1/memos/${id}`, { token: ada.token })).json;

describe('PATCH /api/v1/memos/{id}', () => {
  test('update an existing memo: the example request', async () => {
    const memo = await server.write(ada, '# Meeting Notes\n\n#work');
    server.time.now += 60_000;
    const content = '# Updated Meeting Notes\n\n- [ ] Review\n\n#work #meeting #action-items';
    const answer = await server.patch(ada, memo, { content, pinned: true });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      ...memo,
      content,
      pinned: true,
      tags: ['work', 'meeting', 'action-items'],
      title: 'Updated Meeting Notes',
      snippet: expect.stringContaining('Review'),
      updateTime: new Date(server.time.now).toISOString().replace(/\.\d+/, ''),
    });
    expect(await stored(memo.id)).toEqual(answer.json);
  });

  test.each([
    ['content', 'new #tag'],
    ['visibility', 'PUBLIC'],
    ['visibility', 'PROTECTED'],
    ['pinned', true],
    ['rowStatus', 'ARCHIVED'],
  ])('%s alone becomes %s, and all else stays', async (field, value) => {
    const memo = await server.write(ada, 'old');
    const { json } = await server.patch(ada, memo, { [field]: value });
    expect(json[field]).toBe(value);
    const derived = { content: json.content, tags: json.tags, title: json.title, snippet: json.snippet };
    expect(json).toEqual({ ...memo, ...(field === 'content' && derived), [field]: value });
  });

  test('a patch that changes nothing leaves the memo as it is, updateTime too', async () => {
    const memo = await server.write(ada, 'same');
    server.time.now += 60_000;
    for (const body of [{}, { content: 'same' }, { pinned: false, visibility: 'PRIVATE' }]) {
      expect((await server.patch(ada, memo, body)).json).toEqual(memo);
    }
  });

  test('a change moves updateTime, and createTime and displayTime stay', async () => {
    const memo = await server.write(ada, 'x');
    server.time.now += 60_000;
    const { json } = await server.patch(ada, memo, { pinned: true });
    expect([json.createTime, json.displayTime]).toEqual([memo.createTime, memo.displayTime]);
    expect(json.updateTime > memo.updateTime).toBe(true);
  });

  test('an empty body changes nothing', async () => {
    const memo = await server.write(ada, 'x');
    for (const raw of ['', '{}']) {
      const answer = await server.call('PATCH', `/api/v1/memos/${memo.id}`, { token: ada.token, raw });
      expect([answer.status, answer.json]).toEqual([200, memo]);
    }
  });

  test('unknown fields, and those that are not the writer’s, are ignored', async () => {
    const memo = await server.write(ada, 'x');
    const body = {
      id: 99,
      uid: 'aaaaaaaa',
      creator: 'users/9',
      name: 'memos/9',
      tags: ['z'],
      filename: 'x.md',
      colour: 1,
    };
    expect((await server.patch(ada, memo, body)).json).toEqual(memo);
  });
});

describe('rowStatus', () => {
  test('ARCHIVED puts it away, NORMAL brings it back', async () => {
    const memo = await server.write(ada, 'for the archive');
    await server.patch(ada, memo, { rowStatus: 'ARCHIVED' });
    expect(await server.contents(ada)).not.toContain('for the archive');
    await server.patch(ada, memo, { rowStatus: 'NORMAL' });
    expect(await server.contents(ada)).toContain('for the archive');
  });

  test('TRASHED is what DELETE does', async () => {
    const memo = await server.write(ada, 'for the trash');
    expect((await server.patch(ada, memo, { rowStatus: 'TRASHED' })).json.rowStatus).toBe('TRASHED');
    expect(await server.contents(ada, 'rowStatus=TRASHED')).toContain('for the trash');
  });
});

describe('what is refused changes nothing', () => {
  test.each([
    ['blank content', { content: ' ' }, [{ field: 'content', issue: 'Content cannot be empty' }]],
    ['content null', { content: null }, [{ field: 'content', issue: 'Must be a string' }]],
    ['pinned as text', { pinned: 'yes' }, [{ field: 'pinned', issue: 'Must be a boolean' }]],
    ['pinned null', { pinned: null }, [{ field: 'pinned', issue: 'Must be a boolean' }]],
    [
      'an unknown visibility',
      { visibility: 'public' },
      [{ field: 'visibility', issue: 'Must be one of PRIVATE, PROTECTED, PUBLIC' }],
    ],
    [
      'an unknown status',
      { rowStatus: 'DELETED' },
      [{ field: 'rowStatus', issue: 'Must be one of NORMAL, ARCHIVED, TRASHED' }],
    ],
  ])('%s: 400', async (_name, body, details) => {
    const memo = await server.write(ada, 'x');
    const answer = await server.patch(ada, memo, { pinned: true, visibility: 'PUBLIC', ...body });
    expect(answer.status).toBe(400);
    expect(answer.json.error.details).toEqual(details);
    expect(await stored(memo.id)).toEqual(memo);
  });

  test('content over 1 MiB: 413 that names it', async () => {
    const memo = await server.write(ada, 'x');
    const answer = await server.patch(ada, memo, { content: 'a'.repeat(1024 * 1024 + 1) });
    expect([answer.status, fieldsOf(answer)]).toEqual([413, ['content']]);
    expect(await stored(memo.id)).toEqual(memo);
  });

  test('a memo that is not there: 404', async () => {
    expect((await server.patch(ada, { id: 4711 }, { pinned: true })).json.error.code).toBe('NOT_FOUND');
  });

  test('a token that may only read: 403', async () => {
    const memo = await server.write(ada, 'x');
    const { token: secret } = {
      token: (await server.services.tokens.createFor(ada.id, { name: 'r', scope: 'read' })).secret,
    };
    const answer = await server.patch(ada, memo, { content: 'y' }, { token: secret });
    expect(answer.json.error.code).toBe('PERMISSION_DENIED');
    expect(await stored(memo.id)).toEqual(memo);
  });
});
