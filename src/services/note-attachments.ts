import { MAX_ATTACHMENTS } from '../domain/attachment/index.ts';
import { invalid } from '../domain/errors.ts';
import { PROPERTY_TERMS, spaceTerm } from '../domain/index-terms.ts';
import type { NoteAttachment } from '../store/attachments.ts';
import type { NoteRecord } from '../store/note-rows.ts';
import type { Tx } from '../store/store.ts';

/**
 * What a note shows: the attachments given to it, then those that its content links to. They must be its owner's: nobody
 * publishes what belongs to others.
 * @param explicit ids or uids
 * @param linked ids or uids; unknown ones are not the note's business
 * @throws INVALID_ARGUMENT naming `resources` for one that is not the owner's, or too many
 */
export async function attachmentsFor(
  tx: Tx,
  ownerId: number,
  explicit: readonly string[],
  linked: readonly string[],
): Promise<NoteAttachment[]> {
  if (explicit.length + linked.length === 0) return [];
  if (explicit.length > MAX_ATTACHMENTS) {
    throw invalid('resources', `A memo can have at most ${MAX_ATTACHMENTS} resources`);
  }
  const idOf = new Map<string, number>();
  for (const { id, uid } of await tx.attachments.owned(ownerId, [...explicit, ...linked])) {
    idOf.set(String(id), id).set(uid, id);
  }
  const found = new Map<number, NoteAttachment>();
  for (const name of explicit) {
    const id = idOf.get(name);
    if (id === undefined) throw invalid('resources', `resources/${name} is no resource of yours`);
    found.set(id, { id, isExplicit: true });
  }
  for (const name of linked) {
    const id = idOf.get(name);
    if (id !== undefined && !found.has(id)) found.set(id, { id, isExplicit: false });
  }
  return [...found.values()];
}

/** Those given to a note, as the names that `attachmentsFor` takes. */
export async function explicitNames(tx: Tx, noteId: number): Promise<string[]> {
  const attachments = await tx.attachments.ofNote(noteId);
  return attachments.filter(({ isExplicit }) => isExplicit).map(({ id }) => String(id));
}

/** The same with one more, as far as a note can have them. */
export async function explicitlyWith(tx: Tx, noteId: number, uid: string): Promise<string[]> {
  const names = await explicitNames(tx, noteId);
  return names.length < MAX_ATTACHMENTS ? [...names, uid] : names;
}

/** With the terms by which a search finds what the content does not say: files, and the spaces that hold the note. */
export function withOuterTerms(
  record: NoteRecord,
  attachments: readonly NoteAttachment[],
  spaceIds: readonly number[],
): NoteRecord {
  const scope = [...record.scope];
  if (attachments.length > 0) scope.push(PROPERTY_TERMS.hasFile);
  if (record.note.status === 'NORMAL') scope.push(...spaceIds.map(spaceTerm));
  return { ...record, scope };
}

/** Whether a patch gives the note other attachments than it was given before. */
export async function changesAttachments(
  tx: Tx,
  note: { id: number; ownerId: number },
  patch: { attachments?: readonly string[] | undefined },
): Promise<boolean> {
  if (patch.attachments === undefined) return false;
  const wanted = await attachmentsFor(tx, note.ownerId, patch.attachments, []);
  return wanted.map(({ id }) => String(id)).join() !== (await explicitNames(tx, note.id)).join();
}
