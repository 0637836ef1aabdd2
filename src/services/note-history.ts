import { assertMayWrite, readerOf, requireUser, type Principal } from '../domain/access.ts';
import { notFound } from '../domain/errors.ts';
import type { NoteRef, NoteVersion } from '../store/notes.ts';
import type { Store } from '../store/store.ts';

export type { NoteVersion } from '../store/notes.ts';

/** What a note said before; for its owner alone, since it may hold what was taken back. */
export function createNoteHistory({ store }: { store: Store }) {
  async function idOf(principal: Principal, ref: NoteRef): Promise<number> {
    const user = requireUser(principal, 'read');
    const note = await store.read.notes.find(ref, readerOf(user));
    if (!note) throw notFound('Memo');
    assertMayWrite(user, note);
    return note.id;
  }

  return {
    /** Newest first, at most a thousand. @throws NOT_FOUND, PERMISSION_DENIED for a note of somebody else */
    async list(principal: Principal, ref: NoteRef): Promise<NoteVersion[]> {
      return store.read.notes.versions(await idOf(principal, ref));
    },

    /** @throws as `list` */
    async get(principal: Principal, ref: NoteRef, version: number): Promise<NoteVersion> {
      const found = await store.read.notes.version(await idOf(principal, ref), version);
      if (!found) throw notFound('Version');
      return found;
    },
  };
}
