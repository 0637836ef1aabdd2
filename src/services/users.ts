import { isAdministrator, requireAdministrator, requireUser, type Principal } from '../domain/access.ts';
import type { User } from '../domain/user.ts';
import { createAccountChanges } from './account-changes.ts';
import { createAccountClosing } from './account-closing.ts';
import { createAccountCreation } from './account-creation.ts';
import { findUser, type UserRef } from './account.ts';

/** Accounts: who they are, and how they are made, changed and closed. */
export function createUsers(
  parts: Parameters<typeof createAccountCreation>[0] &
    Parameters<typeof createAccountChanges>[0] &
    Parameters<typeof createAccountClosing>[0],
) {
  const { store } = parts;
  return {
    ...createAccountCreation(parts),
    ...createAccountChanges(parts),
    ...createAccountClosing(parts),

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
      return findUser(store.read, ref);
    },

    /** The caller's own account. @throws UNAUTHENTICATED */
    async me(principal: Principal): Promise<User> {
      return findUser(store.read, { id: requireUser(principal, 'read').userId });
    },
  };
}

/** Whether a reader may see a user's e-mail address: the user and administrators. */
export function maySeeEmail(principal: Principal, user: User): boolean {
  return isAdministrator(principal) || (principal.kind === 'user' && principal.userId === user.id);
}
