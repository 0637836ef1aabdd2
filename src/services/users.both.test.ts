import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, codesOf, fieldOf } from '../../test/support/outcomes.ts';
import { signedIn } from '../../test/support/records.ts';
import {
  addNote,
  addUser,
  DEVICE,
  openTestServices,
  PASSWORD,
  SETUP_CODE,
  type TestServices,
} from '../../test/support/services.ts';
import { ANONYMOUS, type SignedIn } from '../domain/access.ts';

let opened: TestServices;
beforeEach(async () => {
  opened = await openTestServices();
});
afterEach(() => opened.close());

const account = (username: string, given = {}) => ({ username, password: PASSWORD, ...given });
const signUp = (username: string, given = {}, trusted = true) =>
  opened.services.users.signUp(account(username, given), DEVICE, trusted);

describe('the first account', () => {
  test('is the host, signed in at once', async () => {
    expect(await opened.services.users.isNew()).toBe(true);
    const { user, secret } = await signUp('ada', { email: 'ada@example.com' });
    expect(user).toMatchObject({
      username: 'ada',
      role: 'HOST',
      status: 'NORMAL',
      defaultVisibility: 'PRIVATE',
    });
    expect(await opened.services.users.isNew()).toBe(false);
    expect(await opened.services.sessions.authenticate({ session: secret })).toMatchObject({
      userId: user.id,
    });
  });

  test('is one, even when several sign up at the same moment', async () => {
    const codes = await codesOf(['ada', 'ben', 'cleo', 'dan'].map((name) => signUp(name)));
    expect(codes).toEqual(['OK', 'PERMISSION_DENIED', 'PERMISSION_DENIED', 'PERMISSION_DENIED']);
    expect((await opened.services.users.listAll()).map((user) => user.role)).toEqual(['HOST']);
  });

  test('is one where signing up is on, and all others are users', async () => {
    await opened.close();
    opened = await openTestServices({ allowSignUp: true });
    await Promise.all(Array.from({ length: 12 }, (_, n) => signUp(`user${n}`)));
    const roles = (await opened.services.users.listAll()).map((user) => user.role).toSorted();
    expect(roles).toEqual(['HOST', ...Array.from({ length: 11 }, () => 'USER')]);
  });

  test('needs the setup code where the visitor may be a stranger', async () => {
    expect(await codeOf(signUp('ada', {}, false))).toBe('PERMISSION_DENIED');
    expect(await fieldOf(signUp('ada', { setupCode: '00000000' }, false))).toBe('setupCode');
    expect(await opened.services.users.isNew()).toBe(true);
    expect(await codeOf(signUp('ada', { setupCode: SETUP_CODE }, false))).toBe('OK');
  });

  test('cannot be got at by trying setup codes', async () => {
    for (let attempt = 0; attempt < 5; attempt++) await codeOf(signUp('ada', { setupCode: 'wrong' }, false));
    expect(await codeOf(signUp('ada', { setupCode: SETUP_CODE }, false))).toBe('RESOURCE_EXHAUSTED');
  });

  test('made on the command line is the host as well', async () => {
    expect((await opened.services.users.add(account('ada'))).role).toBe('HOST');
    expect((await opened.services.users.add(account('ben'))).role).toBe('USER');
  });
});

describe('signing up', () => {
  test('is off unless the host switches it on', async () => {
    const { user } = await signUp('ada');
    expect(await codeOf(signUp('ben'))).toBe('PERMISSION_DENIED');
    const host = signedIn(user.id, { role: 'HOST' });
    await opened.services.system.update(host, { allowSignUp: true });
    expect((await signUp('ben')).user.role).toBe('USER');
  });

  test.each([
    ['username', account('1a')],
    ['username', account('')],
    ['password', account('ada', { password: 'short' })],
    ['email', account('ada', { email: 'nowhere' })],
    ['nickname', account('ada', { nickname: 'x'.repeat(65) })],
    ['avatarUrl', account('ada', { avatarUrl: 'javascript:alert(1)' })],
  ])('names the %s that is wrong', async (field, input) => {
    expect(await fieldOf(opened.services.users.signUp(input, DEVICE, true))).toBe(field);
    expect(await opened.services.users.isNew()).toBe(true);
  });

  test('gives a name or an address to one account only, whatever the case and the moment', async () => {
    await opened.services.users.add(account('ada', { email: 'ada@example.com' }));
    expect(await fieldOf(opened.services.users.add(account('ADA')))).toBe('username');
    expect(await fieldOf(opened.services.users.add(account('ben', { email: 'ADA@example.com' })))).toBe(
      'email',
    );
    const add = (name: string) => opened.services.users.add(account(name, { email: 'new@example.com' }));
    expect(await codesOf([add('cleo'), add('Cleo'), add('dan')])).toEqual([
      'ALREADY_EXISTS',
      'ALREADY_EXISTS',
      'OK',
    ]);
  });
});

