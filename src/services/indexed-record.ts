import type { Note } from '../domain/note.ts';
import type { NoteRecord } from '../store/note-rows.ts';
import type { Reads } from '../store/store.ts';
import { withOuterTerms } from './note-attachments.ts';
import { noteRecord } from './note-record.ts';

/** A note as it stands, with all that the search index knows of it. */
export async function indexedRecord(
  reads: Pick<Reads, 'attachments' | 'spaces'>,
  note: Note,
  edit: { editedAt: number; editor: string | null },
): Promise<NoteRecord> {
  const record = noteRecord(note, edit);
  return withOuterTerms(record, await reads.attachments.ofNote(note.id), await reads.spaces.holding(note.id));
}
