import { ANONYMOUS, requireUser, type Principal, type SignedIn } from '../domain/access.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import { DAY, MINUTE, type Clock } from '../domain/time.ts';
import { usernameKey, type User } from '../domain/user.ts';
import type { Credential } from '../store/credentials.ts';
import type { Store, Tx } from '../store/store.ts';
import type { Guessing } from './guessing.ts';
import { createKnownCredentials } from './known-credentials.ts';
import type { Passwords } from './passwords.ts';
import { sha256, type Random } from './random.ts';
import type { System } from './system.ts';

export type Sessions = ReturnType<typeof createSessions>;

/** A session that is used does not end; one that is not, ends after 30 days. */
export const SESSION_MS = 30 * DAY;
/** "Last used" is exact to this, so that reading does not write. */
const TOUCH_MS = 5 * MINUTE;

export interface Device {
  address: string;
  userAgent: string;
}

/** The secrets that came with a request. */
export interface Presented {
  token?: string | undefined;
  session?: string | undefined;
}

/** A session as its user sees it. Times are epoch milliseconds. */
export interface SessionView {
  id: number;
  userAgent: string;
  createdAt: number;
  lastUsedAt: number;
  expiresAt: number;
  isCurrent: boolean;
}

export interface OpenSession {
  user: User;
  /** What the cookie holds; only its hash is stored. */
  secret: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

export function createSessions({
  store,
  clock,
  random,
  passwords,
  guessing,
  system,
}: {
  store: Store;
  clock: Clock;
  random: Random;
  passwords: Passwords;
  guessing: Guessing;
  system: System;
}) {
  async function open(tx: Tx, user: User, device: Device): Promise<OpenSession> {
    const secret = random.secret();
    const now = clock();
    const expiresAt = now + SESSION_MS;
    await tx.sessions.insert({
      user_id: user.id,
      secret_hash: sha256(secret),
      user_agent: device.userAgent.slice(0, 256),
      created_at: now,
      last_used_at: now,
      expires_at: expiresAt,
      revoked_at: null,
    });
    return { user, secret, expiresAt };
  }

  /** @throws UNAUTHENTICATED, TOKEN_EXPIRED or TOKEN_REVOKED */
  function accept(credential: Credential | undefined, via: 'session' | 'token'): SignedIn {
    if (!credential) throw new DomainError('UNAUTHENTICATED');
    if (credential.revokedAt !== null || credential.userStatus !== 'NORMAL')
      throw new DomainError('TOKEN_REVOKED');
    if (credential.expiresAt !== null && credential.expiresAt <= clock())
      throw new DomainError('TOKEN_EXPIRED');
    return {
      kind: 'user',
      userId: credential.userId,
      role: credential.role,
      scope: credential.scope,
      via,
      credentialId: credential.id,
    };
  }

  function isGood({ revokedAt, userStatus, expiresAt }: Credential): boolean {
    return revokedAt === null && userStatus === 'NORMAL' && (expiresAt === null || expiresAt > clock());
  }

  async function listOf(reads: Pick<Store['read'], 'sessions'>, user: SignedIn): Promise<SessionView[]> {
    const rows = await reads.sessions.ofUser(user.userId);
    return rows
      .filter((row) => row.expires_at > clock())
      .map((row) => ({
        id: row.id,
        userAgent: row.user_agent,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
        expiresAt: row.expires_at,
        isCurrent: user.via === 'session' && user.credentialId === row.id,
      }));
  }

  const known = createKnownCredentials(store.stamp);

  /** Notes the use after the answer is under way; losing one note of it does no harm. */
  function touch(credential: Credential, via: 'session' | 'token'): void {
    const now = clock();
    if (credential.lastUsedAt !== null && now - credential.lastUsedAt < TOUCH_MS) return;
    // Until the note is made, the next request must not make another.
    credential.lastUsedAt = now;
    const write = store.transact(async (tx) => {
      if (via === 'token') return tx.tokens.touch(credential.id, now);
      await tx.sessions.touch(credential.id, now);
      await tx.sessions.extend(credential.id, now + SESSION_MS);
    });
    write.catch(() => {});
  }

  return {
    open,

    /**
     * Who a request comes from, by the secret it carries. Without one: anonymous.
     * @throws UNAUTHENTICATED, TOKEN_EXPIRED or TOKEN_REVOKED for a secret that is not good (any more)
     */
    async authenticate({ token, session }: Presented): Promise<Principal> {
      const via = token !== undefined ? 'token' : 'session';
      const secret = token ?? session;
      if (secret === undefined) return ANONYMOUS;
      const reads = via === 'token' ? store.read.tokens : store.read.sessions;
      const credential = await known.lookUp(via + secret, () => reads.bySecretHash(sha256(secret)));
      const principal = accept(credential, via);
      if (credential) touch(credential, via);
      return principal;
    },

    /**
     * The same at once, for who was let in before, as long as nothing has changed since; null where `authenticate` must tell.
     * @param stamp the store's, just now
     */
    recognise({ token, session }: Presented, stamp: number): Principal | null {
      const via = token !== undefined ? 'token' : 'session';
      const secret = token ?? session;
      if (secret === undefined) return ANONYMOUS;
      const credential = known.find(via + secret, stamp);
      if (!credential || !isGood(credential)) return null;
      touch(credential, via);
      return accept(credential, via);
    },

    /** Whether who was let in is still welcome: for those who stay longer than a request. */
    async isGood({ via, credentialId }: SignedIn): Promise<boolean> {
      if (via === 'local' || credentialId === null) return true;
      const reads = via === 'token' ? store.read.tokens : store.read.sessions;
      const credential = await reads.withUser(credentialId);
      return credential !== undefined && isGood(credential);
    },

    /**
     * @throws UNAUTHENTICATED without saying whether name or password was wrong, RESOURCE_EXHAUSTED after too many
     *   failures, PERMISSION_DENIED where passwords are switched off
     */
    async signIn(username: string, password: string, device: Device): Promise<OpenSession> {
      const account = usernameKey(username);
      await guessing.begin(account, device.address);
      const user = await store.read.users.byUsername(username);
      const hash = user && (await store.read.users.passwordHash(user.id));
      const isRight = await passwords.verify(hash, password);
      if (!isRight || user?.status !== 'NORMAL') {
        throw new DomainError('UNAUTHENTICATED', 'Wrong username or password');
      }
      await guessing.succeeded(account, device.address);
      if (user.role !== 'HOST' && (await system.settings()).disablePasswordLogin) {
        throw new DomainError('PERMISSION_DENIED', 'Signing in with a password is switched off here');
      }
      return store.transact(async (tx) => {
        await lockAccess(tx, user.id);
        // Checking a password takes its time: meanwhile it may have been changed, or the account closed.
        const isSame = (await tx.users.passwordHash(user.id)) === hash;
        if (!isSame || (await tx.users.byId(user.id))?.status !== 'NORMAL')
          throw new DomainError('UNAUTHENTICATED');
        return open(tx, user, device);
      });
    },

    /** The caller's sessions that have not ended, the newest first; `isCurrent` is the one that asks. */
    async list(principal: Principal): Promise<SessionView[]> {
      return listOf(store.read, requireUser(principal, 'read'));
    },

    /** Ends one of the caller's sessions at once. @throws NOT_FOUND, FAILED_PRECONDITION */
    async end(
      principal: Principal,
      id: number,
      precondition?: (current: SessionView[]) => boolean,
    ): Promise<void> {
      const user = requireUser(principal, 'write');
      await store.transact(async (tx) => {
        await lockAccess(tx, user.userId);
        if (precondition && !precondition(await listOf(tx, user)))
          throw new DomainError('FAILED_PRECONDITION');
        const row = await tx.sessions.byId(id);
        if (row?.user_id !== user.userId || row.revoked_at !== null) throw notFound('Session');
        await tx.sessions.revoke(id, clock());
        await tx.announce([`user:${user.userId}`]);
      });
    },

    async signOut(principal: Principal): Promise<void> {
      if (principal.kind !== 'user' || principal.via !== 'session' || principal.credentialId === null) return;
      const id = principal.credentialId;
      const { userId } = principal;
      await store.transact(async (tx) => {
        await tx.sessions.revoke(id, clock());
        await tx.announce([`user:${userId}`]);
      });
    },
  };
}

/** Makes whoever gives a user's access out, and whoever ends it, wait for each other: nothing outlives its end. */
export function lockAccess(tx: Tx, userId: number): Promise<void> {
  return tx.lock(`access:${userId}`);
}