describe('with a host, an administrator and a user', () => {
  let host: SignedIn;
  let admin: SignedIn;
  let user: SignedIn;
  beforeEach(async () => {
    host = await addUser(opened, 'host', { role: 'HOST' });
    admin = await addUser(opened, 'admin', { role: 'ADMIN' });
    user = await addUser(opened, 'user');
  });
  const update = (who: SignedIn, target: SignedIn, patch: object) =>
    opened.services.users.update(who, { id: target.userId }, patch);

  test('administrators create users, only the host administrators, and nobody a second host', async () => {
    const create = (who: SignedIn, name: string, role?: 'USER' | 'ADMIN' | 'HOST') =>
      codeOf(opened.services.users.create(who, { ...account(name), role }));
    expect(await create(user, 'one')).toBe('PERMISSION_DENIED');
    expect(await create(admin, 'two')).toBe('OK');
    expect(await create(admin, 'three', 'ADMIN')).toBe('PERMISSION_DENIED');
    expect(await create(host, 'four', 'ADMIN')).toBe('OK');
    expect(await create(host, 'five', 'HOST')).toBe('INVALID_ARGUMENT');
    expect(await create({ ...host, scope: 'write' }, 'six')).toBe('PERMISSION_DENIED');
  });

  test('everybody changes the own profile, and nobody the own rank', async () => {
    expect(await update(user, user, { nickname: 'U', defaultVisibility: 'PUBLIC' })).toMatchObject({
      nickname: 'U',
    });
    for (const [who, role] of [
      [user, 'HOST'],
      [user, 'ADMIN'],
      [admin, 'HOST'],
      [admin, 'USER'],
      [host, 'USER'],
    ] as const) {
      expect(await codeOf(update(who, who, { role })), `${who.role} to ${role}`).toBe('PERMISSION_DENIED');
      expect(await codeOf(update(who, who, { status: 'ARCHIVED' })), who.role).toBe('PERMISSION_DENIED');
    }
    expect(await codeOf(update(user, user, { role: 'USER', status: 'NORMAL' }))).toBe('OK');
  });

  test('only the host changes others, but neither their password nor a host into being', async () => {
    expect(await codeOf(update(user, admin, { nickname: 'x' }))).toBe('PERMISSION_DENIED');
    expect(await codeOf(update(admin, user, { nickname: 'x' }))).toBe('PERMISSION_DENIED');
    expect(await codeOf(update(admin, host, { status: 'ARCHIVED' }))).toBe('PERMISSION_DENIED');
    expect(await codeOf(update(host, user, { role: 'ADMIN' }))).toBe('OK');
    expect(await codeOf(update(host, user, { role: 'HOST' }))).toBe('INVALID_ARGUMENT');
    expect(await codeOf(update(host, user, { password: PASSWORD, currentPassword: PASSWORD }))).toBe(
      'PERMISSION_DENIED',
    );
  });

  test('an address of another account is refused, the own one kept', async () => {
    await update(user, user, { email: 'user@example.com' });
    expect(await codeOf(update(user, user, { email: 'User@Example.com' }))).toBe('OK');
    expect(await fieldOf(update(admin, admin, { email: 'user@example.com' }))).toBe('email');
  });

  test('of two changes with the same precondition one gets through', async () => {
    const change = (nickname: string) =>
      opened.services.users.update(
        user,
        { id: user.userId },
        { nickname },
        (current) => current.nickname === '',
      );
    expect(await codesOf([change('one'), change('two')])).toEqual(['FAILED_PRECONDITION', 'OK']);
  });

  test('a removed account is gone, with its shared notes; its name stays taken, its address is free', async () => {
    await update(user, user, { email: 'user@example.com' });
    const note = await addNote(opened.services, user, 'seen by all #tag', 'PUBLIC');
    for (let count = 0; count < 60; count++)
      await addNote(opened.services, user, `note ${count}`, 'PROTECTED');
    await opened.services.users.remove(admin, { username: 'USER' });
    expect(await codeOf(opened.services.users.get(host, { id: user.userId }))).toBe('NOT_FOUND');
    expect(await codeOf(opened.services.notes.get(ANONYMOUS, { id: note.id }))).toBe('NOT_FOUND');
    expect(await opened.store.read.notes.sharedBy(user.userId)).toEqual([]);
    expect((await opened.services.search.find(host, { q: 'seen', limit: 5 })).hits).toEqual([]);
    expect(
      (await opened.store.read.notes.find({ id: note.id }, { userId: null, visibilities: [] }))?.content,
    ).toBe('seen by all #tag');
    expect(await codeOf(opened.services.users.create(host, account('User')))).toBe('ALREADY_EXISTS');
    expect(
      await codeOf(opened.services.users.create(host, account('next', { email: 'user@example.com' }))),
    ).toBe('OK');
  });

  test('nobody removes themselves, users nobody, and administrators no administrators', async () => {
    const remove = (who: SignedIn, target: SignedIn) =>
      codeOf(opened.services.users.remove(who, { id: target.userId }));
    expect(await remove(user, admin)).toBe('PERMISSION_DENIED');
    expect(await remove(admin, admin)).toBe('PERMISSION_DENIED');
    expect(await remove(admin, host)).toBe('PERMISSION_DENIED');
    expect(await remove(host, host)).toBe('PERMISSION_DENIED');
    expect(await remove(host, admin)).toBe('OK');
    expect(await remove(host, admin)).toBe('NOT_FOUND');
  });
});
