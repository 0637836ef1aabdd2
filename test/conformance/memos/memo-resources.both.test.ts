import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uploaded } from '../../support/files.ts';
import type { Account } from '../../support/instance.ts';
import { fieldsOf, startMemos, type Memo, type Memos } from '../../support/memos.ts';

let server: Memos;
let ada: Account;
let bob: Account;

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
  bob = await server.account('bob');
});
afterAll(() => server.stop());

const namesOf = (memo: Memo) => memo.resources.map(({ name }) => name);
const get = async (memo: Memo): Promise<Memo> =>
  (await server.call('GET', `/api/v1/${memo.name}`, { token: ada.token })).json;
const listed = async (name: string) =>
  (await server.call('GET', '/api/v1/resources?limit=100', { token: ada.token })).json.data.find(
    (resource: { name: string }) => resource.name === name,
  );

describe('the resources of a memo', () => {
  test('are given when it is created, in that order, and look as the resources API shows them', async () => {
    const [one, two] = [await uploaded(server, ada), await uploaded(server, ada)];
    const memo = await server.write(ada, 'x', {
      resources: [{ name: two.name }, { name: `resources/${one.uid}` }],
    });
    expect(namesOf(memo)).toEqual([two.name, one.name]);
    expect(memo.resources[0]).toEqual(await listed(two.name));
    expect(memo.resources[0]?.linkedMemos).toEqual([memo.name]);
    expect(await get(memo)).toEqual(memo);
    expect((await server.list(ada, 'limit=1')).data[0]).toEqual(memo);
  });

  test.each([
    ['![](/api/v1/resources/ID)', true],
    ['[a file](resources/ID)', true],
    ['[a file](/api/v1/resources/UID "title")', true],
    ['![](/api/v1/resources/ID?thumbnail=true)', true],
    ['`![](/api/v1/resources/ID)`', false],
    ['[elsewhere](https://example.com/api/v1/resources/ID)', false],
    ['resources/ID', false],
    ['[a](/api/v1/resources/IDx)', false],
    ['[a](../resources/ID)', false],
  ])('are found in its content: %s', async (template, isLinked) => {
    const { id, uid, name } = await uploaded(server, ada);
    const content = template.replace('UID', uid).replace('ID', String(id));
    expect(namesOf(await server.write(ada, content))).toEqual(isLinked ? [name] : []);
  });

  test('follow the content when it changes; those given stay', async () => {
    const [given, linked] = [await uploaded(server, ada), await uploaded(server, ada)];
    const memo = await server.write(ada, `![](/api/v1/${linked.name})`, {
      resources: [{ name: given.name }],
    });
    expect(namesOf(memo)).toEqual([given.name, linked.name]);
    expect(namesOf((await server.patch(ada, memo, { content: 'no link' })).json)).toEqual([given.name]);
    expect((await listed(linked.name)).linkedMemos).toEqual([]);
  });

  test('PATCH sets those given anew; without the field they stay', async () => {
    const [one, two] = [await uploaded(server, ada), await uploaded(server, ada)];
    const memo = await server.write(ada, 'x', { resources: [{ name: one.name }] });
    expect(namesOf((await server.patch(ada, memo, { pinned: true })).json)).toEqual([one.name]);
    const both = { resources: [{ name: one.name }, { name: two.name }] };
    expect(namesOf((await server.patch(ada, memo, both)).json)).toEqual([one.name, two.name]);
    expect(namesOf((await server.patch(ada, memo, { resources: [] })).json)).toEqual([]);
  });

  test('a PATCH with the same ones changes nothing', async () => {
    const one = await uploaded(server, ada);
    const memo = await server.write(ada, 'x', { resources: [{ name: one.name }] });
    server.time.now += 5000;
    expect((await server.patch(ada, memo, { resources: [{ name: one.name }] })).json).toEqual(memo);
  });

  test.each([
    ['an unknown one', () => 'resources/999999'],
    ["somebody else's", async () => (await uploaded(server, bob)).name],
  ])('%s: 400 that names resources, and nothing changes', async (_name, name) => {
    const resources = [{ name: await name() }];
    const memo = await server.write(ada, 'x');
    const created = await server.call('POST', '/api/v1/memos', {
      token: ada.token,
      body: { content: 'new', resources },
    });
    const patched = await server.patch(ada, memo, { content: 'y', resources });
    expect([created.status, fieldsOf(created)]).toEqual([400, ['resources']]);
    expect([patched.status, fieldsOf(patched)]).toEqual([400, ['resources']]);
    expect(await get(memo)).toEqual(memo);
  });

  test.each([
    [['resources/1']],
    [[{ name: 'memos/1' }]],
    [[{ name: 'resources/../1' }]],
    ['resources/1'],
    [[{}]],
  ])('a field that is wrong: %j', async (resources) => {
    const answer = await server.call('POST', '/api/v1/memos', {
      token: ada.token,
      body: { content: 'x', resources },
    });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)[0]).toMatch(/^resources/);
  });

  test("a link to somebody else's file does not attach it", async () => {
    const { name } = await uploaded(server, bob);
    expect(namesOf(await server.write(ada, `![](/api/v1/${name})`, { visibility: 'PUBLIC' }))).toEqual([]);
  });

  test('has:file finds memos with files, as long as they have them', async () => {
    const found = async () =>
      (await server.call('GET', '/api/v1/search?q=findme+has:file', { token: ada.token })).json.data.map(
        (memo: Memo) => memo.name,
      );
    const file = await uploaded(server, ada);
    const [given, linked] = [
      await server.write(ada, 'findme one', { resources: [{ name: file.name }] }),
      await server.write(ada, `findme two ![](/api/v1/${file.name})`),
    ];
    await server.write(ada, 'findme three');
    expect((await found()).toSorted()).toEqual([given.name, linked.name].toSorted());
    await server.patch(ada, given, { resources: [] });
    expect(await found()).toEqual([linked.name]);
    await server.call('DELETE', `/api/v1/${file.name}`, { token: ada.token });
    expect(await found()).toEqual([]);
  });
});

