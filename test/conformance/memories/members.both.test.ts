import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '../../support/instance.ts';
import { fieldsOf, startMemories, type Memories } from '../../support/memories.ts';

let server: Memories;
let ada: Account;
let bob: Account;
let eve: Account;
beforeAll(async () => {
  server = await startMemories();
  ada = await server.account('ada');
  bob = await server.account('bob');
  eve = await server.account('eve');
});
afterAll(() => server.stop());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const ask = (
  method: Method,
  path: string,
  body?: object,
  who: Account | null = ada,
  headers: Record<string, string> = {},
) => server.call(method, `/api${path}`, { token: who?.token, body, headers });
const invite = (space: string, email = 'bob@example.com', accessType = 'read', who = ada) =>
  ask('POST', `/spaces/${space}/invite`, { email, accessType }, who);
const reply = (answer: 'accept' | 'reject', spaceId: string, who = bob) =>
  ask('POST', `/spaces/invites/${answer}`, { spaceId }, who);
const mayRead = async (space: string, who: Account): Promise<boolean> =>
  (await ask('GET', `/memories?spaceId=${space}`, undefined, who)).status === 200;

describe('an invitation', () => {
  test('is shown to who was invited, and to nobody else', async () => {
    const space = await server.space(ada, false, 'Kitchen');
    await invite(space);
    const expected = {
      spaceId: space,
      space: {
        id: space,
        name: 'Kitchen',
        isPublic: false,
        owner: { id: String(ada.id), username: 'ada', name: 'ada' },
      },
      accessType: 'read',
      status: 'pending',
      invitedAt: '2025-08-19T10:00:00Z',
    };
    expect((await ask('GET', `/spaces/${space}/invitation`, undefined, bob)).json).toEqual(expected);
    const { json } = await ask('GET', '/invitations', undefined, bob);
    expect(json.invitations).toContainEqual(expected);
    expect((await ask('GET', `/spaces/${space}/invitation`, undefined, eve)).status).toBe(404);
    expect((await ask('GET', '/invitations', undefined, eve)).json).toEqual({ invitations: [] });
  });

  test('is matched by the e-mail address of the account, whatever its case', async () => {
    const space = await server.space(ada);
    await invite(space, 'BOB@Example.com');
    expect((await reply('accept', space)).json.status).toBe('accepted');
    expect(await mayRead(space, bob)).toBe(true);
  });

  test('gives access only when it is accepted', async () => {
    const space = await server.space(ada);
    await invite(space);
    expect(await mayRead(space, bob)).toBe(false);
    await reply('accept', space);
    expect(await mayRead(space, bob)).toBe(true);
    expect((await ask('GET', '/invitations', undefined, bob)).text).not.toContain(space);
  });

  test('cannot be accepted by somebody else', async () => {
    const space = await server.space(ada);
    await invite(space);
    expect((await reply('accept', space, eve)).status).toBe(404);
    expect(await mayRead(space, eve)).toBe(false);
  });

  test('that was rejected gives none, until there is a new one', async () => {
    const space = await server.space(ada);
    await invite(space);
    expect((await reply('reject', space)).json.status).toBe('rejected');
    expect((await reply('accept', space)).status).toBe(404);
    await invite(space);
    expect((await reply('accept', space)).status).toBe(200);
  });

  test('waits for who has no account yet', async () => {
    const space = await server.space(ada);
    await invite(space, 'later@example.com');
    const later = await server.account('later');
    expect((await reply('accept', space, later)).status).toBe(200);
    expect(await mayRead(space, later)).toBe(true);
  });

  test('does not tell whether there is an account', async () => {
    const space = await server.space(ada);
    const [known, unknown] = [await invite(space), await invite(space, 'nobody@example.com')];
    const { email: _one, ...one } = known.json;
    const { email: _other, ...other } = unknown.json;
    expect([known.status, one]).toEqual([unknown.status, other]);
  });

  test('for a member is a 409', async () => {
    const space = await server.space(ada);
    await server.join(ada, space, bob);
    expect((await invite(space)).status).toBe(409);
  });

  test('is made by the owner only', async () => {
    const space = await server.space(ada);
    expect((await invite(space, 'x@example.com', 'read', bob)).status).toBe(401);
    await server.join(ada, space, bob, 'edit');
    expect((await invite(space, 'x@example.com', 'read', bob)).status).toBe(403);
  });

  test.each([
    [{}, ['email', 'accessType']],
    [{ email: 'x', accessType: 'read' }, ['email']],
    [{ email: 'x@example.com', accessType: 'owner' }, ['accessType']],
    [{ email: 'ada@example.com', accessType: 'read' }, ['email']],
  ])('%j is a 400 that names the fields', async (body, fields) => {
    const answer = await ask('POST', `/spaces/${await server.space(ada)}/invite`, body);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, fields]);
  });

  test('to a space that is not there is a 404', async () => {
    expect((await invite('unknown')).json).toEqual({ error: 'Space not found' });
    expect((await reply('accept', 'unknown')).json).toEqual({ error: 'Space not found' });
  });

  test('needs a session to be seen or answered', async () => {
    const space = await server.space(ada);
    for (const path of ['/invitations', `/spaces/${space}/invitation`]) {
      expect((await ask('GET', path, undefined, null)).json).toEqual({ error: 'Unauthorized' });
    }
    expect((await ask('POST', '/spaces/invites/accept', { spaceId: space }, null)).status).toBe(401);
  });
});

