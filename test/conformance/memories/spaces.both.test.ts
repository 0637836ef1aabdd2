import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '../../support/instance.ts';
import { fieldsOf, startMemories, type Memories } from '../../support/memories.ts';

let server: Memories;
let ada: Account;
let bob: Account;
beforeAll(async () => {
  server = await startMemories();
  ada = await server.account('ada');
  bob = await server.account('bob');
});
afterAll(() => server.stop());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const ask = (
  method: Method,
  path: string,
  body?: object,
  who: Account | null = ada,
  headers: Record<string, string> = {},
) => server.call(method, `/api/spaces${path}`, { token: who?.token, body, headers });

describe('create', () => {
  test('answers a message and the space', async () => {
    const { status, json } = await ask('POST', '/create', { spaceName: ' Our  kitchen ', isPublic: true });
    expect(status).toBe(200);
    expect(json).toEqual({
      message: 'Space created successfully',
      space: {
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        uuid: json.space.id,
        name: 'Our kitchen',
        ownerId: String(ada.id),
        isPublic: true,
        createdAt: '2025-08-19T10:00:00Z',
        accessType: 'owner',
        favorited: false,
        permissions: { canRead: true, canEdit: true, isOwner: true },
        owner: { id: String(ada.id), username: 'ada', name: 'ada' },
      },
    });
    expect((await ask('GET', `/${json.space.id}`)).json).toEqual(json.space);
  });

  test('makes a private one unless asked otherwise', async () => {
    expect((await ask('POST', '/create', { spaceName: 'x' })).json.space.isPublic).toBe(false);
  });

  test.each([
    [{}, 'spaceName'],
    [{ spaceName: '' }, 'spaceName'],
    [{ spaceName: '   ' }, 'spaceName'],
    [{ spaceName: 'x'.repeat(101) }, 'spaceName'],
    [{ spaceName: 1 }, 'spaceName'],
    [{ spaceName: 'x', isPublic: 'yes' }, 'isPublic'],
  ])('%j is a 400 that names the field', async (body, field) => {
    const answer = await ask('POST', '/create', body);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
  });

  test('takes a name of 100 characters, whatever they are', async () => {
    expect((await ask('POST', '/create', { spaceName: '🫘'.repeat(100) })).status).toBe(200);
  });

  test('needs a session', async () => {
    const answer = await ask('POST', '/create', { spaceName: 'x' }, null);
    expect([answer.status, answer.json]).toEqual([401, { error: 'Unauthorized' }]);
  });
});

describe('the list', () => {
  test('has own spaces, those that the caller has joined and public favourites, by name', async () => {
    const eve = await server.account('eve');
    await server.space(eve, false, 'b own');
    const joined = await server.space(ada, false, 'c joined');
    await server.join(ada, joined, eve, 'edit');
    const open = await server.space(ada, true, 'a favourite');
    await ask('POST', `/${open}/favorite`, undefined, eve);
    await server.space(ada, true, 'd public, of no interest');
    const { json } = await ask('GET', '', undefined, eve);
    expect(Object.keys(json)).toEqual(['spaces']);
    const shown = json.spaces.map((space: any) => [space.name, space.accessType, space.favorited]);
    expect(shown).toEqual([
      ['a favourite', 'public', true],
      ['b own', 'owner', false],
      ['c joined', 'edit', false],
    ]);
  });

  test('is confirmed by 304 until it changes', async () => {
    const { headers } = await ask('GET', '');
    const having = { 'if-none-match': String(headers.etag) };
    expect((await ask('GET', '', undefined, ada, having)).status).toBe(304);
    await server.space(ada);
    expect((await ask('GET', '', undefined, ada, having)).status).toBe(200);
  });

  test('needs a session', async () => {
    expect((await ask('GET', '', undefined, null)).status).toBe(401);
  });
});

describe('a space', () => {
  test('is shown to those who may read it, with what they may do', async () => {
    const open = await server.space(ada, true);
    expect((await ask('GET', `/${open}`, undefined, null)).json).toMatchObject({
      accessType: 'public',
      permissions: { canRead: true, canEdit: false, isOwner: false },
    });
    const closed = await server.space(ada);
    expect((await ask('GET', `/${closed}`, undefined, null)).status).toBe(401);
    expect((await ask('GET', `/${closed}`, undefined, bob)).status).toBe(401);
    await server.join(ada, closed, bob, 'read');
    expect((await ask('GET', `/${closed}---words`, undefined, bob)).json).toMatchObject({
      accessType: 'read',
      permissions: { canRead: true, canEdit: false, isOwner: false },
    });
  });

  test('that is not there is a 404', async () => {
    expect((await ask('GET', '/unknown')).json).toEqual({ error: 'Space not found' });
  });

  test('does not tell the address of its owner', async () => {
    const open = await server.space(ada, true);
    expect((await ask('GET', `/${open}`, undefined, null)).text).not.toContain('@');
  });
});

