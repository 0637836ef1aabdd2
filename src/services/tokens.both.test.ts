import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { codeOf, fieldOf } from '../../test/support/outcomes.ts';
import { newSession, signedIn } from '../../test/support/records.ts';
import { addNote, addUser, openTestServices, type TestServices } from '../../test/support/services.ts';
import { ANONYMOUS, SCOPES, type Principal, type SignedIn } from '../domain/access.ts';
import { MINUTE } from '../domain/time.ts';
import type { AccessToken } from './tokens.ts';

let opened: TestServices;
let ada: SignedIn;
let ben: SignedIn;
beforeEach(async () => {
  opened = await openTestServices();
  ada = await addUser(opened, 'ada');
  ben = await addUser(opened, 'ben');
  const session = (user: SignedIn) =>
    opened.store.transact((tx) => tx.sessions.insert(newSession(user.userId, `${user.userId}`)));
  ada = { ...ada, credentialId: await session(ada) };
  ben = { ...ben, credentialId: await session(ben) };
});
afterEach(() => opened.close());

const create = (given: object = {}, who: Principal = ada) =>
  opened.services.tokens.create(who, { name: 'phone', ...given });
const use = (token: string) => opened.services.sessions.authenticate({ token });

test('a token is its user, with its scope, and the secret is in the first answer only', async () => {
  const { token, secret } = await create({ description: 'in my pocket' });
  expect(secret).toMatch(/^cpl_/);
  expect(token).toMatchObject({
    name: 'phone',
    description: 'in my pocket',
    scope: 'write',
    expiresAt: null,
  });
  expect(await use(secret)).toEqual({ ...ada, scope: 'write', via: 'token', credentialId: token.id });
  const listed = await opened.services.tokens.list(ada);
  expect(JSON.stringify(listed)).not.toContain(secret);
  expect(await opened.store.read.tokens.bySecretHash(secret)).toBeUndefined();
});

test('a token expires at its moment, not before', async () => {
  const { secret } = await create({ expiresAt: opened.clock() + MINUTE });
  opened.clock.advance(MINUTE - 1);
  expect(await codeOf(use(secret))).toBe('OK');
  opened.clock.advance(1);
  expect(await codeOf(use(secret))).toBe('TOKEN_EXPIRED');
});

test('a revoked token is refused at once, even if it has expired as well, and listed no more', async () => {
  const { token, secret } = await create({ expiresAt: opened.clock() + MINUTE });
  await opened.services.tokens.revoke(ada, token.id);
  expect(await codeOf(use(secret))).toBe('TOKEN_REVOKED');
  opened.clock.advance(MINUTE);
  expect(await codeOf(use(secret))).toBe('TOKEN_REVOKED');
  expect(await opened.services.tokens.list(ada)).toEqual([]);
  expect(await codeOf(opened.services.tokens.get(ada, token.id))).toBe('NOT_FOUND');
  expect(await codeOf(opened.services.tokens.revoke(ada, token.id))).toBe('NOT_FOUND');
});

test('nobody sees or revokes the tokens of others', async () => {
  const { token, secret } = await create();
  const { tokens } = opened.services;
  expect(await tokens.list(ben)).toEqual([]);
  expect(await codeOf(tokens.get(ben, token.id))).toBe('NOT_FOUND');
  expect(await codeOf(tokens.revoke(ben, token.id))).toBe('NOT_FOUND');
  expect(await codeOf(tokens.list(ANONYMOUS))).toBe('UNAUTHENTICATED');
  expect(await codeOf(use(secret))).toBe('OK');
});

test('a token makes no token that may do more than it may', async () => {
  for (const [own, has] of SCOPES.entries()) {
    const { secret } = await create({ scope: has });
    const principal = await use(secret);
    for (const [asked, scope] of SCOPES.entries()) {
      const expected = has !== 'read' && asked <= own ? 'OK' : 'PERMISSION_DENIED';
      expect(await codeOf(create({ scope }, principal)), `${has} makes ${scope}`).toBe(expected);
    }
  }
});

