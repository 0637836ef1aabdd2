import { requireAdministrator, requireHost, type Principal } from '../domain/access.ts';
import { DomainError, invalid } from '../domain/errors.ts';
import type { Clock } from '../domain/time.ts';
import {
  assertPassword,
  assertProfile,
  assertUsername,
  type Profile,
  type Role,
  type User,
} from '../domain/user.ts';
import type { Reads, Store, Tx } from '../store/store.ts';
import { assertFreeEmail, lockAccounts } from './account.ts';
import type { Guessing } from './guessing.ts';
import type { Outbox } from './outbox.ts';
import type { Passwords } from './passwords.ts';
import type { Device, OpenSession, Sessions } from './sessions.ts';
import type { System } from './system.ts';

export interface NewAccount extends Profile {
  username: string;
  password: string;
}

/** Makes accounts: by who signs up, by administrators, and from the command line. */
export function createAccountCreation({
  store,
  clock,
  passwords,
  guessing,
  sessions,
  system,
  outbox,
  setupCode,
}: {
  store: Store;
  clock: Clock;
  passwords: Passwords;
  guessing: Guessing;
  sessions: Sessions;
  system: System;
  outbox: Outbox;
  /** Proves that who creates the first account can read this server's log. */
  setupCode: string;
}) {
  /** Whether the first visitor is still expected. */
  async function isNew(): Promise<boolean> {
    return (await store.read.users.count()) === 0;
  }

  /** For the command line: the first account becomes the host's. */
  async function add(input: NewAccount, role?: Role): Promise<User> {
    assertAccount(input);
    const passwordHash = await passwords.hash(input.password);
    return store.transact(async (tx) => {
      await lockAccounts(tx);
      const isFirst = (await tx.users.count()) === 0;
      return insert(tx, input, isFirst ? 'HOST' : (role ?? 'USER'), passwordHash);
    });
  }

  async function insert(tx: Tx, input: NewAccount, role: Role, passwordHash: string): Promise<User> {
    await lockAccounts(tx);
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

  /** Eight digits could be found by trying. */
  async function isSetupCode(code: string | undefined, { address }: Device): Promise<boolean> {
    if (code === undefined) return false;
    const guesser = `setup code by ${address}`;
    await guessing.begin(guesser, address);
    if (code !== setupCode) return false;
    await guessing.succeeded(guesser, address);
    return true;
  }

  return {
    isNew,

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
      async function roleOf(reads: Pick<Reads, 'users' | 'settings'>): Promise<Role> {
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
      const knowsCode = isTrusted || ((await isNew()) && (await isSetupCode(input.setupCode, device)));
      // Asked again in the transaction: hashing a password takes its time, and costs too much for nothing.
      await roleOf(store.read);
      assertAccount(input);
      const passwordHash = await passwords.hash(input.password);
      return store.transact(async (tx) => {
        await lockAccounts(tx);
        const user = await insert(tx, input, await roleOf(tx), passwordHash);
        return sessions.open(tx, user, device);
      });
    },

    /** @throws PERMISSION_DENIED for all but administrators, ALREADY_EXISTS, INVALID_ARGUMENT naming the field */
    async create(principal: Principal, input: NewAccount & { role?: Role | undefined }): Promise<User> {
      requireAdministrator(principal);
      if (input.role !== undefined && input.role !== 'USER') requireHost(principal);
      if (input.role === 'HOST') throw invalid('role', 'There is one host; choose ADMIN or USER');
      return add(input, input.role ?? 'USER');
    },

    add,
  };
}

function assertAccount(input: NewAccount): void {
  assertUsername(input.username);
  assertPassword(input.password);
  assertProfile(input);
}