describe('members', () => {
  test('are listed for the owner: names of those who have accepted, and else the address alone', async () => {
    const space = await server.space(ada);
    await server.join(ada, space, bob, 'edit');
    await invite(space, 'eve@example.com');
    const { json } = await ask('GET', `/spaces/${space}/members`);
    expect(json.members).toEqual([
      {
        email: 'bob@example.com',
        accessType: 'edit',
        status: 'accepted',
        invitedAt: '2025-08-19T10:00:00Z',
        answeredAt: '2025-08-19T10:00:00Z',
        username: 'bob',
        name: 'bob',
      },
      {
        email: 'eve@example.com',
        accessType: 'read',
        status: 'pending',
        invitedAt: '2025-08-19T10:00:00Z',
        answeredAt: null,
        username: null,
        name: null,
      },
    ]);
    expect((await ask('GET', `/spaces/${space}/members`, undefined, bob)).status).toBe(403);
    expect((await ask('GET', `/spaces/${space}/members`, undefined, eve)).status).toBe(401);
  });

  test('can be changed by the owner', async () => {
    const space = await server.space(ada);
    await server.join(ada, space, bob);
    const path = `/spaces/${space}/members/bob@example.com`;
    expect((await ask('PATCH', path, { accessType: 'edit' })).json.accessType).toBe('edit');
    expect((await ask('GET', `/spaces/${space}`, undefined, bob)).json.permissions.canEdit).toBe(true);
    expect((await ask('PATCH', path, { accessType: 'edit' }, bob)).status).toBe(403);
  });

  test('can be removed by the owner, at once', async () => {
    const space = await server.space(ada);
    await server.join(ada, space, bob);
    const memory = await server.add(ada, 'Not for bob any more', { spaces: [space] });
    const read = async () => (await ask('GET', `/memories/${memory}`, undefined, bob)).status;
    expect(await read()).toBe(200);
    const path = `/spaces/${space}/members/${encodeURIComponent('BOB@example.com')}`;
    expect((await ask('DELETE', path)).json).toEqual({ success: true });
    expect([await read(), await mayRead(space, bob)]).toEqual([404, false]);
    expect((await ask('DELETE', path)).status).toBe(404);
  });

  test('can leave', async () => {
    const space = await server.space(ada);
    await server.join(ada, space, bob);
    await reply('reject', space);
    expect(await mayRead(space, bob)).toBe(false);
  });

  test('an invitation that is taken back cannot be accepted', async () => {
    const space = await server.space(ada);
    await invite(space);
    await ask('DELETE', `/spaces/${space}/members/bob@example.com`);
    expect((await reply('accept', space)).status).toBe(404);
  });

  test('If-Match takes the tag of the list', async () => {
    const space = await server.space(ada);
    await server.join(ada, space, bob);
    const { headers } = await ask('GET', `/spaces/${space}/members`);
    const seen = { 'if-match': String(headers.etag) };
    const path = `/spaces/${space}/members/bob@example.com`;
    expect((await ask('PATCH', path, { accessType: 'edit' }, ada, seen)).status).toBe(200);
    expect((await ask('PATCH', path, { accessType: 'read' }, ada, seen)).status).toBe(412);
    expect((await ask('DELETE', path, undefined, ada, seen)).status).toBe(412);
  });

  test('their memories stay in the space until somebody takes them out', async () => {
    const space = await server.space(ada);
    await server.join(ada, space, bob, 'edit');
    await server.add(bob, `Left behind in ${space}`, { spaces: [space] });
    await reply('reject', space);
    expect((await server.list(ada, `spaceId=${space}`)).total).toBe(1);
  });
});
