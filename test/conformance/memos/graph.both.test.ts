import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMemos, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let ada: Account;

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
});
afterAll(() => server.stop());

const graph = async (by: Account) => (await server.call('GET', '/api/v1/graph', { token: by.token })).json;

test("the caller's memos as nodes and the links between them as pairs, from and to", async () => {
  const label = await server.write(ada, '# Plans');
  const target = await server.write(ada, '# Two words');
  const source = await server.write(
    ada,
    `# The source\n\n[a](${target.filename}) [b](${label.filename}) [a](${target.filename})`,
  );
  const rest = { tags: [], created: expect.any(Number) };
  expect(await graph(ada)).toEqual({
    nodes: [
      { id: label.id, title: 'Plans', label: true, degree: 1, ...rest },
      { id: target.id, title: 'Two words', label: false, degree: 1, ...rest },
      { id: source.id, title: 'The source', label: false, degree: 2, ...rest },
    ],
    tags: [],
    links: [
      [source.id, label.id],
      [source.id, target.id],
    ],
  });
});

test("archived and trashed memos are left out, with their links, and so are others' and dangling ones", async () => {
  const bob = await server.account('bob');
  await server.write(ada, 'public, but not his', { visibility: 'PUBLIC' });
  const [archived, trashed] = [await server.write(bob, 'archived'), await server.write(bob, 'trashed')];
  const links = `[a](${archived.filename}) [b](${trashed.filename}) [c](00000001.md)`;
  const source = await server.write(bob, `Source note\n\n${links}`);
  await server.patch(bob, archived, { rowStatus: 'ARCHIVED' });
  await server.patch(bob, trashed, { rowStatus: 'TRASHED' });
  expect(await graph(bob)).toEqual({
    nodes: [
      { id: source.id, title: 'Source note', label: false, degree: 0, created: expect.any(Number), tags: [] },
    ],
    links: [],
    tags: [],
  });
});

test('each memo has its second of creation and its tags, by their places in one list', async () => {
  const dora = await server.account('dora');
  await server.write(dora, '#Work/Alpha and #home', { createTime: '2024-05-06T07:08:09Z' });
  await server.write(dora, '#HOME alone', { createTime: '2024-05-06T07:08:10Z' });
  const trashed = await server.write(dora, '#gone');
  await server.patch(dora, trashed, { rowStatus: 'TRASHED' });
  const { nodes, tags } = await graph(dora);
  const second = Date.parse('2024-05-06T07:08:09Z') / 1000;
  expect(
    nodes.map((node: { created: number; tags: number[] }) => [node.created, node.tags.map((at) => tags[at])]),
  ).toEqual([
    [second, ['home', 'work/alpha']],
    [second + 1, ['home']],
  ]);
  expect(tags).toEqual(['home', 'work/alpha']);
});

test('nobody has nothing', async () => {
  expect(await graph(await server.account('cid'))).toEqual({ nodes: [], links: [], tags: [] });
});

test('without credentials: 401', async () => {
  expect((await server.call('GET', '/api/v1/graph')).status).toBe(401);
});
