import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseText } from '../support/database-dump.ts';
import { startInstance, type Account, type Instance } from '../support/instance.ts';

let instance: Instance;
let ada: Account;

beforeAll(async () => {
  instance = await startInstance();
  ada = await instance.account('ada');
});

afterAll(() => instance.stop());

const write = async (content: string) =>
  (await instance.call('POST', '/api/v1/memos', { token: ada.token, body: { content } })).json.id as number;

const edit = (id: number, body: object, headers: Record<string, string> = {}) =>
  instance.call('PATCH', `/api/v1/memos/${id}`, { token: ada.token, body, headers });

const read = (id: number) => instance.call('GET', `/api/v1/memos/${id}`, { token: ada.token });

test('of editors that name the version they saw, one wins and the others are told', async () => {
  const id = await write('the start');
  const etag = String((await read(id)).headers['etag']);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => edit(id, { content: `edit ${index}` }, { 'if-match': etag })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([
    200,
    ...Array.from({ length: 9 }, () => 412),
  ]);
  const refused = answers.find(({ status }) => status === 412);
  expect(refused?.json.error.code).toBe('FAILED_PRECONDITION');
  const winner = answers.find(({ status }) => status === 200);
  expect((await read(id)).json).toEqual(winner?.json);
});

test('what editors overwrite blindly is kept', async () => {
  const id = await write('blind start');
  const contents = Array.from({ length: 10 }, (_, index) => `blind edit ${index}`);
  const answers = await Promise.all(contents.map((content) => edit(id, { content })));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const text = await databaseText(instance.databaseUrl);
  expect(['blind start', ...contents].filter((content) => !text.includes(content))).toEqual([]);
});

test('an edit with a version that is gone changes nothing, whatever it would change', async () => {
  const id = await write('first version');
  const etag = String((await read(id)).headers['etag']);
  await edit(id, { content: 'second version' });
  for (const body of [
    { content: 'third' },
    { pinned: true },
    { visibility: 'PUBLIC' },
    { rowStatus: 'TRASHED' },
  ]) {
    expect((await edit(id, body, { 'if-match': etag })).status).toBe(412);
  }
  const removal = await instance.call('DELETE', `/api/v1/memos/${id}`, {
    token: ada.token,
    headers: { 'if-match': etag },
  });
  expect(removal.status).toBe(412);
  expect((await read(id)).json).toMatchObject({
    content: 'second version',
    rowStatus: 'NORMAL',
    pinned: false,
  });
});

test('a weak version never holds, a list of versions and * do', async () => {
  const id = await write('matched');
  const etag = () => read(id).then(({ headers }) => String(headers['etag']));
  expect((await edit(id, { content: 'a' }, { 'if-match': `W/${await etag()}` })).status).toBe(412);
  expect((await edit(id, { content: 'b' }, { 'if-match': `"other", ${await etag()}` })).status).toBe(200);
  expect((await edit(id, { content: 'c' }, { 'if-match': '*' })).status).toBe(200);
});

test('the same request sent again after a lost answer writes once, also side by side', async () => {
  const create = () =>
    instance.call('POST', '/api/v1/memos', {
      token: ada.token,
      body: { content: 'written once' },
      headers: { 'idempotency-key': 'the-same' },
    });
  const answers = await Promise.all(Array.from({ length: 5 }, create));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  const found = await instance.call('GET', '/api/v1/search?q="written once"', { token: ada.token });
  expect(found.json.data).toHaveLength(1);
  const other = await instance.call('POST', '/api/v1/memos', {
    token: ada.token,
    body: { content: 'something else' },
    headers: { 'idempotency-key': 'the-same' },
  });
  expect([other.status, other.json.error.code]).toEqual([409, 'ALREADY_EXISTS']);
});

test('an Idempotency-Key of one user means nothing to another', async () => {
  const bob = await instance.account('bob');
  const create = (token: string, content: string) =>
    instance.call('POST', '/api/v1/memos', {
      token,
      body: { content },
      headers: { 'idempotency-key': 'shared' },
    });
  await create(ada.token, 'of ada');
  const { status, json } = await create(bob.token, 'of bob');
  expect([status, json.content, json.creator]).toEqual([200, 'of bob', `users/${bob.id}`]);
});
