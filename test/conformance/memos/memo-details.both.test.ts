import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../support/instance.ts';
import { startMemos, type Memos } from '../../support/memos.ts';

let server: Memos;
let ada: Account;
let ben: Account;

beforeAll(async () => {
  server = await startMemos();
});
afterAll(() => server.stop());

let accounts = 0;
beforeEach(async () => {
  ada = await server.account(`ada${++accounts}`);
  ben = await server.account(`ben${accounts}`);
});

const get = (path: string, reader: Account = ada) =>
  server.call('GET', `/api/v1/${path}`, { token: reader.token });

describe('what a memo said before', () => {
  test('is listed newest first, without the text, and found one by one', async () => {
    const memo = await server.write(ada, 'One');
    await server.patch(ada, memo, { content: 'Second' });
    await server.patch(ada, memo, { content: 'Third' });
    const { json } = await get(`memos/${memo.id}/versions`);
    expect(json.data).toMatchObject([{ size: 6 }, { size: 3 }]);
    expect(json.data[0]).not.toHaveProperty('content');
    const { json: version } = await get(`memos/${memo.uid}/versions/${json.data[1].id}`);
    expect(version).toMatchObject({ content: 'One', writeTime: memo.createTime });
  });

  test('is there again when it is written back, and so is what it took the place of', async () => {
    const memo = await server.write(ada, 'One');
    await server.patch(ada, memo, { content: 'Two' });
    await server.patch(ada, memo, { content: 'One' });
    const { json } = await get(`memos/${memo.id}/versions`);
    const texts = await Promise.all(
      json.data.map(
        async ({ id }: { id: number }) => (await get(`memos/${memo.id}/versions/${id}`)).json.content,
      ),
    );
    expect(texts).toEqual(['Two', 'One']);
  });

  test('is for the owner alone, also where the memo is public', async () => {
    const memo = await server.write(ada, 'A secret', { visibility: 'PUBLIC' });
    await server.patch(ada, memo, { content: 'No secret' });
    const { json } = await get(`memos/${memo.id}/versions`);
    expect(await get(`memos/${memo.id}/versions`, ben)).toMatchObject({ status: 403 });
    expect(await get(`memos/${memo.id}/versions/${json.data[0].id}`, ben)).toMatchObject({ status: 403 });
  });

  test('of one memo is not found by another', async () => {
    const [memo, other] = [await server.write(ada, 'One'), await server.write(ada, 'Other')];
    await server.patch(ada, memo, { content: 'Two' });
    const { json } = await get(`memos/${memo.id}/versions`);
    expect(await get(`memos/${other.id}/versions/${json.data[0].id}`)).toMatchObject({
      status: 404,
      json: { error: { code: 'NOT_FOUND', message: 'Version not found' } },
    });
  });
});

describe('a memo by the name of its file', () => {
  test('is found by its owner, and by nobody else', async () => {
    const memo = await server.write(ada, 'A file', { visibility: 'PUBLIC' });
    expect((await get(`memos/${memo.filename}`)).json).toEqual(memo);
    expect(await get(`memos/${memo.filename}`, ben)).toMatchObject({ status: 404 });
    expect(await server.call('GET', `/api/v1/memos/${memo.filename}`)).toMatchObject({ status: 404 });
    const edited = await server.patch(ada, { id: memo.filename as unknown as number }, { content: 'Edited' });
    expect(edited).toMatchObject({ status: 200, json: { id: memo.id, content: 'Edited' } });
  });
});

describe('the links of a memo', () => {
  test('come with the line that they stand on', async () => {
    const target = await server.write(ada, '# Target');
    const source = await server.write(ada, `# Source\n\nSee the [target](${target.filename}) for more.\n`);
    expect((await get(`memos/${target.id}/links`)).json).toEqual({
      incoming: [
        {
          memo: source.name,
          uid: source.uid,
          filename: source.filename,
          title: 'Source',
          line: 3,
          text: `See the [target](${target.filename}) for more.`,
        },
      ],
      outgoing: [],
    });
    expect((await get(`memos/${source.id}/links`)).json.outgoing).toEqual([
      {
        memo: target.name,
        uid: target.uid,
        filename: target.filename,
        title: 'Target',
        line: 3,
        label: 'target',
      },
    ]);
  });

  test('to what is not there have a name only', async () => {
    const source = await server.write(ada, 'Title\n\n[lost](0badc0de.md)');
    expect((await get(`memos/${source.id}/links`)).json.outgoing).toEqual([
      { memo: null, uid: null, filename: '0badc0de.md', title: null, line: 3, label: 'lost' },
    ]);
  });

  test('show nothing of memos that the reader may not read', async () => {
    const target = await server.write(ada, '# Target', { visibility: 'PUBLIC' });
    const hidden = await server.write(ada, `# Hidden\n\n[a](${target.filename})`);
    const shown = await server.write(ada, `# Shown\n\n[b](${target.filename}) [c](${hidden.filename})`, {
      visibility: 'PUBLIC',
    });
    const { json } = await get(`memos/${target.id}/links`, ben);
    expect(json.incoming).toMatchObject([{ title: 'Shown' }]);
    const outgoing = (await get(`memos/${shown.id}/links`, ben)).json.outgoing;
    expect(outgoing).toMatchObject([{ title: 'Target' }, { title: null, memo: null }]);
  });
});

