import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { codeOf, fieldOf } from '../../test/support/outcomes.ts';
import {
  DEVICE,
  fakeRandom,
  openTestServices,
  PASSWORD,
  type TestServices,
} from '../../test/support/services.ts';
import { ANONYMOUS, type SignedIn } from '../domain/access.ts';
import type { DomainError } from '../domain/errors.ts';
import { DAY, MINUTE } from '../domain/time.ts';
import { createGuessing } from './guessing.ts';
import { createSessions, SESSION_MS } from './sessions.ts';

const NEW_PASSWORD = 'battery staple';

let opened: TestServices;
let userId: number;
beforeEach(async () => {
  opened = await openTestServices({ guessing: { perAccount: 3, perAddress: 6 } });
  await opened.services.users.add({ username: 'host', password: PASSWORD });
  userId = (await opened.services.users.add({ username: 'ada', password: PASSWORD })).id;
});
afterEach(() => opened.close());

const signIn = (password = PASSWORD, username = 'ada', address = DEVICE.address) =>
  opened.services.sessions.signIn(username, password, { ...DEVICE, address });
const whoIs = (session: string) => opened.services.sessions.authenticate({ session });
const withToken = (token: string) => opened.services.sessions.authenticate({ token });
const principalOf = async (session: string) => (await whoIs(session)) as SignedIn;
const changePassword = (who: SignedIn, currentPassword = PASSWORD) =>
  opened.services.users.update(who, { id: userId }, { password: NEW_PASSWORD, currentPassword });

describe('a session', () => {
  test('is opened by the right password, whatever the case of the name', async () => {
    const { user, secret, expiresAt } = await signIn(PASSWORD, 'ADA');
    expect(user.username).toBe('ada');
    expect(expiresAt).toBe(opened.clock() + SESSION_MS);
    expect(await whoIs(secret)).toMatchObject({
      kind: 'user',
      userId,
      role: 'USER',
      scope: 'admin',
      via: 'session',
    });
  });

  test('is not opened by a wrong password or for nobody, and the answers are the same', async () => {
    const failure = async (call: Promise<unknown>) =>
      call.catch((error: DomainError) => [error.code, error.message]);
    const wrong = await failure(signIn('wrong password'));
    expect(wrong).toEqual(['UNAUTHENTICATED', 'Wrong username or password']);
    expect(await failure(signIn(PASSWORD, 'nobody'))).toEqual(wrong);
    expect(await failure(signIn(PASSWORD, 'a\0b'))).toEqual(wrong);
  });

  test('is stored by a hash of its secret', async () => {
    const { secret } = await signIn();
    expect(await opened.store.read.sessions.bySecretHash(secret)).toBeUndefined();
    expect(JSON.stringify(await opened.store.read.sessions.ofUser(userId))).not.toContain(secret);
  });

  test('ends after thirty days without use', async () => {
    const { secret } = await signIn();
    opened.clock.advance(SESSION_MS);
    expect(await codeOf(whoIs(secret))).toBe('TOKEN_EXPIRED');
  });

  test('that is used goes on', async () => {
    const { secret } = await signIn();
    for (let week = 0; week < 10; week++) {
      opened.clock.advance(7 * DAY);
      await whoIs(secret);
      // The use is noted after the answer; the next change of the store comes behind it.
      await vi.waitFor(async () => {
        const [row] = await opened.store.read.sessions.ofUser(userId);
        expect(row?.last_used_at).toBe(opened.clock());
      });
    }
    expect(await codeOf(whoIs(secret))).toBe('OK');
  });

  test('is written to at most once in five minutes', async () => {
    const { secret } = await signIn();
    const opening = opened.clock();
    opened.clock.advance(5 * MINUTE - 1);
    await whoIs(secret);
    await opened.store.transact((tx) => tx.users.count());
    expect((await opened.store.read.sessions.ofUser(userId))[0]?.last_used_at).toBe(opening);
  });

  test('ends when its user signs out, and no other with it', async () => {
    const [one, two] = [await signIn(), await signIn()];
    await opened.services.sessions.signOut(await whoIs(one.secret));
    expect(await codeOf(whoIs(one.secret))).toBe('TOKEN_REVOKED');
    expect(await codeOf(whoIs(two.secret))).toBe('OK');
  });

  test('without any, a request is anonymous; with an unknown one it is refused', async () => {
    expect(await opened.services.sessions.authenticate({})).toEqual(ANONYMOUS);
    expect(await codeOf(whoIs('unknown'))).toBe('UNAUTHENTICATED');
    expect(await codeOf(withToken(''))).toBe('UNAUTHENTICATED');
  });

  test('is no token, and a token is no session', async () => {
    const { secret } = await signIn();
    const token = await opened.services.tokens.createFor(userId, { name: 't' });
    expect(await codeOf(withToken(secret))).toBe('UNAUTHENTICATED');
    expect(await codeOf(whoIs(token.secret))).toBe('UNAUTHENTICATED');
  });
});

