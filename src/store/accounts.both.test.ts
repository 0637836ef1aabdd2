import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EPOCH, newSession, newToken, newUser, noteRecord } from '../../test/support/records.ts';
import { openTestStore, type TestStore } from '../../test/support/store.ts';
import type { Store } from './store.ts';

let opened: TestStore;
let store: Store;
beforeEach(async () => {
  opened = await openTestStore();
  store = opened.store;
  await store.transact((tx) => tx.users.insert(newUser('Ada', { email: 'Ada@Example.com', role: 'HOST' })));
});
afterEach(() => opened.close());

describe('users', () => {
  test('are found by id, and by name and address whatever the case', async () => {
    const ada = await store.read.users.byId(1);
    expect(ada).toMatchObject({
      id: 1,
      username: 'Ada',
      email: 'Ada@Example.com',
      role: 'HOST',
      createdAt: EPOCH,
    });
    expect(await store.read.users.byUsername('aDA')).toEqual(ada);
    expect(await store.read.users.byEmail('ada@example.COM')).toEqual(ada);
    expect(await store.read.users.byUsername('a\0b')).toBeUndefined();
  });

  test('the password hash is in no user, only where it is asked for', async () => {
    expect(JSON.stringify(await store.read.users.list())).not.toContain('hash');
    expect(await store.read.users.passwordHash(1)).toBe('hash');
    await store.transact((tx) => tx.users.setPasswordHash(1, 'other'));
    expect(await store.read.users.passwordHash(1)).toBe('other');
    expect(await store.read.users.passwordHash(9)).toBeUndefined();
  });

  test('an update writes all but the time of creation', async () => {
    const changed = {
      ...(await store.read.users.byId(1))!,
      username: 'Ida',
      role: 'ADMIN' as const,
      status: 'ARCHIVED' as const,
      nickname: 'I',
      email: '',
      avatarUrl: 'https://example.com/a.png',
      defaultVisibility: 'PUBLIC' as const,
      updatedAt: 9,
    };
    await store.transact((tx) => tx.users.update({ ...changed, createdAt: 1 }));
    expect(await store.read.users.byId(1)).toEqual(changed);
    expect(await store.read.users.byEmail('ada@example.com')).toBeUndefined();
  });

  test('many may have no address; the deleted are counted but not listed', async () => {
    await store.transact(async (tx) => {
      await tx.users.insert(newUser('ben'));
      await tx.users.insert(newUser('cleo', { status: 'DELETED' }));
    });
    expect((await store.read.users.list()).map((user) => user.username)).toEqual(['Ada', 'ben']);
    expect(await store.read.users.count()).toBe(3);
  });
});

describe.each(['sessions', 'tokens'] as const)('%s', (kind) => {
  const add = (hash: string) =>
    store.transact((tx) =>
      kind === 'sessions' ? tx.sessions.insert(newSession(1, hash)) : tx.tokens.insert(newToken(1, hash)),
    );

  test('are found by the hash of their secret, with what their user may do', async () => {
    const id = await add('secret');
    expect(await store.read[kind].bySecretHash('secret')).toEqual({
      id,
      userId: 1,
      role: 'HOST',
      userStatus: 'NORMAL',
      scope: kind === 'sessions' ? 'admin' : 'read',
      expiresAt: kind === 'sessions' ? EPOCH + 1000 : null,
      revokedAt: null,
      lastUsedAt: kind === 'sessions' ? EPOCH : null,
    });
    expect(await store.read[kind].bySecretHash('other')).toBeUndefined();
  });

  test('are revoked one by one, at the first time, and kept', async () => {
    const [first, second] = [await add('one'), await add('two')];
    await store.transact((tx) => tx[kind].revoke(first, 10));
    await store.transact((tx) => tx[kind].revoke(first, 20));
    expect((await store.read[kind].bySecretHash('one'))?.revokedAt).toBe(10);
    expect((await store.read[kind].ofUser(1)).map((row) => row.id)).toEqual([second]);
    expect((await store.read[kind].byId(first))?.revoked_at).toBe(10);
  });

  test('are revoked together but for one, and only those of their user', async () => {
    const [kept, gone] = [await add('one'), await add('two')];
    await store.transact(async (tx) => {
      await tx.users.insert(newUser('ben'));
      await tx[kind].revokeAll(1, 10, kept);
      await tx[kind].revokeAll(2, 20, null);
    });
    expect((await store.read[kind].ofUser(1)).map((row) => row.id)).toEqual([kept]);
    expect((await store.read[kind].byId(gone))?.revoked_at).toBe(10);
    await store.transact((tx) => tx[kind].revokeAll(1, 30, null));
    expect(await store.read[kind].ofUser(1)).toEqual([]);
  });

  test('remember their last use and a moved end, and list the newest first', async () => {
    const [first, second] = [await add('one'), await add('two')];
    await store.transact(async (tx) => {
      await tx[kind].touch(first, 111);
      await tx[kind].extend(first, 222);
    });
    expect(await store.read[kind].bySecretHash('one')).toMatchObject({ lastUsedAt: 111, expiresAt: 222 });
    expect((await store.read[kind].ofUser(1)).map((row) => row.id)).toEqual([second, first]);
  });
});

