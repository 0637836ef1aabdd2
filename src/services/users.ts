import {
  isAdministrator,
  requireAdministrator,
  requireHost,
  requireUser,
  type Principal,
} from '../domain/access.ts';
import { DomainError, invalid, notFound } from '../domain/errors.ts';
import type { Clock } from '../domain/time.ts';
import {
  assertPassword,
  assertProfile,
  assertUsername,
  type Profile,
  type Role,
  type User,
  type UserStatus,
} from '../domain/user.ts';
import type { Visibility } from '../domain/note.ts';
import type { Store, Tx } from '../store/store.ts';
import type { Guessing } from './guessing.ts';
import { lockAccess, type Device, type OpenSession, type Sessions } from './sessions.ts';
import type { Notes } from './notes.ts';
import type { Outbox } from './outbox.ts';
import type { Passwords } from './passwords.ts';
import type { Spaces } from './spaces.ts';
import type { System } from './system.ts';

export interface NewAccount extends Profile {
  username: string;
  password: string;
}

export interface UserPatch extends Profile {
  password?: string | undefined;
  /** Goes with `password`. */
  currentPassword?: string | undefined;
  defaultVisibility?: Visibility | undefined;
  role?: Role | undefined;
  status?: Exclude<UserStatus, 'DELETED'> | undefined;
}

/** A user by name or by id. */
export type UserRef = { username: string } | { id: number };

/** Makes changes to accounts wait for each other, so that there is one host and no name is given twice. */
const ACCOUNTS = 'accounts';
const NOTES_PER_TURN = 50;

