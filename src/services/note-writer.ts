import { audienceOf, type SignedIn } from '../domain/access.ts';
import {
  assertCounts,
  continuesEdit,
  type NoteKind,
  type NoteView,
  type Status,
  type Visibility,
} from '../domain/note.ts';
import { SECOND } from '../domain/time.ts';
import { readNoteInTurns } from '../domain/markdown/index.ts';
import type { NoteAttachment } from '../store/attachments.ts';
import type { NoteRecord } from '../store/note-rows.ts';
import type { Tx } from '../store/store.ts';
import { resumeCapture } from './capture-queue.ts';
import { bumpRevisions } from './changes.ts';
import { attachmentsFor, explicitNames, withOuterTerms } from './note-attachments.ts';
import { noteRecord, type NoteBasis, type ReadRecord } from './note-record.ts';
import type { Outbox } from './outbox.ts';
import type { Random } from './random.ts';
import { noFiles, type NoteFiles } from './vault/note-files.ts';

export interface NewNote {
  content: string;
  /** Default: own words. */
  kind?: NoteKind | undefined;
  /** Default: the creation second, or the nearest free one after it; the caller sees to it that it is free. */
  filename?: string | undefined;
  /** Default: the author's setting. */
  visibility?: Visibility | undefined;
  pinned?: boolean | undefined;
  /** Epoch milliseconds; default: now. */
  createdAt?: number | undefined;
  displayAt?: number | undefined;
  /** Ids or uids of the author's attachments. */
  attachments?: readonly string[] | undefined;
  /** Ids of the spaces that are about to hold it, for the index. */
  spaceIds?: readonly number[] | undefined;
}

export interface NotePatch {
  content?: string | undefined;
  kind?: NoteKind | undefined;
  visibility?: Visibility | undefined;
  pinned?: boolean | undefined;
  status?: Status | undefined;
  /** In place of those it was given before. */
  attachments?: readonly string[] | undefined;
}

/** An edit that another program made in a file, and that is taken in. */
export interface OutsideEdit {
  editor: string;
  /** When the file was written, epoch milliseconds. */
  modifiedAt: number;
  /** The name of the file, where it is another than before. */
  filename?: string;
}

/** Writes notes with all that follows from it: revisions, history, links, attachments, the index, files, and who is told. */
export function createNoteWriter({
  random,
  outbox,
  files = noFiles,
}: {
  random: Random;
  outbox: Outbox;
  files?: NoteFiles | undefined;
}) {
  async function insert(
    tx: Tx,
    user: SignedIn,
    input: NewNote,
    now: number,
    outside?: OutsideEdit,
  ): Promise<NoteView> {
    const createdAt = input.createdAt ?? now;
    const visibility = input.visibility ?? (await defaultVisibility(tx, user.userId));
    const id = await tx.notes.nextId();
    const place = { id, uid: await freeUid(tx), ownerId: user.userId, status: 'NORMAL', visibility } as const;
    const revision = await bumpRevisions(tx, null, place, now);
    const writtenAt = outside ? Math.min(outside.modifiedAt, now) : now;
    const basis = {
      ...place,
      filename: input.filename ?? (await files.freeName(tx, user.userId, Math.floor(createdAt / SECOND))),
      kind: input.kind ?? 'note',
      content: input.content,
      pinned: input.pinned ?? false,
      createdAt,
      updatedAt: writtenAt,
      displayAt: input.displayAt ?? createdAt,
      trashedAt: null,
      revision,
      position: await tx.notes.freePosition(createdAt, id),
    };
    const record = await recordOf(tx, basis, {
      editedAt: writtenAt,
      editor: outside?.editor ?? editorOf(user),
    });
    if (!outside) assertCounts(record.tagKeys.size, record.links.length);
    const attachments = await attachmentsFor(
      tx,
      user.userId,
      input.attachments ?? [],
      record.attachmentNames,
    );
    await tx.notes.insert(withOuterTerms(record, attachments, input.spaceIds ?? []));
    if (attachments.length > 0) await tx.attachments.setOfNote(id, attachments);
    await files.follow(tx, null, record);
    const created = await read(tx, record, user, attachments);
    await outbox.noteChanged(tx, 'note.created', created);
    return created;
  }

  async function freeUid(tx: Tx): Promise<string> {
    for (;;) {
      const uid = random.uid();
      if (!(await tx.notes.uidExists(uid))) return uid;
    }
  }

  /** Writes a changed note with its history and revisions. */
  async function save(
    tx: Tx,
    user: SignedIn,
    before: NoteView,
    patch: NotePatch,
    { now, conditional, outside }: { now: number; conditional: boolean; outside?: OutsideEdit },
  ): Promise<NoteView> {
    const after = applyPatch(before, patch, now);
    if (outside?.filename !== undefined) after.filename = outside.filename;
    else if (!outside) after.content = files.inItsLineEnds(before, after.content);
    const rewritten = after.content !== before.content;
    const last = await tx.notes.lastEdit(before.id);
    const writtenAt = outside ? Math.min(outside.modifiedAt, now) : now;
    const editor = outside?.editor ?? editorOf(user);
    // Two edits within a millisecond are two edits all the same.
    const edit = rewritten ? { editedAt: Math.max(writtenAt, last.editedAt + 1), editor } : last;
    if (rewritten && !continuesEdit(last, { at: now, editor, conditional })) {
      await tx.notes.keepVersion({ id: before.id, content: before.content, editedAt: last.editedAt }, now);
    }
    const spaceIds = await tx.spaces.holding(before.id);
    const revision = await bumpRevisions(tx, before, after, now, spaceIds);
    const record = await recordOf(tx, { ...after, revision }, edit);
    if (rewritten && !outside) assertCounts(record.tagKeys.size, record.links.length);
    const had = before.attachments.length > 0;
    const explicit = patch.attachments ?? (had ? await explicitNames(tx, before.id) : []);
    const attachments = await attachmentsFor(tx, before.ownerId, explicit, record.attachmentNames);
    await tx.notes.update(withOuterTerms(record, attachments, spaceIds), before);
    if (had || attachments.length > 0) await tx.attachments.setOfNote(before.id, attachments);
    await files.follow(tx, before, record);
    if (before.status === 'TRASHED' && after.status !== 'TRASHED') await resumeCapture(tx, before.id, now);
    const saved = await read(tx, record, user, attachments);
    const isDeleted = after.status === 'TRASHED' && before.status !== 'TRASHED';
    await outbox.noteChanged(tx, isDeleted ? 'note.deleted' : 'note.updated', saved);
    return saved;
  }

  return { insert, save };
}

