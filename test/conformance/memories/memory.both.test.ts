import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account, Call } from '../../support/instance.ts';
import { article, fieldsOf, servePages, startMemories, type Memories } from '../../support/memories.ts';

let server: Memories;
let ada: Account;
let bob: Account;
beforeAll(async () => {
  server = await startMemories();
  ada = await server.account('ada');
  bob = await server.account('bob');
});
afterAll(() => server.stop());

type Method = 'GET' | 'PATCH' | 'DELETE' | 'POST';
const ask = (method: Method, id: string, options: Call = {}) =>
  server.call(method, `/api/memories/${id}`, { token: ada.token, ...options });
const add = (content: string, more = {}): Promise<string> => server.add(ada, content, more);

describe('GET', () => {
  test('answers what the list has, and more', async () => {
    const id = await add('# One\n\nof them');
    const { items } = await server.list(ada, 'count=1');
    expect((await ask('GET', id)).json).toEqual({
      ...items[0],
      ownerId: String(ada.id),
      siteName: null,
      author: null,
      publishedAt: null,
      visibility: 'PRIVATE',
      spaces: [],
    });
  });

  test('takes the number of the note, too', async () => {
    const id = await add('By number');
    const { json: memo } = await server.call('GET', `/api/v1/memos/${id}`, { token: ada.token });
    expect((await ask('GET', String(memo.id))).json.id).toBe(id);
  });

  test('names the spaces that hold it, as far as the reader may see them', async () => {
    const shared = await server.space(ada, false, 'Shared');
    const own = await server.space(ada, false, 'Own');
    await server.join(ada, shared, bob);
    const id = await add('In two spaces', { spaces: [shared, own] });
    expect((await ask('GET', id)).json.spaces).toEqual([
      { id: own, name: 'Own' },
      { id: shared, name: 'Shared' },
    ]);
    expect((await ask('GET', id, { token: bob.token })).json.spaces).toEqual([
      { id: shared, name: 'Shared' },
    ]);
  });

  test.each(['ffffffff', '999999', 'x', 'memory-123', '0'])('of %s is a 404', async (id) => {
    const answer = await ask('GET', id);
    expect([answer.status, answer.json]).toEqual([404, { error: 'Document not found' }]);
  });

  test('of somebody else’s is a 404', async () => {
    const id = await add('Mine');
    expect((await ask('GET', id, { token: bob.token })).json).toEqual({ error: 'Document not found' });
    expect((await server.call('GET', `/api/memories/${id}`)).status).toBe(404);
  });

  test('answers 304 to who has it, until it changes', async () => {
    const id = await add('Version 1');
    const { headers } = await ask('GET', id);
    const having = { headers: { 'if-none-match': String(headers.etag) } };
    expect((await ask('GET', id, having)).status).toBe(304);
    const space = await server.space(ada);
    await server.call('POST', '/api/spaces/addContent', {
      token: ada.token,
      body: { spaceId: space, documentId: id },
    });
    expect((await ask('GET', id, having)).status).toBe(200);
  });
});