export function createUsers({
  store,
  clock,
  passwords,
  guessing,
  sessions,
  system,
  notes,
  spaces,
  outbox,
  setupCode,
}: {
  store: Store;
  clock: Clock;
  passwords: Passwords;
  guessing: Guessing;
  sessions: Sessions;
  system: System;
  notes: Notes;
  spaces: Spaces;
  outbox: Outbox;
  /** Proves that who creates the first account can read this server's log. */
  setupCode: string;
}) {
  async function insert(tx: Tx, input: NewAccount, role: Role, passwordHash: string): Promise<User> {
    await tx.lock(ACCOUNTS);
    if (await tx.users.byUsername(input.username)) {
      throw new DomainError('ALREADY_EXISTS', 'This username is taken', [
        { field: 'username', issue: 'Choose another username' },
      ]);
    }
    await assertFreeEmail(tx, input.email ?? '', null);
    const now = clock();
    const user = await tx.users.insert({
      username: input.username,
      role,
      status: 'NORMAL',
      nickname: input.nickname ?? '',
      email: input.email ?? '',
      avatarUrl: input.avatarUrl ?? '',
      defaultVisibility: 'PRIVATE',
      createdAt: now,
      updatedAt: now,
      passwordHash,
    });
    await outbox.userChanged(tx, 'user.created', user);
    await tx.announce([`user:${user.id}`]);
    return user;
  }

  async function assertFreeEmail(tx: Tx, email: string, owner: number | null): Promise<void> {
    const other = email === '' ? undefined : await tx.users.byEmail(email);
    if (other && other.id !== owner) {
      throw new DomainError('ALREADY_EXISTS', 'This e-mail address belongs to another account', [
        { field: 'email', issue: 'Use another address' },
      ]);
    }
  }

  async function find(source: Pick<Store['read'], 'users'>, ref: UserRef): Promise<User> {
    const user = 'id' in ref ? await source.users.byId(ref.id) : await source.users.byUsername(ref.username);
    if (!user || user.status === 'DELETED') throw notFound('User');
    return user;
  }

  /** Eight digits could be found by trying. */
  async function isSetupCode(code: string | undefined, { address }: Device): Promise<boolean> {
    if (code === undefined) return false;
    const guesser = `setup code by ${address}`;
    await guessing.begin(guesser, address);
    if (code !== setupCode) return false;
    await guessing.succeeded(guesser, address);
    return true;
  }

  function assertAccount(input: NewAccount): void {
    assertUsername(input.username);
    assertPassword(input.password);
    assertProfile(input);
  }

  async function endAccess(tx: Tx, userId: number, except: number | null = null): Promise<void> {
    await lockAccess(tx, userId);
    await tx.sessions.revokeAll(userId, clock(), except);
    await tx.tokens.revokeAll(userId, clock(), null);
    await tx.announce([`user:${userId}`]);
  }

  /** Nobody sees the notes of a deleted account any more; the store keeps them. */
  async function hideNotes(tx: Tx, userId: number): Promise<void> {
    const owner = {
      kind: 'user',
      userId,
      role: 'USER',
      scope: 'admin',
      via: 'local',
      credentialId: null,
    } as const;
    const ids = await tx.notes.sharedBy(userId);
    for (const [index, id] of ids.entries()) {
      if (index % NOTES_PER_TURN === NOTES_PER_TURN - 1) await tx.pause();
      const note = await tx.notes.findForUpdate({ id }, { userId, visibilities: [] });
      if (!note) continue;
      await notes.rewrite(tx, owner, note, { visibility: 'PRIVATE' }, { now: clock(), conditional: false });
    }
  }

  return {
    /** Whether the first visitor is still expected. */
    async isNew(): Promise<boolean> {
      return (await store.read.users.count()) === 0;
    },

    /**
     * Creates an account and signs it in. The first one is the host's; later ones need the setting.
     * @param input.setupCode needed for the first account where `isTrusted` is false
     * @param isTrusted the request certainly comes from this machine
     * @throws PERMISSION_DENIED where signing up is off, ALREADY_EXISTS, INVALID_ARGUMENT naming the field
     */
    async signUp(
      input: NewAccount & { setupCode?: string | undefined },
      device: Device,
      isTrusted: boolean,
    ): Promise<OpenSession> {
      async function roleOf(reads: Pick<Store['read'], 'users' | 'settings'>): Promise<Role> {
        if ((await reads.users.count()) > 0) {
          if ((await system.settings(reads)).allowSignUp) return 'USER';
          throw new DomainError(
            'PERMISSION_DENIED',
            'Signing up is switched off here; ask the host for an account',
          );
        }
        if (!knowsCode) {
          throw new DomainError(
            'PERMISSION_DENIED',
            'The first account needs the setup code from the server log',
            [{ field: 'setupCode', issue: 'Send the 8 digits that the server printed when it started' }],
          );
        }
        return 'HOST';
      }
      const knowsCode = isTrusted || ((await this.isNew()) && (await isSetupCode(input.setupCode, device)));
      // Asked again in the transaction: hashing a password takes its time, and costs too much for nothing.
      await roleOf(store.read);
      assertAccount(input);
      const passwordHash = await passwords.hash(input.password);
      return store.transact(async (tx) => {
        await tx.lock(ACCOUNTS);
        const user = await insert(tx, input, await roleOf(tx), passwordHash);
        return sessions.open(tx, user, device);
      });
    },

    /** @throws PERMISSION_DENIED for all but administrators, ALREADY_EXISTS, INVALID_ARGUMENT naming the field */
    async create(principal: Principal, input: NewAccount & { role?: Role | undefined }): Promise<User> {
      requireAdministrator(principal);
      if (input.role !== undefined && input.role !== 'USER') requireHost(principal);
      if (input.role === 'HOST') throw invalid('role', 'There is one host; choose ADMIN or USER');
      return this.add(input, input.role ?? 'USER');
    },

    /** For the command line: the first account becomes the host's. */
    async add(input: NewAccount, role?: Role): Promise<User> {
      assertAccount(input);
      const passwordHash = await passwords.hash(input.password);
      return store.transact(async (tx) => {
        await tx.lock(ACCOUNTS);
        const isFirst = (await tx.users.count()) === 0;
        return insert(tx, input, isFirst ? 'HOST' : (role ?? 'USER'), passwordHash);
      });
    },

    /** @throws PERMISSION_DENIED for all but administrators */
    async list(principal: Principal): Promise<User[]> {
      requireAdministrator(principal);
      return store.read.users.list();
    },

    /** For the command line. */
    listAll: () => store.read.users.list(),

    /** @throws UNAUTHENTICATED, NOT_FOUND */
    async get(principal: Principal, ref: UserRef): Promise<User> {
      requireUser(principal, 'read');
      return find(store.read, ref);
    },

    /** The caller's own account. @throws UNAUTHENTICATED */
    async me(principal: Principal): Promise<User> {
      return find(store.read, { id: requireUser(principal, 'read').userId });
    },

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
      const target = await find(store.read, ref);
      const isOwn = target.id === caller.userId;
      const setsRank = changesRank(target, patch);
      if (!isOwn || setsRank) requireHost(principal);
      if (setsRank) assertRank(target, patch, isOwn);
      const passwordHash = patch.password === undefined ? undefined : await newPassword(target, patch, isOwn);
      return store.transact(async (tx) => {
        await tx.lock(ACCOUNTS);
        const before = await find(tx, { id: target.id });
        if (precondition && !precondition(before)) throw new DomainError('FAILED_PRECONDITION');
        await assertFreeEmail(tx, patch.email ?? '', target.id);
        const after = applyPatch(before, patch, clock());
        if (after.status !== 'NORMAL') await endAccess(tx, target.id);
        await tx.users.update(after);
        if (passwordHash !== undefined) {
          await endAccess(tx, target.id, caller.via === 'session' ? caller.credentialId : null);
          await tx.users.setPasswordHash(target.id, passwordHash);
        }
        await outbox.userChanged(tx, 'user.updated', after);
        return after;
      });
    },

    /** For the command line. Ends all sessions and tokens. @throws NOT_FOUND, INVALID_ARGUMENT */
    async setPassword(ref: UserRef, password: string): Promise<void> {
      assertPassword(password);
      const { id } = await find(store.read, ref);
      const passwordHash = await passwords.hash(password);
      await store.transact(async (tx) => {
        await endAccess(tx, id);
        await tx.users.setPasswordHash(id, passwordHash);
      });
    },

    /** For the command line. @throws NOT_FOUND */
    async setStatus(ref: UserRef, status: 'NORMAL' | 'ARCHIVED'): Promise<void> {
      await store.transact(async (tx) => {
        await tx.lock(ACCOUNTS);
        const user = await find(tx, ref);
        if (status !== 'NORMAL') await endAccess(tx, user.id);
        await tx.users.update({ ...user, status, updatedAt: clock() });
        await outbox.userChanged(tx, 'user.updated', user);
      });
    },

    /**
     * Closes an account: it cannot sign in, nobody sees it or its notes, and its name stays taken. Nothing of it is erased.
     * @throws PERMISSION_DENIED, NOT_FOUND, FAILED_PRECONDITION
     */
    async remove(
      principal: Principal,
      ref: UserRef,
      precondition?: (current: User) => boolean,
    ): Promise<void> {
      const caller = requireAdministrator(principal);
      await store.transact(async (tx) => {
        await tx.lock(ACCOUNTS);
        const user = await find(tx, ref);
        if (precondition && !precondition(user)) throw new DomainError('FAILED_PRECONDITION');
        if (user.id === caller.userId)
          throw new DomainError('PERMISSION_DENIED', 'Nobody can delete the own account');
        if (user.role !== 'USER') requireHost(principal);
        await endAccess(tx, user.id);
        await tx.users.update({ ...user, status: 'DELETED', email: '', updatedAt: clock() });
        await tx.webhooks.removeAll(user.id);
        await spaces.lockAccount(tx, user.id);
        await hideNotes(tx, user.id);
        await spaces.closeAccount(tx, user.id);
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

/** Whether a reader may see a user's e-mail address: the user and administrators. */
export function maySeeEmail(principal: Principal, user: User): boolean {
  return isAdministrator(principal) || (principal.kind === 'user' && principal.userId === user.id);
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
