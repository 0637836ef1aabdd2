import { filenameOf } from '../../src/domain/filename.ts';
import { positionOf } from '../../src/domain/note.ts';
import { bumpRevisions } from '../../src/services/changes.ts';
import { noteRecord } from '../../src/services/note-record.ts';
import type { Store, Tx } from '../../src/store/store.ts';
import type { Corpus, CorpusNote } from './corpus.ts';

/** So many notes share a transaction. */
const PER_CHANGE = 2000;

export interface Bulk {
  store: Store;
  corpus: Corpus;
  /** The ids of the owners. */
  userIds: readonly number[];
  /** Epoch milliseconds: what happened before has gone from the log of changes, as the janitor would have seen to. */
  changesFrom: number;
  progress(written: number): void;
}

/**
 * Writes the notes of a corpus as `services.notes.create` would have, each at its time, but thousands in a transaction and
 * without asking for what is known here: that names, places and uids are free. A test compares the two.
 */
export async function writeNotes({ store, corpus, userIds, changesFrom, progress }: Bulk): Promise<void> {
  for (let start = 0; start < corpus.notes; start += PER_CHANGE) {
    const end = Math.min(start + PER_CHANGE, corpus.notes);
    await store.transact(async (tx) => {
      const forgetful: Tx = { ...tx, changes: { ...tx.changes, add: async () => {} } };
      for (let index = start; index < end; index++) {
        const note = corpus.note(index);
        const writes = note.createdAt < changesFrom ? forgetful : tx;
        await writeNote(writes, userIds[note.owner] ?? 0, note);
      }
    });
    progress(end);
  }
}

async function writeNote(tx: Tx, ownerId: number, note: CorpusNote): Promise<void> {
  const { uid, createdAt, visibility, pinned, content } = note;
  const id = await tx.notes.nextId();
  const place = { id, uid, ownerId, status: 'NORMAL', visibility } as const;
  const basis = {
    ...place,
    filename: filenameOf(Math.floor(createdAt / 1000)),
    kind: 'note' as const,
    content,
    pinned,
    createdAt,
    updatedAt: createdAt,
    displayAt: createdAt,
    trashedAt: null,
    revision: await bumpRevisions(tx, null, place, createdAt),
    position: positionOf(createdAt, id),
  };
  await tx.notes.insert(noteRecord(basis, { editedAt: createdAt, editor: `local:${ownerId}` }));
}
