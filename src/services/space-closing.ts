import type { Clock } from '../domain/time.ts';
import { emailKey } from '../domain/user.ts';
import type { Tx } from '../store/store.ts';
import { bumpSpace, holdScopes } from './changes.ts';
import type { Jobs } from './jobs.ts';
import { lockNotes } from './note-writer.ts';
import { enqueueReindexing } from './reindex-jobs.ts';

/** What becomes of spaces when an account is closed. */
export function createSpaceClosing({ clock, jobs }: { clock: Clock; jobs: Jobs }) {
  return {
    /** Comes before whatever closes an account. */
    async lockAccount(tx: Tx, userId: number): Promise<void> {
      await lockNotes(tx, userId);
      const spaceIds = [
        ...(await tx.spaces.withNotesOf(userId)),
        ...(await tx.spaces.ownedBy(userId)),
        ...(await tx.spaces.invitedTo(userId)),
      ];
      await holdScopes(tx, { id: userId, isCommon: true }, spaceIds);
    },

    /**
     * For an account that is closed: its notes leave all spaces, its own spaces are nobody's but its own, and it is a member
     * of none.
     */
    async closeAccount(tx: Tx, userId: number): Promise<void> {
      // Who may read a note is asked of the spaces that hold it, also by searches; what the index has of them follows.
      const noteIds = await tx.spaces.heldNotesOf(userId);
      for (const [spaceId, shown] of await tx.spaces.letGoAllOf(userId)) {
        await bumpSpace(tx, spaceId);
        await tx.counts.add(`space:${spaceId}`, -shown);
      }
      await enqueueReindexing(tx, jobs, userId, noteIds);
      for (const id of await tx.spaces.ownedBy(userId)) {
        const found = await tx.spaces.find({ id }, userId);
        if (!found) continue;
        const members = await tx.spaces.members(id);
        for (const { email } of members) await tx.spaces.removeMember(id, emailKey(email));
        await tx.spaces.update({ ...found.space, isPublic: false, updatedAt: clock() });
        await bumpSpace(tx, id);
        await tx.announce(
          members.flatMap((member) => (member.userId ? [`user:${member.userId}` as const] : [])),
        );
      }
      for (const id of await tx.spaces.removeMemberships(userId)) await bumpSpace(tx, id);
    },
  };
}