describe('PATCH', () => {
  test('changes the content, and what follows from it', async () => {
    const id = await add('Before');
    server.time.now += 60_000;
    const { status, json } = await ask('PATCH', id, { body: { content: '# After\n\nmore' } });
    expect(status).toBe(200);
    expect(json).toMatchObject({ title: 'After', description: 'After more', content: '# After\n\nmore' });
    expect(Date.parse(json.updatedAt) - Date.parse(json.createdAt)).toBe(60_000);
    expect((await ask('GET', id)).json).toEqual(json);
  });

  test('changes the visibility', async () => {
    const id = await add('For all');
    await ask('PATCH', id, { body: { visibility: 'PUBLIC' } });
    expect((await server.call('GET', `/api/memories/${id}`)).json.visibility).toBe('PUBLIC');
  });

  test('keeps what was there in the history, so that nothing is lost', async () => {
    const id = await add('The first words');
    await ask('PATCH', id, { body: { content: 'Other words' } });
    const note = await server.services.notes.get(
      { kind: 'user', userId: ada.id, role: 'USER', scope: 'read', via: 'token', credentialId: 1 },
      { uid: id },
    );
    expect(note.content).toBe('Other words');
  });

  test('ignores what it does not know', async () => {
    const id = await add('As it is');
    expect((await ask('PATCH', id, { body: { title: 'x', type: 'page' } })).json.title).toBe('As it is');
  });

  test('with the tag of the present version changes it, and with an older one is a 412', async () => {
    const id = await add('First');
    const { headers } = await ask('GET', id);
    const seen = { headers: { 'if-match': String(headers.etag) } };
    const changed = await ask('PATCH', id, { ...seen, body: { content: 'Second' } });
    expect(changed.status).toBe(200);
    const refused = await ask('PATCH', id, { ...seen, body: { content: 'Third' } });
    expect([refused.status, (await ask('GET', id)).json.content]).toEqual([412, 'Second']);
    const next = { headers: { 'if-match': String(changed.headers.etag) } };
    expect((await ask('PATCH', id, { ...next, body: { content: 'Third' } })).status).toBe(200);
  });

  test.each([
    [{ content: '' }, 'content'],
    [{ content: '  \n' }, 'content'],
    [{ content: 1 }, 'content'],
    [{ visibility: 'SECRET' }, 'visibility'],
  ])('with %j is a 400 that names the field', async (body, field) => {
    const id = await add(`Stays ${JSON.stringify(body)}`);
    const answer = await ask('PATCH', id, { body });
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
  });

  test('of somebody else’s is a 403 where it is seen, and a 404 where it is not', async () => {
    const space = await server.space(ada);
    await server.join(ada, space, bob, 'edit');
    const seen = await add('Seen by bob', { spaces: [space] });
    const hidden = await add('Not seen by bob');
    const body = { content: 'bob was here' };
    expect((await ask('PATCH', seen, { body, token: bob.token })).status).toBe(403);
    expect((await ask('PATCH', hidden, { body, token: bob.token })).status).toBe(404);
  });

  test('needs a credential, and one that may write', async () => {
    const id = await add('Guarded');
    const reader = await server.account('reader', 'read');
    const body = { content: 'x' };
    expect((await server.call('PATCH', `/api/memories/${id}`, { body })).json).toEqual({
      error: 'Unauthorized',
    });
    expect((await ask('PATCH', id, { body, token: reader.token })).status).toBe(403);
  });
});

describe('DELETE', () => {
  test('answers success, and the memory is gone from this API and in the trash of the other', async () => {
    const id = await add('Short-lived');
    expect((await ask('DELETE', id)).json).toEqual({ success: true });
    expect((await ask('GET', id)).json).toEqual({ error: 'Document not found' });
    const { json } = await server.call('GET', `/api/v1/memos/${id}`, { token: ada.token });
    expect(json.rowStatus).toBe('TRASHED');
  });

  test('of what is gone is a 404', async () => {
    const id = await add('Deleted twice');
    await ask('DELETE', id);
    const again = await ask('DELETE', id);
    expect([again.status, again.json]).toEqual([404, { error: 'Document not found' }]);
    expect((await ask('PATCH', id, { body: { content: 'x' } })).status).toBe(404);
  });

  test('with an old tag is a 412, and it stays', async () => {
    const id = await add('Changed meanwhile');
    const { headers } = await ask('GET', id);
    await ask('PATCH', id, { body: { content: 'Changed' } });
    const answer = await ask('DELETE', id, { headers: { 'if-match': String(headers.etag) } });
    expect([answer.status, (await ask('GET', id)).status]).toEqual([412, 200]);
  });
});