test('settings keep any JSON value; the last one written holds', async () => {
  expect(await store.read.settings.all()).toEqual(new Map());
  await store.transact(async (tx) => {
    await tx.settings.put('title', 'a\0b "c"');
    await tx.settings.put('on', false);
    await tx.settings.put('on', true);
    await tx.settings.put('deep', { list: [1, null] });
  });
  const expected = { title: 'a\0b "c"', on: true, deep: { list: [1, null] } };
  expect(Object.fromEntries(await store.read.settings.all())).toEqual(expected);
});

test('answers are kept for user and key, replaced by later ones, and forgotten by age', async () => {
  const entry = { userId: 1, key: 'k', fingerprint: 'f', answer: 'a', at: 100 };
  await store.transact((tx) => tx.idempotency.keep(entry));
  const find = (since: number, key = 'k') => store.transact((tx) => tx.idempotency.find(1, key, since));
  expect(await find(100)).toEqual({ fingerprint: 'f', answer: 'a' });
  expect(await find(101)).toBeUndefined();
  expect(await find(0, 'other')).toBeUndefined();
  await store.transact((tx) => tx.idempotency.keep({ ...entry, fingerprint: 'g', answer: 'b', at: 200 }));
  expect(await find(200)).toEqual({ fingerprint: 'g', answer: 'b' });
  await store.transact((tx) => tx.idempotency.forgetBefore(200));
  expect(await find(0)).toBeDefined();
  await store.transact((tx) => tx.idempotency.forgetBefore(201));
  expect(await find(0)).toBeUndefined();
});

test('tags count in NORMAL notes, under the spelling used most; ancestors only where they are written', async () => {
  const note = (id: number, tagged: string[], given = {}) =>
    noteRecord({ id, tagged, createdAt: EPOCH + id, ...given });
  await store.transact(async (tx) => {
    await tx.users.insert(newUser('ben'));
    await tx.notes.insert(note(1, ['Work', 'home']));
    await tx.notes.insert(note(2, ['work', 'home']));
    await tx.notes.insert(note(3, ['work', 'work/alpha']));
    await tx.notes.insert(note(4, ['work', 'lost'], { status: 'ARCHIVED' }));
    await tx.notes.insert(note(5, ['work', 'home'], { ownerId: 2 }));
    await tx.notes.insert(note(6, ['deep/er']));
  });
  expect(await store.read.tags.usage(1)).toEqual([
    { key: 'work', name: 'work', count: 3, firstUsedAt: EPOCH + 1, lastUsedAt: EPOCH + 3 },
    { key: 'home', name: 'home', count: 2, firstUsedAt: EPOCH + 1, lastUsedAt: EPOCH + 2 },
    { key: 'deep/er', name: 'deep/er', count: 1, firstUsedAt: EPOCH + 6, lastUsedAt: EPOCH + 6 },
    { key: 'work/alpha', name: 'work/alpha', count: 1, firstUsedAt: EPOCH + 3, lastUsedAt: EPOCH + 3 },
  ]);
  expect(await store.read.tags.together(1)).toEqual([
    { key: 'work', other: 'home', count: 2 },
    { key: 'home', other: 'work', count: 2 },
    { key: 'work/alpha', other: 'work', count: 1 },
    { key: 'work', other: 'work/alpha', count: 1 },
  ]);
});
