import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, startMemos, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let ada: Account;
let bob: Account;

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
  bob = await server.account('bob');
});
afterAll(() => server.stop());

const path = '/api/v1/access-tokens';
const create = (body: unknown, token = ada.token) => server.call('POST', path, { token, body });
const status = async (token: string) => (await server.call('GET', '/api/v1/auth/status', { token })).status;

describe('POST /access-tokens', () => {
  test('takes name, description, expiresAt and scopes, and answers accessToken', async () => {
    const body = {
      name: 'laptop',
      description: 'sync',
      expiresAt: '2026-01-01T01:00:00+01:00',
      scopes: ['read'],
    };
    const { status: code, json } = await create(body);
    expect(code).toBe(200);
    expect(json).toEqual({
      id: expect.any(Number),
      name: 'laptop',
      description: 'sync',
      scopes: ['read'],
      createdAt: '2025-08-19T10:00:00Z',
      expiresAt: '2026-01-01T00:00:00Z',
      lastUsedAt: null,
      accessToken: expect.stringMatching(/^cpl_[\w-]{20,}$/),
    });
    expect(await status(json.accessToken)).toBe(200);
  });

  test('a name is enough: it never expires and may read and write', async () => {
    const { json } = await create({ name: 'plain' });
    expect(json).toMatchObject({ description: '', expiresAt: null, scopes: ['read', 'write'] });
  });

  test('a scope includes the smaller ones', async () => {
    expect((await create({ name: 'a', scopes: ['admin'] })).json.scopes).toEqual(['read', 'write', 'admin']);
    expect((await create({ name: 'a', scopes: ['write', 'read'] })).json.scopes).toEqual(['read', 'write']);
  });

  test.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: '  ' }, 'name'],
    [{ name: 5 }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'x', description: 'x'.repeat(1001) }, 'description'],
    [{ name: 'x', expiresAt: 'tomorrow' }, 'expiresAt'],
    [{ name: 'x', expiresAt: '2025-08-19T10:00:00Z' }, 'expiresAt'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: 'read' }, 'scopes'],
    [{ name: 'x', scopes: ['root'] }, 'scopes.0'],
  ])('%j: 400 that names it', async (body, field) => {
    const answer = await create(body);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
  });

  test('a token makes none that may do more than itself: 403', async () => {
    const { json: write } = await create({ name: 'w', scopes: ['write'] });
    expect((await create({ name: 'up', scopes: ['admin'] }, write.accessToken)).status).toBe(403);
    const { json: read } = await create({ name: 'r', scopes: ['read'] });
    expect((await create({ name: 'up' }, read.accessToken)).status).toBe(403);
  });

  test('without credentials: 401', async () => {
    expect((await server.call('POST', path, { body: { name: 'x' } })).status).toBe(401);
  });
});

describe('GET /access-tokens', () => {
  test('create alone answers the secret: neither the list nor a single token holds it', async () => {
    const { json: made } = await create({ name: 'secret' });
    const { accessToken, ...shown } = made;
    const list = await server.call('GET', path, { token: ada.token });
    expect(list.json.data).toContainEqual(shown);
    const single = await server.call('GET', `${path}/${made.id}`, { token: ada.token });
    expect(single.json).toEqual(shown);
    expect(list.text + single.text).not.toContain(accessToken);
    expect(list.text + single.text).not.toContain('cpl_');
  });

  test('lists the own tokens that are not revoked, newest first', async () => {
    const cid = await server.account('cid');
    await create({ name: 'second' }, cid.token);
    const { json: third } = await create({ name: 'third' }, cid.token);
    await create({ name: 'fourth' }, cid.token);
    await server.call('DELETE', `${path}/${third.id}`, { token: cid.token });
    const { json } = await server.call('GET', path, { token: cid.token });
    expect(json.data.map((token: { name: string }) => token.name)).toEqual(['fourth', 'second', 'test']);
  });

  test("others' tokens are not there: 404", async () => {
    const { json: made } = await create({ name: "ada's" });
    expect((await server.call('GET', `${path}/${made.id}`, { token: bob.token })).status).toBe(404);
    expect((await server.call('DELETE', `${path}/${made.id}`, { token: bob.token })).status).toBe(404);
    expect(await status(made.accessToken)).toBe(200);
  });

  test.each(['0', 'x', '1.5', '9007199254740992'])('%s is no number of a token: 400', async (id) => {
    const answer = await server.call('GET', `${path}/${id}`, { token: ada.token });
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['id']]);
  });
});

describe('DELETE /access-tokens/{id}', () => {
  test('revokes it at once: {}', async () => {
    const { json: made } = await create({ name: 'gone' });
    const answer = await server.call('DELETE', `${path}/${made.id}`, { token: ada.token });
    expect([answer.status, answer.json]).toEqual([200, {}]);
    expect(await status(made.accessToken)).toBe(401);
    expect((await server.call('GET', `${path}/${made.id}`, { token: ada.token })).status).toBe(404);
    expect((await server.call('DELETE', `${path}/${made.id}`, { token: ada.token })).status).toBe(404);
  });

  test('rotate tokens regularly: a token makes its successor and then ends itself', async () => {
    const { json: old } = await create({ name: 'old' });
    const { json: next } = await create({ name: 'next' }, old.accessToken);
    expect((await server.call('DELETE', `${path}/${old.id}`, { token: old.accessToken })).status).toBe(200);
    expect([await status(old.accessToken), await status(next.accessToken)]).toEqual([401, 200]);
  });
});
