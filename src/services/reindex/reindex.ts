import { setTimeout as pause } from 'node:timers/promises';
import { ANONYMOUS, audienceOf } from '../../domain/access.ts';
import type { Store, Tx } from '../../store/store.ts';
import { indexedRecord } from '../indexed-record.ts';
import { lockNotes } from '../note-writer.ts';

/** So many notes, and so much text, at most in a transaction: others wait as long for theirs. */
const BATCH = 32;
const BATCH_CHARACTERS = 32_768;
/** Between two transactions others get their turn. */
const PAUSE_MS = 10;

/**
 * Indexes all notes anew as this version of the program wants it, where that has not been done. How far it is stands in the
 * store, written with each batch, so that it goes on where it ended; a note may be done twice.
 * @returns whether it is complete
 */
export async function reindex(store: Store, signal?: AbortSignal): Promise<boolean> {
  for (;;) {
    const { isComplete } = await store.read.search.build();
    if (isComplete || signal?.aborted) return isComplete;
    await store.transact(nextBatch);
    await pause(PAUSE_MS);
  }
}

async function nextBatch(tx: Tx): Promise<void> {
  const { lastId, isComplete } = await tx.search.build();
  if (isComplete) return;
  const ids = await tx.checks.noteIds(lastId, BATCH);
  let last = lastId;
  let characters = 0;
  for (const id of ids) {
    characters += await reindexNote(tx, id);
    last = id;
    if (characters > BATCH_CHARACTERS) break;
  }
  await tx.search.putBuild({ lastId: last, isComplete: ids.length === 0 });
}

/** @returns how long the note is */
export async function reindexNote(tx: Tx, id: number): Promise<number> {
  const owner = (await tx.notes.find({ id }, audienceOf(ANONYMOUS)))?.ownerId;
  if (owner === undefined) return 0;
  await lockNotes(tx, owner);
  const note = await tx.notes.find({ id }, audienceOf(ANONYMOUS));
  if (!note) return 0;
  const edit = await tx.notes.lastEdit(id);
  await tx.search.reindex(await indexedRecord(tx, note, edit));
  return note.content.length;
}
