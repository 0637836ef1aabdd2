import { DomainError, notFound } from '../domain/errors.ts';
import type { User } from '../domain/user.ts';
import type { Reads, Tx } from '../store/store.ts';
import { lockAccess } from './sessions.ts';

/** A user by name or by id. */
export type UserRef = { username: string } | { id: number };

/** @throws NOT_FOUND also for an account that was closed */
export async function findUser(source: Pick<Reads, 'users'>, ref: UserRef): Promise<User> {
  const user = 'id' in ref ? await source.users.byId(ref.id) : await source.users.byUsername(ref.username);
  if (!user || user.status === 'DELETED') throw notFound('User');
  return user;
}

/** Makes changes to accounts wait for each other, so that there is one host and no name is given twice. */
export function lockAccounts(tx: Tx): Promise<void> {
  return tx.lock('accounts');
}

/** @param owner of the address now, if any @throws ALREADY_EXISTS */
export async function assertFreeEmail(tx: Tx, email: string, owner: number | null): Promise<void> {
  const other = email === '' ? undefined : await tx.users.byEmail(email);
  if (other && other.id !== owner) {
    throw new DomainError('ALREADY_EXISTS', 'This e-mail address belongs to another account', [
      { field: 'email', issue: 'Use another address' },
    ]);
  }
}

/** Ends all sessions and access tokens of an account, but the session `except`. */
export async function endAccess(
  tx: Tx,
  userId: number,
  now: number,
  except: number | null = null,
): Promise<void> {
  await lockAccess(tx, userId);
  await tx.sessions.revokeAll(userId, now, except);
  await tx.tokens.revokeAll(userId, now, null);
  await tx.announce([`user:${userId}`]);
}