describe('DELETE /api/v1/resources/{id}', () => {
  test('answers {}; then it is gone, and off its memos', async () => {
    const { name } = await uploaded(server, ada);
    const memo = await server.write(ada, `![](/api/v1/${name})`, { resources: [{ name }] });
    const answer = await server.call('DELETE', `/api/v1/${name}`, { token: ada.token });
    expect([answer.status, answer.json]).toEqual([200, {}]);
    expect((await server.call('DELETE', `/api/v1/${name}`, { token: ada.token })).status).toBe(404);
    expect(namesOf(await get(memo))).toEqual([]);
    expect(await listed(name)).toBeUndefined();
  });

  test('If-Match with another entity tag: 412, and it stays', async () => {
    const { name } = await uploaded(server, ada);
    const options = { token: ada.token, headers: { 'if-match': '"x"' } };
    expect((await server.call('DELETE', `/api/v1/${name}`, options)).status).toBe(412);
    expect(await listed(name)).toBeDefined();
  });

  test('the list of memos is a new one after it', async () => {
    const { name } = await uploaded(server, ada);
    await server.write(ada, 'x', { resources: [{ name }] });
    const tag = async () => (await server.call('GET', '/api/v1/memos', { token: ada.token })).headers['etag'];
    const before = await tag();
    await server.call('DELETE', `/api/v1/${name}`, { token: ada.token });
    expect(await tag()).not.toBe(before);
  });
});

describe('GET /api/v1/resources', () => {
  test("lists one's own, newest first, in pages", async () => {
    const eve = await server.account('eve');
    const names = [];
    for (let count = 0; count < 5; count++) names.unshift((await uploaded(server, eve)).name);
    const page = async (query: string) =>
      (await server.call('GET', `/api/v1/resources?${query}`, { token: eve.token })).json;
    const read = async (query: string) => (await page(query)).data.map(({ name }: { name: string }) => name);
    expect(await read('')).toEqual(names);
    expect(await read('limit=2&page=2')).toEqual(names.slice(2, 4));
    expect(await read('page=9')).toEqual([]);
    const first = await page('limit=3');
    expect(await page(`limit=3&pageToken=${first.nextPageToken}`)).toEqual({
      data: expect.arrayContaining([expect.objectContaining({ name: names[4] })]),
      nextPageToken: '',
    });
  });

  test.each(['limit=0', 'limit=101', 'page=0', 'page=x', 'pageToken=x', 'pageToken='])(
    '%s: 400',
    async (query) => {
      expect((await server.call('GET', `/api/v1/resources?${query}`, { token: ada.token })).status).toBe(400);
    },
  );

  test('without credentials: 401', async () => {
    expect((await server.call('GET', '/api/v1/resources')).status).toBe(401);
  });

  test('with its entity tag: 304', async () => {
    const { headers } = await server.call('GET', '/api/v1/resources', { token: ada.token });
    const again = { token: ada.token, headers: { 'if-none-match': String(headers['etag']) } };
    expect((await server.call('GET', '/api/v1/resources', again)).status).toBe(304);
  });
});