describe('PATCH', () => {
  test('renames it, and changes who may read it', async () => {
    const id = await server.space(ada);
    const { json } = await ask('PATCH', `/${id}`, { name: 'Renamed', isPublic: true });
    expect(json).toMatchObject({ name: 'Renamed', isPublic: true });
    expect((await ask('PATCH', `/${id}`, { spaceName: 'Again' })).json.name).toBe('Again');
    expect((await ask('GET', `/${id}`)).json).toMatchObject({ name: 'Again', isPublic: true });
  });

  test('with an old tag is a 412', async () => {
    const id = await server.space(ada);
    const { headers } = await ask('GET', `/${id}`);
    const seen = { 'if-match': String(headers.etag) };
    expect((await ask('PATCH', `/${id}`, { name: 'One' }, ada, seen)).status).toBe(200);
    expect((await ask('PATCH', `/${id}`, { name: 'Two' }, ada, seen)).status).toBe(412);
    expect((await ask('DELETE', `/${id}`, undefined, ada, seen)).status).toBe(412);
    expect((await ask('GET', `/${id}`)).json.name).toBe('One');
  });

  test('is for the owner', async () => {
    const id = await server.space(ada);
    expect((await ask('PATCH', `/${id}`, { name: 'x' }, bob)).status).toBe(401);
    await server.join(ada, id, bob, 'edit');
    expect((await ask('PATCH', `/${id}`, { name: 'x' }, bob)).status).toBe(403);
  });
});

describe('DELETE', () => {
  test('takes the space away, and the memories stay with their owners', async () => {
    const id = await server.space(ada);
    await server.join(ada, id, bob, 'edit');
    const memory = await server.add(bob, 'Stays with bob', { spaces: [id] });
    expect((await ask('DELETE', `/${id}`)).json).toEqual({ success: true });
    expect((await ask('GET', `/${id}`)).json).toEqual({ error: 'Space not found' });
    expect((await server.list(bob, 'count=1')).items[0].id).toBe(memory);
    const again = await server.call('GET', `/api/memories/${memory}`, { token: ada.token });
    expect(again.status).toBe(404);
  });

  test('is for the owner', async () => {
    const id = await server.space(ada);
    await server.join(ada, id, bob, 'edit');
    expect((await ask('DELETE', `/${id}`, undefined, bob)).status).toBe(403);
  });
});

describe('content', () => {
  const move = (action: 'addContent' | 'removeContent', spaceId: string, documentId: string, who = ada) =>
    ask('POST', `/${action}`, { spaceId, documentId }, who);

  test('is added once, and taken out again', async () => {
    const id = await server.space(ada);
    const memory = await server.add(ada, 'Comes and goes');
    expect((await move('addContent', id, memory)).json).toMatchObject({ success: true });
    expect((await move('addContent', id, memory)).status).toBe(409);
    expect((await server.list(ada, `spaceId=${id}`)).total).toBe(1);
    expect((await move('removeContent', id, memory)).json).toMatchObject({ success: true });
    expect((await move('removeContent', id, memory)).status).toBe(404);
    expect((await server.list(ada, `spaceId=${id}`)).total).toBe(0);
  });

  test('is one’s own: what others show cannot be passed on', async () => {
    const id = await server.space(ada);
    const theirs = await server.space(bob, true);
    const seen = await server.add(bob, 'Bob shows this', { spaces: [theirs] });
    const hidden = await server.add(bob, 'Bob hides this');
    expect((await move('addContent', id, seen)).status).toBe(403);
    expect((await move('addContent', id, hidden)).json).toEqual({ error: 'Document not found' });
  });

  test('is added by those who may edit, and not by those who may read', async () => {
    const id = await server.space(ada);
    const memory = await server.add(bob, 'Added by bob');
    expect((await move('addContent', id, memory, bob)).status).toBe(401);
    await server.join(ada, id, bob, 'read');
    expect((await move('addContent', id, memory, bob)).status).toBe(403);
    await ask('PATCH', `/${id}/members/bob@example.com`, { accessType: 'edit' });
    expect((await move('addContent', id, memory, bob)).status).toBe(200);
  });

  test('is taken out by its owner, by the owner of the space, and by nobody else', async () => {
    const eve = await server.account('eve2');
    const id = await server.space(ada);
    await server.join(ada, id, bob, 'edit');
    await server.join(ada, id, eve, 'edit');
    const memory = await server.add(bob, 'Contested', { spaces: [id] });
    expect((await move('removeContent', id, memory, eve)).status).toBe(403);
    expect((await move('removeContent', id, memory, bob)).status).toBe(200);
    await move('addContent', id, memory, bob);
    expect((await move('removeContent', id, memory, ada)).status).toBe(200);
  });

  test.each([
    [{}, ['spaceId', 'documentId']],
    [{ spaceId: 1, documentId: 'x' }, ['spaceId']],
  ])('%j is a 400 that names the fields', async (body, fields) => {
    const answer = await ask('POST', '/addContent', body);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, fields]);
  });
});

describe('favourites', () => {
  test('are made and undone, each for oneself', async () => {
    const id = await server.space(ada, true);
    expect((await ask('POST', `/${id}/favorite`, undefined, bob)).json.favorited).toBe(true);
    expect((await ask('GET', `/${id}`)).json.favorited).toBe(false);
    expect((await ask('POST', `/${id}/favorite`, undefined, bob)).status).toBe(200);
    expect((await ask('DELETE', `/${id}/favorite`, undefined, bob)).json.favorited).toBe(false);
  });

  test('are not made of what one may not read', async () => {
    const id = await server.space(ada);
    expect((await ask('POST', `/${id}/favorite`, undefined, bob)).status).toBe(401);
    expect((await ask('POST', `/${id}/favorite`, undefined, null)).status).toBe(401);
  });

  test('heed If-Match', async () => {
    const id = await server.space(ada);
    const old = { 'if-match': '"x"' };
    expect((await ask('POST', `/${id}/favorite`, undefined, ada, old)).status).toBe(412);
  });
});
