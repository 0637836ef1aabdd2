import { requireHost, requireUser, type Principal } from '../domain/access.ts';
import { DomainError, invalid } from '../domain/errors.ts';
import type { Visibility } from '../domain/note.ts';
import type { Clock } from '../domain/time.ts';
import {
  assertPassword,
  assertProfile,
  type Profile,
  type Role,
  type User,
  type UserStatus,
} from '../domain/user.ts';
import type { Store } from '../store/store.ts';
import { assertFreeEmail, endAccess, findUser, lockAccounts, type UserRef } from './account.ts';
import type { Guessing } from './guessing.ts';
import type { Outbox } from './outbox.ts';
import type { Passwords } from './passwords.ts';

export interface UserPatch extends Profile {
  password?: string | undefined;
  /** Goes with `password`. */
  currentPassword?: string | undefined;
  defaultVisibility?: Visibility | undefined;
  role?: Role | undefined;
  status?: Exclude<UserStatus, 'DELETED'> | undefined;
}

/** Changes accounts: profiles, passwords, roles, and whether they may sign in. */
export function createAccountChanges({
  store,
  clock,
  passwords,
  guessing,
  outbox,
}: {
  store: Store;
  clock: Clock;
  passwords: Passwords;
  guessing: Guessing;
  outbox: Outbox;
}) {
  return {
    /**
     * Changes a profile: one's own, or anybody's for the host, who alone sets roles and status. A new password needs the
     * present one, and ends all other sessions and all access tokens.
     */
    async update(
      principal: Principal,
      ref: UserRef,
      patch: UserPatch,
      precondition?: (current: User) => boolean,
    ): Promise<User> {
      const caller = requireUser(principal, 'write');
      assertProfile(patch);
      const target = await findUser(store.read, ref);
      const isOwn = target.id === caller.userId;
      const setsRank = changesRank(target, patch);
      if (!isOwn || setsRank) requireHost(principal);
      if (setsRank) assertRank(target, patch, isOwn);
      const passwordHash = patch.password === undefined ? undefined : await newPassword(target, patch, isOwn);
      return store.transact(async (tx) => {
        await lockAccounts(tx);
        const before = await findUser(tx, { id: target.id });
        if (precondition && !precondition(before)) throw new DomainError('FAILED_PRECONDITION');
        await assertFreeEmail(tx, patch.email ?? '', target.id);
        const after = applyPatch(before, patch, clock());
        if (after.status !== 'NORMAL') await endAccess(tx, target.id, clock());
        await tx.users.update(after);
        if (passwordHash !== undefined) {
          await endAccess(tx, target.id, clock(), caller.via === 'session' ? caller.credentialId : null);
          await tx.users.setPasswordHash(target.id, passwordHash);
        }
        await outbox.userChanged(tx, 'user.updated', after);
        return after;
      });
    },

    /** For the command line. Ends all sessions and tokens. @throws NOT_FOUND, INVALID_ARGUMENT */
    async setPassword(ref: UserRef, password: string): Promise<void> {
      assertPassword(password);
      const { id } = await findUser(store.read, ref);
      const passwordHash = await passwords.hash(password);
      await store.transact(async (tx) => {
        await endAccess(tx, id, clock());
        await tx.users.setPasswordHash(id, passwordHash);
      });
    },

    /** For the command line. @throws NOT_FOUND */
    async setStatus(ref: UserRef, status: 'NORMAL' | 'ARCHIVED'): Promise<void> {
      await store.transact(async (tx) => {
        await lockAccounts(tx);
        const user = await findUser(tx, ref);
        if (status !== 'NORMAL') await endAccess(tx, user.id, clock());
        await tx.users.update({ ...user, status, updatedAt: clock() });
        await outbox.userChanged(tx, 'user.updated', user);
      });
    },
  };

  async function newPassword(target: User, patch: UserPatch, isOwn: boolean): Promise<string> {
    if (!isOwn) throw new DomainError('PERMISSION_DENIED', 'Only the user can change this password');
    assertPassword(patch.password ?? '');
    if (patch.currentPassword === undefined) {
      throw invalid('currentPassword', 'Send the present password with the new one');
    }
    const guesser = `password of user ${target.id}`;
    await guessing.begin(guesser, guesser);
    const hash = await store.read.users.passwordHash(target.id);
    if (!(await passwords.verify(hash, patch.currentPassword))) {
      throw invalid('currentPassword', 'Is not the present password');
    }
    await guessing.succeeded(guesser, guesser);
    return passwords.hash(patch.password ?? '');
  }
}

function changesRank(user: User, patch: UserPatch): boolean {
  return (patch.role ?? user.role) !== user.role || (patch.status ?? user.status) !== user.status;
}

function assertRank(target: User, patch: UserPatch, isOwn: boolean): void {
  if (isOwn) throw new DomainError('PERMISSION_DENIED', 'The host cannot change the own role or status');
  if (patch.role === 'HOST') throw invalid('role', 'There is one host; choose ADMIN or USER');
  if (target.role === 'HOST') throw new DomainError('PERMISSION_DENIED', 'The host stays the host');
}

function applyPatch(user: User, patch: UserPatch, now: number): User {
  return {
    ...user,
    nickname: patch.nickname ?? user.nickname,
    email: patch.email ?? user.email,
    avatarUrl: patch.avatarUrl ?? user.avatarUrl,
    defaultVisibility: patch.defaultVisibility ?? user.defaultVisibility,
    role: patch.role ?? user.role,
    status: patch.status ?? user.status,
    updatedAt: now,
  };
}
