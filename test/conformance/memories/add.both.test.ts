import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '../../support/instance.ts';
import { fieldsOf, startMemories, type Memories } from '../../support/memories.ts';

let server: Memories;
let ada: Account;
beforeAll(async () => {
  // Addresses of this machine are refused, so that nothing is fetched here.
  server = await startMemories({ allowPrivateCapture: false });
  ada = await server.account('ada');
});
afterAll(() => server.stop());

const add = (body: object, token: string | undefined = ada.token) =>
  server.call('POST', '/api/add', { token, body });
const get = async (id: string) =>
  (await server.call('GET', `/api/memories/${id}`, { token: ada.token })).json;

test('a text is kept as a note', async () => {
  const { status, json } = await add({ content: '# Title\n\nText with a #tag' });
  expect(status).toBe(200);
  expect(json).toEqual({
    message: 'Content added successfully',
    id: expect.stringMatching(/^[0-9a-f]{8}$/),
    type: 'note',
  });
  expect(await get(json.id)).toMatchObject({ type: 'note', title: 'Title', status: 'done' });
});

test.each([
  ['http://127.0.0.1:1/article', 'page'],
  ['  http://127.0.0.1:1/blanks  ', 'page'],
  ['<http://127.0.0.1:1/brackets>', 'page'],
  ['http://127.0.0.1:1/paper.pdf', 'document'],
])('what is a URL and nothing else is a page or what it leads to: %s', async (content, type) => {
  const { json } = await add({ content });
  expect(json.type).toBe(type);
  expect(await get(json.id)).toMatchObject({ type, url: content.replaceAll(/[\s<>]/g, '') });
});

test('a post of X or Twitter is a tweet', async () => {
  const prefetched = { title: 'A post', contentToSave: 'What it says' };
  const { json } = await add({ content: 'https://x.com/somebody/status/123', prefetched });
  expect(json.type).toBe('tweet');
});

test.each([
  'Read http://127.0.0.1:1/x later',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'http://user:secret@127.0.0.1:1/',
])('what only holds a URL, or is none of the web, is a note: %s', async (content) => {
  expect((await add({ content })).json.type).toBe('note');
});

test('a URL is queued at first, and content holds it from the beginning', async () => {
  const { json } = await add({ content: 'http://127.0.0.1:1/queued' });
  const memory = await get(json.id);
  expect(['queued', 'failed']).toContain(memory.status);
  expect(memory.content).toBe('<http://127.0.0.1:1/queued>');
});

test('an address of this machine is never reached', async () => {
  const { json } = await add({ content: 'http://127.0.0.1:1/private' });
  expect(await server.captured(ada, json.id)).toMatchObject({
    status: 'failed',
    reason: expect.stringMatching(/address/),
  });
});

describe('what is there already is a 409 with its id:', () => {
  test('the same text', async () => {
    const first = await add({ content: 'Once is enough' });
    const again = await add({ content: 'Once is enough' });
    expect(again.status).toBe(409);
    expect(again.json).toEqual({ error: expect.any(String), id: first.json.id });
  });

  test('the same page, however its address is written', async () => {
    const first = await add({ content: 'http://127.0.0.1:1/same?b=2&a=1&utm_source=x' });
    const again = await add({ content: 'HTTP://127.0.0.1:1/same/?a=1&b=2#part' });
    expect([again.status, again.json.id]).toEqual([409, first.json.id]);
  });

  test('not what somebody else has', async () => {
    const eve = await server.account('eve');
    await add({ content: 'Common knowledge' });
    expect((await add({ content: 'Common knowledge' }, eve.token)).status).toBe(200);
  });

  test('not what was deleted', async () => {
    const { json } = await add({ content: 'Gone and back' });
    await server.call('DELETE', `/api/memories/${json.id}`, { token: ada.token });
    expect((await add({ content: 'Gone and back' })).status).toBe(200);
  });

  test('of many that are sent at once, one is kept', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => add({ content: 'All at once' })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(409)]);
  });
});

