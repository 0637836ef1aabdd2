import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '../../support/instance.ts';
import { fieldsOf, startMemories, type Memories } from '../../support/memories.ts';

let server: Memories;
let ada: Account;
let bob: Account;
let kitchen: string;
let beans: string;
beforeAll(async () => {
  server = await startMemories();
  ada = await server.account('ada');
  bob = await server.account('bob');
  kitchen = await server.space(ada);
  beans = await server.add(ada, '# Beans & "peas"\n\nSoak the beans overnight, then cook them.', {
    spaces: [kitchen],
  });
  await server.add(ada, 'A note about nothing, which mentions beans once.');
  await server.add(ada, 'Something else #garden');
  await server.add(bob, 'Beans of bob');
});
afterAll(() => server.stop());

const search = (body: object, reader: Account | null = ada) =>
  server.call('POST', '/api/search', { token: reader?.token, body });
const ids = async (body: object, reader: Account | null = ada): Promise<string[]> =>
  (await search(body, reader)).json.results.map((result: { id: string }) => result.id);

test('answers what fits best first, with the part that fits as plain text', async () => {
  const { json } = await search({ query: 'beans' });
  expect(json.results[0]).toEqual({
    id: beans,
    uuid: beans,
    content: '# Beans & "peas"\n\nSoak the beans overnight, then cook them.',
    createdAt: '2025-08-19T10:00:01Z',
    chunkContent: 'Beans & "peas" Soak the beans overnight, then cook them.',
    similarity: expect.any(Number),
  });
  const similarities = json.results.map((result: { similarity: number }) => result.similarity);
  expect(similarities).toEqual(similarities.toSorted((a: number, b: number) => b - a));
  expect(similarities.every((value: number) => value >= 0 && value <= 1)).toBe(true);
});

test('looks in the caller’s own memories', async () => {
  expect((await ids({ query: 'beans' })).length).toBe(2);
  expect((await ids({ query: 'beans' }, bob)).length).toBe(1);
});

test('knows the words of the other search, such as tags', async () => {
  expect((await ids({ query: 'tag:garden' })).length).toBe(1);
});

test('takes a limit', async () => {
  expect(await ids({ query: 'beans', limit: 1 })).toEqual([beans]);
});

test('leaves out what is less similar than a threshold', async () => {
  const { json } = await search({ query: 'beans' });
  const [best, other] = json.results;
  expect(best.similarity).toBeGreaterThan(other.similarity);
  expect(await ids({ query: 'beans', threshold: best.similarity })).toEqual([best.id]);
});

test('finds nothing that was deleted', async () => {
  const id = await server.add(ada, 'Ephemeral words');
  await server.call('DELETE', `/api/memories/${id}`, { token: ada.token });
  expect(await ids({ query: 'ephemeral' })).toEqual([]);
});

describe('in spaces', () => {
  test('it looks for what they hold, whosever it is', async () => {
    await server.join(ada, kitchen, bob);
    expect(await ids({ query: 'beans', spaces: [kitchen] })).toEqual([beans]);
    expect(await ids({ query: 'beans', spaces: [`${kitchen}---x`] }, bob)).toEqual([beans]);
  });

  test('that are public it needs no session', async () => {
    const open = await server.space(ada, true);
    const id = await server.add(ada, 'Open secrets', { spaces: [open] });
    expect(await ids({ query: 'secrets', spaces: [open] }, null)).toEqual([id]);
  });

  test('that may not be read it is a 401, and of unknown ones a 404', async () => {
    const own = await server.space(bob);
    expect((await search({ query: 'beans', spaces: [own] })).json).toEqual({ error: 'Unauthorized' });
    expect((await search({ query: 'beans', spaces: ['x'] })).json).toEqual({ error: 'Space not found' });
  });

  test('a memory that was taken out is not found any more', async () => {
    const space = await server.space(ada);
    const id = await server.add(ada, 'In and out', { spaces: [space] });
    expect(await ids({ query: 'out', spaces: [space] })).toEqual([id]);
    await server.call('POST', '/api/spaces/removeContent', {
      token: ada.token,
      body: { spaceId: space, documentId: id },
    });
    expect(await ids({ query: 'out', spaces: [space] })).toEqual([]);
    expect(await ids({ query: '"in and out"' })).toEqual([id]);
  });
});

test('without a session and without spaces it is a 401', async () => {
  expect((await search({ query: 'beans' }, null)).json).toEqual({ error: 'Unauthorized' });
});

test.each([
  [{}, 'query'],
  [{ query: '' }, 'query'],
  [{ query: 1 }, 'query'],
  [{ query: 'x', limit: 0 }, 'limit'],
  [{ query: 'x', limit: 51 }, 'limit'],
  [{ query: 'x', limit: '5' }, 'limit'],
  [{ query: 'x', threshold: 2 }, 'threshold'],
  [{ query: 'x', spaces: 'y' }, 'spaces'],
  [{ query: ' ' }, 'query'],
])('%j is a 400 that names the field', async (body, field) => {
  const answer = await search(body);
  expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
});