describe('the days on which memos were made', () => {
  test('are counted in the time zone that is asked for', async () => {
    const at = (createTime: string) => server.write(ada, createTime, { createTime });
    await at('2025-08-19T10:00:00Z');
    await at('2025-08-19T22:30:00Z');
    await at('2025-08-20T10:00:00Z');
    const days = async (timeZone: string) =>
      (await get(`activity?from=2025-08-01T00:00:00Z&to=2025-09-01T00:00:00Z&timeZone=${timeZone}`)).json
        .data;
    expect(await days('UTC')).toEqual([
      { date: '2025-08-19', count: 2 },
      { date: '2025-08-20', count: 1 },
    ]);
    expect(await days('Europe/Berlin')).toEqual([
      { date: '2025-08-19', count: 1 },
      { date: '2025-08-20', count: 2 },
    ]);
  });

  test('leave out what is in the trash, and what others made', async () => {
    const createTime = '2025-08-19T10:00:00Z';
    const memo = await server.write(ada, 'Mine', { createTime });
    await server.write(ben, 'Public', { createTime, visibility: 'PUBLIC' });
    await server.call('DELETE', `/api/v1/memos/${memo.id}`, { token: ada.token });
    expect((await get('activity?from=2025-08-01T00:00:00Z&to=2025-09-01T00:00:00Z')).json.data).toEqual([]);
  });

  test.each([
    ['timeZone', 'from=2025-08-01T00:00:00Z&to=2025-09-01T00:00:00Z&timeZone=Mars/Crater'],
    ['to', 'from=2025-08-01T00:00:00Z&to=2025-07-01T00:00:00Z'],
    ['to', 'from=2020-08-01T00:00:00Z&to=2025-07-01T00:00:00Z'],
    ['from', 'from=yesterday&to=2025-07-01T00:00:00Z'],
  ])('name what is wrong with %s', async (field, query) => {
    expect(await get(`activity?${query}`)).toMatchObject({
      status: 400,
      json: { error: { details: [{ field }] } },
    });
  });
});

describe('sessions', () => {
  test('are listed to their user, with the one that asks, and end one by one', async () => {
    const [first, second] = [await server.signIn(ada), await server.signIn(ada)];
    const list = async (cookie: string) =>
      (await server.call('GET', '/api/v1/auth/sessions', { cookie })).json.data;
    const sessions = await list(second);
    expect(sessions).toMatchObject([{ current: true }, { current: false }]);
    const path = `/api/v1/auth/sessions/${sessions[1].id}`;
    expect(await server.call('DELETE', path, { token: ben.token })).toMatchObject({ status: 404 });
    expect(await server.call('DELETE', path, { token: ada.token })).toMatchObject({ status: 200 });
    expect(await server.call('GET', '/api/v1/auth/status', { cookie: first })).toMatchObject({ status: 401 });
    expect(await list(second)).toHaveLength(1);
  });
});

describe('preferences', () => {
  const patch = (body: object) =>
    server.call('PATCH', '/api/v1/auth/preferences', { token: ada.token, body });

  test('stay as they were set, on every device of the user and of nobody else', async () => {
    await patch({ language: 'de', searches: [{ name: 'Work', q: 'tag:work' }] });
    expect(await patch({ language: null, size: 2 })).toMatchObject({
      json: { size: 2, searches: [{ name: 'Work', q: 'tag:work' }] },
    });
    expect((await get('auth/preferences')).json).not.toHaveProperty('language');
    expect((await get('auth/preferences', ben)).json).toEqual({});
  });

  test('have a bound', async () => {
    expect(await patch({ big: 'x'.repeat(70_000) })).toMatchObject({ status: 400 });
    expect(await patch({ 'no name': 1 })).toMatchObject({
      status: 400,
      json: { error: { details: [{ field: 'no name' }] } },
    });
    expect((await get('auth/preferences')).json).toEqual({});
  });
});
