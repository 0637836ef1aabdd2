import type { Clock } from '../domain/time.ts';
import { emailKey } from '../domain/user.ts';
import type { Tx } from '../store/store.ts';
import { bumpSpace, holdScopes } from './changes.ts';
import { lockNotes } from './note-writer.ts';
import { letGo } from './space-holding.ts';

/** Other changes get their turn after so many notes. */
const NOTES_PER_TURN = 50;

/** What becomes of spaces when an account is closed. */
export function createSpaceClosing({ clock }: { clock: Clock }) {
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
      for (const [index, noteId] of (await tx.spaces.heldNotesOf(userId)).entries()) {
        if (index % NOTES_PER_TURN === NOTES_PER_TURN - 1) await tx.pause();
        const note = await tx.notes.find({ id: noteId }, { userId, visibilities: [] });
        for (const spaceId of await tx.spaces.holding(noteId))
          if (note) await letGo(tx, spaceId, note, clock());
      }
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
