import type { NoteView } from '../domain/note.ts';
import type { Tx } from '../store/store.ts';
import { bumpSpace } from './changes.ts';
import { indexedRecord } from './indexed-record.ts';

/** Puts a note into a space; the index is for the caller to see to. Only its owner adds a note. */
export async function hold(tx: Tx, spaceId: number, note: NoteView, now: number): Promise<void> {
  await tx.spaces.hold(spaceId, note, { by: note.ownerId, at: now });
  await tell(tx, spaceId, note, 'created', now);
}

/** Takes a note out of a space. */
export async function letGo(tx: Tx, spaceId: number, note: NoteView, now: number): Promise<void> {
  await tx.spaces.letGo(spaceId, note.id);
  await reindex(tx, note);
  await tell(tx, spaceId, note, 'deleted', now);
}

/** Has searches find a note by the spaces that hold it now. */
export async function reindex(tx: Tx, note: NoteView): Promise<void> {
  const edit = await tx.notes.lastEdit(note.id);
  await tx.search.reindex(await indexedRecord(tx, note, edit));
}

/** What is archived or in the trash comes and goes unseen. */
async function tell(
  tx: Tx,
  spaceId: number,
  note: NoteView,
  kind: 'created' | 'deleted',
  now: number,
): Promise<void> {
  if (note.status !== 'NORMAL') return bumpSpace(tx, spaceId);
  const { id: noteId, uid: noteUid, ownerId } = note;
  await bumpSpace(tx, spaceId, { kind, noteId, noteUid, ownerId, changedAt: now });
  await tx.counts.add(`space:${spaceId}`, kind === 'created' ? 1 : -1);
}
