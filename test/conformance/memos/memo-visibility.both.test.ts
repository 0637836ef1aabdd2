import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMemos, type Memo, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let owner: Account;
let reader: Account;
const memos: Record<string, Memo> = {};

beforeAll(async () => {
  server = await startMemos();
  await server.account('host');
  owner = await server.account('owner');
  reader = await server.account('reader');
  for (const visibility of ['PRIVATE', 'PROTECTED', 'PUBLIC']) {
    memos[visibility] = await server.write(owner, `${visibility} #planted`, { visibility });
    const archived = await server.write(owner, `archived ${visibility} #planted`, { visibility });
    await server.patch(owner, archived, { rowStatus: 'ARCHIVED' });
    memos[`archived ${visibility}`] = archived;
    const trashed = await server.write(owner, `trashed ${visibility} #planted`, { visibility });
    await server.call('DELETE', `/api/v1/memos/${trashed.id}`, { token: owner.token });
    memos[`trashed ${visibility}`] = trashed;
  }
});
afterAll(() => server.stop());

const idOf = (name: string): number => memos[name]?.id ?? 0;

test('a signed-in caller gets own memos and what others made PUBLIC or PROTECTED', async () => {
  await server.write(reader, 'own');
  expect(await server.contents(reader)).toEqual(['own', 'PUBLIC #planted', 'PROTECTED #planted']);
  expect(await server.contents(owner)).toEqual(['PUBLIC #planted', 'PROTECTED #planted', 'PRIVATE #planted']);
});

test('anonymous gets PUBLIC', async () => {
  expect(await server.contents(null)).toEqual(['PUBLIC #planted']);
});

test.each(['visibility=private', 'visibility=protected', 'rowStatus=ARCHIVED', 'rowStatus=TRASHED'])(
  'anonymous gets nothing by %s',
  async (query) => {
    expect(await server.contents(null, query)).toEqual([]);
  },
);

test.each(['rowStatus=ARCHIVED', 'rowStatus=TRASHED', 'visibility=private&creator=users/2'])(
  "others' memos are not to be had by %s",
  async (query) => {
    expect(owner.id).toBe(2);
    expect((await server.contents(reader, query)).filter((content) => content !== 'own')).toEqual([]);
  },
);

test('nor by a tag or an order', async () => {
  for (const query of [
    'tag=planted',
    'orderBy=pinned',
    'orderBy=updated_ts',
    'order=asc',
    'tag=planted&orderBy=pinned',
  ]) {
    const contents = await server.contents(null, query);
    expect(contents).toEqual(['PUBLIC #planted']);
  }
});

describe('a single memo', () => {
  const names = ['PRIVATE', 'PROTECTED', 'PUBLIC'].flatMap((one) => [
    one,
    `archived ${one}`,
    `trashed ${one}`,
  ]);

  test.each(names)('that is %s: the owner gets it', async (name) => {
    expect((await server.call('GET', `/api/v1/memos/${idOf(name)}`, { token: owner.token })).status).toBe(
      200,
    );
  });

  test.each(names)('that is %s: others get it, or 404 as if it did not exist', async (name) => {
    const answer = await server.call('GET', `/api/v1/memos/${idOf(name)}`, { token: reader.token });
    expect(answer.status).toBe(['PROTECTED', 'PUBLIC'].includes(name) ? 200 : 404);
    const anonymous = await server.call('GET', `/api/v1/memos/${memos[name]?.uid}`);
    expect(anonymous.status).toBe(name === 'PUBLIC' ? 200 : 404);
    if (anonymous.status === 404) expect(anonymous.json.error.message).toBe('Memo not found');
  });

  test.each(names)('that is %s: nobody else changes or deletes it', async (name) => {
    const before = await server.call('GET', `/api/v1/memos/${idOf(name)}`, { token: owner.token });
    const status = ['PROTECTED', 'PUBLIC'].includes(name) ? 403 : 404;
    expect((await server.patch(reader, { id: idOf(name) }, { content: 'taken' })).status).toBe(status);
    const removal = await server.call('DELETE', `/api/v1/memos/${idOf(name)}?force=true`, {
      token: reader.token,
    });
    expect(removal.status).toBe(status);
    const stranger = await server.call('PATCH', `/api/v1/memos/${idOf(name)}`, {
      body: { content: 'taken' },
    });
    expect(stranger.json.error.code).toBe('UNAUTHENTICATED');
    const after = await server.call('GET', `/api/v1/memos/${idOf(name)}`, { token: owner.token });
    expect(after.json).toEqual(before.json);
  });
});

test('a relation shows only what the reader may read', async () => {
  const hidden = await server.write(owner, 'hidden target');
  const seen = await server.write(owner, 'seen target', { visibility: 'PUBLIC' });
  const content = `Title\n\n[a](${hidden.filename}) [b](${seen.filename})`;
  const source = await server.write(owner, content, { visibility: 'PUBLIC' });
  expect(source.relations.map((relation) => relation.relatedMemo)).toEqual([hidden.name, seen.name]);
  const answer = await server.call('GET', `/api/v1/memos/${source.id}`, { token: reader.token });
  expect(answer.json.relations).toEqual([{ memo: source.name, relatedMemo: seen.name, type: 'REFERENCE' }]);
});

test("tags, their statistics and the graph are about the caller's own memos", async () => {
  expect((await server.call('GET', '/api/v1/tags', { token: reader.token })).json.data).toEqual([]);
  const statistics = await server.call('GET', '/api/v1/tags/stats', { token: reader.token });
  expect(statistics.json).toEqual({ data: [], totals: { tags: 0, uses: 0, memos: 0 } });
  const graph = await server.call('GET', '/api/v1/graph', { token: reader.token });
  expect(graph.json.nodes.map((node: { title: string }) => node.title)).toEqual(['own']);
});