/**
 * Comes before every change of notes that exist: changes of one owner follow one another anyway (each bumps the same
 * revision), and a change of many notes that others wait for with one of them in hand would never get through.
 */
export function lockNotes(tx: Tx, ownerId: number): Promise<void> {
  return tx.lock(`notes:${ownerId}`);
}

async function recordOf(
  tx: Tx,
  basis: NoteBasis,
  edit: { editedAt: number; editor: string | null },
): Promise<ReadRecord> {
  if (!isLong(basis.content)) return noteRecord(basis, edit);
  const turn = () => tx.pause();
  await turn();
  const facts = await readNoteInTurns(basis.content, turn);
  await turn();
  const record = noteRecord(basis, edit, facts);
  await turn();
  return record;
}

/** Reading it and writing what was read take long enough to let others be answered in between. */
function isLong(content: string): boolean {
  return content.length > 65_536;
}

/** The session or token behind an edit, by which runs of edits are recognised. */
function editorOf(user: SignedIn): string {
  return `${user.via}:${user.credentialId ?? user.userId}`;
}

async function defaultVisibility(tx: Tx, userId: number): Promise<Visibility> {
  return (await tx.users.byId(userId))?.defaultVisibility ?? 'PRIVATE';
}

/** What was written, with the links and attachments that it has now. */
async function read(
  tx: Tx,
  record: NoteRecord,
  user: SignedIn,
  attachments: readonly NoteAttachment[],
): Promise<NoteView> {
  const plain = { ...record.note, editedAt: record.editedAt, relatedIds: [], attachments: [] };
  if (record.links.length === 0 && attachments.length === 0) return plain;
  return (await tx.notes.find({ id: record.note.id }, audienceOf(user))) ?? plain;
}

function applyPatch(before: NoteView, patch: NotePatch, now: number): NoteView {
  const status = patch.status ?? before.status;
  return {
    ...before,
    content: patch.content ?? before.content,
    kind: patch.kind ?? before.kind,
    visibility: patch.visibility ?? before.visibility,
    pinned: patch.pinned ?? before.pinned,
    status,
    trashedAt: status === 'TRASHED' ? (before.trashedAt ?? now) : null,
    updatedAt: now,
  };
}