test('a token that was revoked makes no other, nor does a session', async () => {
  const { token, secret } = await create();
  const principal = await use(secret);
  await opened.services.tokens.revoke(ada, token.id);
  expect(await codeOf(create({}, principal))).toBe('TOKEN_REVOKED');
  await opened.services.sessions.signOut(ada);
  expect(await codeOf(create())).toBe('TOKEN_REVOKED');
});

test('a token makes no token that lives longer than it does', async () => {
  const expiresAt = opened.clock() + MINUTE;
  const principal = await use((await create({ expiresAt })).secret);
  expect(await codeOf(create({}, principal))).toBe('PERMISSION_DENIED');
  expect(await codeOf(create({ expiresAt: expiresAt + 1 }, principal))).toBe('PERMISSION_DENIED');
  expect(await codeOf(create({ expiresAt }, principal))).toBe('OK');
});

test('the scope of a token bounds what it does with notes', async () => {
  const reader = await use((await create({ scope: 'read' })).secret);
  const writer = await use((await create({ scope: 'write' })).secret);
  const note = await addNote(opened.services, writer, 'a');
  expect(await codeOf(opened.services.notes.get(reader, { id: note.id }))).toBe('OK');
  expect(await codeOf(opened.services.notes.update(reader, { id: note.id }, { pinned: true }))).toBe(
    'PERMISSION_DENIED',
  );
  expect(await codeOf(addNote(opened.services, reader, 'b'))).toBe('PERMISSION_DENIED');
});

test.each([
  ['name', { name: '' }],
  ['name', { name: ' \t' }],
  ['name', { name: 'a\0b' }],
  ['description', { description: '\ud83c' }],
  ['expiresAt', { expiresAt: 1 }],
])('a token with a wrong %s is refused', async (field, given) => {
  expect(await fieldOf(create(given))).toBe(field);
  expect(await fieldOf(create({ expiresAt: opened.clock() }))).toBe('expiresAt');
});

test('a precondition decides about the revocation', async () => {
  const { token } = await create();
  const revoke = (name: string) =>
    opened.services.tokens.revoke(ada, token.id, (current: AccessToken) => current.name === name);
  expect(await codeOf(revoke('other'))).toBe('FAILED_PRECONDITION');
  expect(await codeOf(revoke('phone'))).toBe('OK');
});

test('the last use is noted, to five minutes', async () => {
  const { token, secret } = await create();
  const lastUse = async () => (await opened.services.tokens.get(ada, token.id)).lastUsedAt;
  expect(await lastUse()).toBeNull();
  const first = opened.clock();
  await use(secret);
  await vi.waitFor(async () => expect(await lastUse()).toBe(first));
  opened.clock.advance(5 * MINUTE - 1);
  await use(secret);
  await opened.store.transact((tx) => tx.users.count());
  expect(await lastUse()).toBe(first);
  opened.clock.advance(1);
  await use(secret);
  await vi.waitFor(async () => expect(await lastUse()).toBe(first + 5 * MINUTE));
});

test('the command line makes, lists and revokes the tokens of anybody', async () => {
  const { token, secret } = await opened.services.tokens.createFor(ben.userId, {
    name: 'cron',
    scope: 'admin',
  });
  expect(await use(secret)).toMatchObject({ userId: ben.userId, scope: 'admin' });
  expect((await opened.services.tokens.listOf(ben.userId)).map(({ id }) => id)).toEqual([token.id]);
  expect(await opened.services.tokens.revokeAny(token.id)).toBe(true);
  expect(await opened.services.tokens.revokeAny(token.id)).toBe(false);
  expect(await opened.services.tokens.revokeAny(999)).toBe(false);
});

test('a local owner needs no credential to make a token', async () => {
  expect(await codeOf(create({}, signedIn(ada.userId, { via: 'local', credentialId: null })))).toBe('OK');
});
