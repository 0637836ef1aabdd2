import type { Principal } from '../domain/access.ts';
import type { Page } from '../domain/capture/page.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import type { NoteView } from '../domain/note.ts';
import type { Reads } from '../store/store.ts';

/** A note with what is known of its source on the web. */
export interface MemoryView {
  note: NoteView;
  page: Page | null;
}

/** One memory by itself, with the spaces that hold it, as far as the reader may see them. */
export interface MemoryDetail extends MemoryView {
  spaces: { uid: string; name: string }[];
}

/** Says whether a memory is still the version that the writer saw. */
export type MemoryPrecondition = (current: MemoryDetail) => boolean;

export async function withPages(
  reads: Pick<Reads, 'pages'>,
  found: readonly NoteView[],
): Promise<MemoryView[]> {
  const pages = await reads.pages.of(found.filter(({ kind }) => kind !== 'note').map(({ id }) => id));
  return found.map((note) => ({ note, page: pages.get(note.id) ?? null }));
}

export async function detailOf(
  reads: Pick<Reads, 'pages' | 'spaces'>,
  principal: Principal,
  note: NoteView,
): Promise<MemoryDetail> {
  const page = (await reads.pages.find(note.id)) ?? null;
  const held = principal.kind === 'user' ? await reads.spaces.ofNotes([note.id], principal.userId) : null;
  return { note, page, spaces: held?.get(note.id) ?? [] };
}

/** Here is no trash: what is in it is gone. @throws NOT_FOUND */
export function assertThere(note: NoteView): NoteView {
  if (note.status === 'TRASHED') throw notFound('Document');
  return note;
}

/** The same failure in the words of those who ask for documents. */
export function asDocument(error: unknown): never {
  if (error instanceof DomainError && error.code === 'NOT_FOUND') throw notFound('Document');
  throw error;
}