describe('prefetched', () => {
  const prefetched = {
    title: 'A *title* with <b>',
    type: 'page',
    description: 'Its description',
    ogImage: 'https://example.com/x.png',
    contentToSave: 'Its **text**',
  };

  test('is kept in place of what would be fetched', async () => {
    const { json } = await add({ content: 'https://example.com/prefetched', prefetched });
    const memory = await get(json.id);
    expect(memory).toMatchObject({
      status: 'done',
      type: 'page',
      description: 'Its description',
      ogImage: 'https://example.com/x.png',
      url: 'https://example.com/prefetched',
    });
    expect(memory.content).toContain('Its **text**');
    expect(memory.content).toMatch(/^# A \\\*title\\\* with \\<b>\n/);
    expect(memory.title).toBe('A *title* with <b>');
  });

  test('may leave out what it has not', async () => {
    const { json } = await add({
      content: 'https://example.com/bare',
      prefetched: { title: 'Bare', ogImage: '' },
    });
    expect(await get(json.id)).toMatchObject({ title: 'Bare', description: '', ogImage: '', status: 'done' });
  });

  test('of a text gives what is kept', async () => {
    const { json } = await add({ content: 'raw', prefetched: { contentToSave: '# Cooked', type: 'note' } });
    expect(await get(json.id)).toMatchObject({ type: 'note', content: '# Cooked' });
  });

  test.each([
    [{ title: 1 }, 'prefetched.title'],
    [{ type: 'video' }, 'prefetched.type'],
    [{ ogImage: 'javascript:alert(1)' }, 'prefetched.ogImage'],
    [{ ogImage: 'data:image/png;base64,AA' }, 'prefetched.ogImage'],
    [{ contentToSave: [] }, 'prefetched.contentToSave'],
  ])('%j is a 400 that names the field', async (wrong, field) => {
    const answer = await add({ content: 'https://example.com/wrong', prefetched: wrong });
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
  });
});

describe('spaces', () => {
  test('hold it from the beginning', async () => {
    const [one, other] = [await server.space(ada), await server.space(ada)];
    const { json } = await add({ content: 'In both', spaces: [one, `${other}---the-other`, one] });
    const held = (await get(json.id)).spaces as { id: string }[];
    expect(held.map(({ id }) => id).toSorted()).toEqual([one, other].toSorted());
    expect(await server.list(ada, `spaceId=${one}`)).toMatchObject({ total: 1 });
  });

  test('are five at most', async () => {
    const spaces = [];
    for (let number = 0; number < 6; number++) spaces.push(await server.space(ada));
    expect((await add({ content: 'In five', spaces: spaces.slice(1) })).status).toBe(200);
    const answer = await add({ content: 'In six', spaces });
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['spaces']]);
  });

  test('that are not there, or may not be added to, have nothing kept', async () => {
    const bob = await server.account('bob');
    const [hidden, readable] = [await server.space(bob), await server.space(bob)];
    await server.join(bob, readable, ada, 'read');
    const own = await server.space(ada);
    const { total } = await server.list(ada);
    const status = async (space: string): Promise<number> =>
      (await add({ content: `Not for ${space}`, spaces: [own, space] })).status;
    expect([await status('unknown'), await status(hidden), await status(readable)]).toEqual([404, 401, 403]);
    expect((await server.list(ada)).total).toBe(total);
    expect((await server.list(ada, `spaceId=${own}`)).total).toBe(0);
  });
});

test.each([
  [{}, 'content'],
  [{ content: '' }, 'content'],
  [{ content: ' \n' }, 'content'],
  [{ content: 5 }, 'content'],
  [{ content: 'x', spaces: 'y' }, 'spaces'],
  [{ content: 'x', spaces: [1] }, 'spaces.0'],
  [{ content: 'x', prefetched: 'y' }, 'prefetched'],
])('%j is a 400 that names the field', async (body, field) => {
  const answer = await add(body);
  expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
});

test('content with more tags than a note may have is refused, and not counted', async () => {
  const { total } = await server.list(ada);
  const content = Array.from({ length: 501 }, (_, number) => `#t${number}`).join(' ');
  expect((await add({ content })).status).toBe(400);
  expect((await server.list(ada)).total).toBe(total);
});

test('too large a note is a 413', async () => {
  const answer = await add({ content: 'x'.repeat(1024 * 1024 + 1) });
  expect([answer.status, Object.keys(answer.json)]).toEqual([413, ['error']]);
});

test('it needs a credential that may write', async () => {
  const reader = await server.account('reader', 'read');
  expect((await server.call('POST', '/api/add', { body: { content: 'x' } })).json).toEqual({
    error: 'Unauthorized',
  });
  expect((await add({ content: 'x' }, reader.token)).status).toBe(403);
});