describe('batch-delete', () => {
  const remove = (body: object, token = ada.token) =>
    server.call('POST', '/api/memories/batch-delete', { token, body });

  test('deletes those that are there and the caller’s own, and says how many', async () => {
    const ids = [await add('a1'), await add('a2'), await add('a3')];
    const foreign = await server.add(bob, 'b1');
    const { json } = await remove({ ids: [ids[0], ids[1], ids[1], foreign, 'ffffffff', 'x'] });
    expect(json).toEqual({ success: true, deletedCount: 2 });
    expect((await ask('GET', ids[2] ?? '')).status).toBe(200);
    expect((await ask('GET', foreign, { token: bob.token })).status).toBe(200);
  });

  test.each([[{}], [{ ids: [] }], [{ ids: 'x' }], [{ ids: Array.from({ length: 1001 }, String) }]])(
    'without a good list of ids is a 400 that names it (%#)',
    async (body) => {
      const answer = await remove(body);
      expect([answer.status, fieldsOf(answer)]).toEqual([400, ['ids']]);
    },
  );
});

describe('a saved page', () => {
  test('has what the page says of itself, and its text as content', async () => {
    const site = await servePages({ '/one': article('A good page') });
    const id = await add(`${site.url}/one`);
    expect(await server.captured(ada, id)).toMatchObject({
      type: 'page',
      url: `${site.url}/one`,
      title: 'A good page',
      description: 'About A good page',
      ogImage: 'https://example.com/image.jpg',
      status: 'done',
      siteName: 'The Site',
      author: 'Ada',
      publishedAt: '2024-01-01T00:00:00Z',
      content: expect.stringContaining('A sentence of the article'),
    });
    const [listed] = (await server.list(ada)).items;
    expect(listed).toMatchObject({
      id,
      siteName: 'The Site',
      author: 'Ada',
      publishedAt: '2024-01-01T00:00:00Z',
    });
  });

  test('that could not be fetched keeps its URL, says why, and can be tried again', async () => {
    const site = await servePages({ '/later': 500 });
    const id = await add(`${site.url}/later`);
    const failed = await server.captured(ada, id);
    expect(failed).toMatchObject({
      status: 'failed',
      url: `${site.url}/later`,
      title: `${site.url}/later`,
      reason: expect.stringMatching(/\w/),
    });
    site.pages.set('/later', article('There at last'));
    const asked = await ask('POST', `${id}/capture`);
    expect([asked.status, asked.json.status, asked.json.reason]).toEqual([200, 'queued', undefined]);
    expect(await server.captured(ada, id)).toMatchObject({ status: 'done', title: 'There at last' });
  });

  test('says whether somebody has edited what was fetched', async () => {
    const site = await servePages({ '/edited': article('As it was') });
    const id = await add(`${site.url}/edited`);
    expect((await ask('GET', id)).json.edited).toBe(false);
    expect((await server.captured(ada, id)).edited).toBe(false);
    expect((await ask('PATCH', id, { body: { content: 'My own words' } })).json.edited).toBe(true);
    expect((await ask('POST', `${id}/capture`)).json.edited).toBe(true);
    expect(await server.captured(ada, id)).toMatchObject({ content: 'My own words', edited: true });
    expect((await ask('GET', await add('No page'))).json).not.toHaveProperty('edited');
  });

  test('that is fetched again says what the page says by now', async () => {
    const site = await servePages({ '/news': article('Old news') });
    const id = await add(`${site.url}/news`);
    await server.captured(ada, id);
    site.pages.set('/news', article('New news'));
    await ask('POST', `${id}/capture`);
    expect((await server.captured(ada, id)).title).toBe('New news');
  });

  test('a plain note cannot be fetched', async () => {
    const answer = await ask('POST', `${await add('Only words')}/capture`);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['id']]);
  });

  test('fetching again heeds If-Match', async () => {
    const site = await servePages({ '/tag': article('Tagged') });
    const id = await add(`${site.url}/tag`);
    await server.captured(ada, id);
    const { headers } = await ask('GET', id);
    expect((await ask('POST', `${id}/capture`, { headers: { 'if-match': '"x"' } })).status).toBe(412);
    const seen = { headers: { 'if-match': String(headers.etag) } };
    expect((await ask('POST', `${id}/capture`, seen)).status).toBe(200);
  });
});
