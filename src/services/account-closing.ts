import { requireAdministrator, requireHost, type Principal } from '../domain/access.ts';
import { DomainError } from '../domain/errors.ts';
import type { Clock } from '../domain/time.ts';
import type { User } from '../domain/user.ts';
import type { Store, Tx } from '../store/store.ts';
import { endAccess, findUser, lockAccounts, type UserRef } from './account.ts';
import type { Notes } from './notes.ts';
import type { Spaces } from './spaces.ts';

/** Other changes get their turn after so many notes. */
const NOTES_PER_TURN = 50;

/** Closes accounts. */
export function createAccountClosing({
  store,
  clock,
  notes,
  spaces,
}: {
  store: Store;
  clock: Clock;
  notes: Notes;
  spaces: Spaces;
}) {
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
        await lockAccounts(tx);
        const user = await findUser(tx, ref);
        if (precondition && !precondition(user)) throw new DomainError('FAILED_PRECONDITION');
        if (user.id === caller.userId)
          throw new DomainError('PERMISSION_DENIED', 'Nobody can delete the own account');
        if (user.role !== 'USER') requireHost(principal);
        await endAccess(tx, user.id, clock());
        await tx.users.update({ ...user, status: 'DELETED', email: '', updatedAt: clock() });
        await tx.webhooks.removeAll(user.id);
        await spaces.lockAccount(tx, user.id);
        await spaces.closeAccount(tx, user.id);
        await hideNotes(tx, user.id);
      });
    },
  };
}
