import { mayRead, readerOf, requireUser, type Principal, type SignedIn } from '../domain/access.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import type { NoteView } from '../domain/note.ts';
import { assertMayAddToSpace, assertMayTakeOut, spaceUid } from '../domain/space/space.ts';
import type { Clock } from '../domain/time.ts';
import type { NoteRef } from '../store/notes.ts';
import type { Store, Tx } from '../store/store.ts';
import { lockSpace } from './changes.ts';
import { lockNotes } from './note-writer.ts';
import { hold, letGo, reindex } from './space-holding.ts';
import { findSpace } from './space-view.ts';

/** Brings notes into spaces, and takes them out again. */
export function createSpaceNotes({ store, clock }: { store: Store; clock: Clock }) {
  return {
    /**
     * Adds one of the caller's notes to a space, for all its members to read.
     * @throws NOT_FOUND, UNAUTHENTICATED, PERMISSION_DENIED for a note of somebody else, ALREADY_EXISTS
     */
    async addNote(principal: Principal, name: string, ref: NoteRef): Promise<void> {
      const user = requireUser(principal, 'write');
      await store.transact(async (tx) => {
        const { id } = await findSpace(tx, user, name);
        await lockNotes(tx, user.userId);
        await lockSpace(tx, id);
        const view = await findSpace(tx, user, name);
        assertMayAddToSpace(view.permissions);
        const note = await tx.notes.findForUpdate(ref, readerOf(user));
        if (!note || !mayRead(user, note)) throw notFound('Document');
        if (note.ownerId !== user.userId)
          throw new DomainError('PERMISSION_DENIED', 'Only the owner of a note may share it');
        if (note.status === 'TRASHED') throw notFound('Document');
        if (await tx.spaces.holds(view.id, note.id))
          throw new DomainError('ALREADY_EXISTS', 'The space holds this document already');
        await hold(tx, view.id, note, clock());
        await reindex(tx, note);
      });
    },

    /** @throws NOT_FOUND, UNAUTHENTICATED, PERMISSION_DENIED for all but the owners of the space and of the note */
    async removeNote(principal: Principal, name: string, ref: NoteRef): Promise<void> {
      const user = requireUser(principal, 'write');
      await store.transact(async (tx) => {
        const { id } = await findSpace(tx, user, name);
        const owner = (await tx.notes.find(ref, readerOf(user)))?.ownerId;
        if (owner !== undefined) await lockNotes(tx, owner);
        await lockSpace(tx, id);
        const view = await findSpace(tx, user, name);
        const note = await tx.notes.findForUpdate(ref, readerOf(user));
        const isSeen = note !== undefined && mayRead(user, note);
        assertMayTakeOut(user, view.permissions, isSeen ? note : undefined);
        if (!note || !(await tx.spaces.holds(view.id, note.id))) throw notFound('Document');
        await letGo(tx, view.id, note, clock());
      });
    },

    /** The ids of these spaces; names of no space are left out. */
    async idsOf(tx: Tx, user: SignedIn, names: readonly string[]): Promise<number[]> {
      const found = await Promise.all(
        [...new Set(names.map(spaceUid))].map((uid) => tx.spaces.find({ uid }, user.userId)),
      );
      return found.flatMap((one) => (one ? [one.space.id] : []));
    },

    /** @returns the ids of these spaces, each once @throws what `addNote` throws because of the space */
    async assertMayAdd(tx: Tx, user: SignedIn, names: readonly string[]): Promise<number[]> {
      const ids = new Set<number>();
      for (const name of names) {
        const view = await findSpace(tx, user, name);
        assertMayAddToSpace(view.permissions);
        ids.add(view.id);
      }
      return [...ids];
    },

    /** Puts a note that was made with these `spaceIds` into the spaces, as `assertMayAdd` has allowed it. */
    async holdNew(tx: Tx, note: NoteView, spaceIds: readonly number[]): Promise<void> {
      for (const id of spaceIds) await hold(tx, id, note, clock());
    },
  };
}