describe('a new password', () => {
  test('ends all other sessions and all tokens at once, and opens new ones', async () => {
    const [mine, other] = [await signIn(), await signIn()];
    const token = await opened.services.tokens.createFor(userId, { name: 't' });
    await changePassword(await principalOf(mine.secret));
    expect(await codeOf(whoIs(mine.secret))).toBe('OK');
    expect(await codeOf(whoIs(other.secret))).toBe('TOKEN_REVOKED');
    expect(await codeOf(withToken(token.secret))).toBe('TOKEN_REVOKED');
    expect(await codeOf(signIn(PASSWORD))).toBe('UNAUTHENTICATED');
    expect(await codeOf(signIn(NEW_PASSWORD))).toBe('OK');
  });

  test('needs the present one, and is not set without', async () => {
    const who = await principalOf((await signIn()).secret);
    expect(await fieldOf(changePassword(who, 'wrong password'))).toBe('currentPassword');
    expect(await fieldOf(opened.services.users.update(who, { id: userId }, { password: NEW_PASSWORD }))).toBe(
      'currentPassword',
    );
    expect(await codeOf(signIn(PASSWORD))).toBe('OK');
  });

  test('cannot be set by somebody who tries present ones', async () => {
    const who = await principalOf((await signIn()).secret);
    for (let attempt = 0; attempt < 3; attempt++) await codeOf(changePassword(who, `wrong ${attempt}`));
    expect(await codeOf(changePassword(who, PASSWORD))).toBe('RESOURCE_EXHAUSTED');
  });

  test('from the command line ends everything', async () => {
    const { secret } = await signIn();
    await opened.services.users.setPassword({ username: 'ada' }, NEW_PASSWORD);
    expect(await codeOf(whoIs(secret))).toBe('TOKEN_REVOKED');
  });

  test('is outlived by no session or token that was asked for at the same moment', async () => {
    const mine = await principalOf((await signIn()).secret);
    const other = await principalOf((await signIn()).secret);
    const [session, token] = await Promise.allSettled([
      signIn(PASSWORD),
      opened.services.tokens.create(other, { name: 'late' }),
      changePassword(mine),
    ]);
    if (session.status === 'fulfilled')
      expect(await codeOf(whoIs(session.value.secret))).toBe('TOKEN_REVOKED');
    if (token.status === 'fulfilled')
      expect(await codeOf(withToken(token.value.secret))).toBe('TOKEN_REVOKED');
    expect(await codeOf(opened.services.tokens.create(other, { name: 'later' }))).toBe('TOKEN_REVOKED');
  });
});

test.each([
  ['a new password', () => opened.services.users.setPassword({ id: userId }, NEW_PASSWORD)],
  ['the end of the account', () => opened.services.users.setStatus({ id: userId }, 'ARCHIVED')],
])('a sign-in whose password is being checked while there comes %s opens nothing', async (_what, happens) => {
  const verify = async () => {
    await happens();
    return true;
  };
  const sessions = createSessions({
    store: opened.store,
    clock: opened.clock,
    random: fakeRandom(),
    passwords: { hash: async () => '', verify },
    guessing: createGuessing({ perAccount: 5, perAddress: 5 }),
    system: opened.services.system,
  });
  expect(await codeOf(sessions.signIn('ada', PASSWORD, DEVICE))).toBe('UNAUTHENTICATED');
  expect(await opened.store.read.sessions.ofUser(userId)).toEqual([]);
});

test.each([
  ['disabled', () => opened.services.users.setStatus({ id: userId }, 'ARCHIVED')],
  [
    'deleted',
    () =>
      opened.services.users.remove(
        { kind: 'user', userId: 1, role: 'HOST', scope: 'admin', via: 'local', credentialId: null },
        { id: userId },
      ),
  ],
])('a %s user is out at once, with every session and token, and stays out', async (_how, end) => {
  const { secret } = await signIn();
  const token = await opened.services.tokens.createFor(userId, { name: 't' });
  await end();
  expect(await codeOf(whoIs(secret))).toBe('TOKEN_REVOKED');
  expect(await codeOf(withToken(token.secret))).toBe('TOKEN_REVOKED');
  expect(await codeOf(signIn())).toBe('UNAUTHENTICATED');
});

test('an enabled user signs in again, but old sessions stay ended', async () => {
  const { secret } = await signIn();
  await opened.services.users.setStatus({ id: userId }, 'ARCHIVED');
  await opened.services.users.setStatus({ id: userId }, 'NORMAL');
  expect(await codeOf(whoIs(secret))).toBe('TOKEN_REVOKED');
  expect(await codeOf(signIn())).toBe('OK');
});

test('where passwords are switched off, only the host signs in with one', async () => {
  const host = await principalOf((await signIn(PASSWORD, 'host')).secret);
  await opened.services.system.update(host, { disablePasswordLogin: true });
  expect(await codeOf(signIn())).toBe('PERMISSION_DENIED');
  expect(await codeOf(signIn('wrong password'))).toBe('UNAUTHENTICATED');
  expect(await codeOf(signIn(PASSWORD, 'host'))).toBe('OK');
});
