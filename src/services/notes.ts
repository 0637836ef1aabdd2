import {
  ANONYMOUS,
  assertMayWrite,
  audienceOf,
  mayRead,
  readerOf,
  requireUser,
  type Principal,
  type SignedIn,
} from '../domain/access.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import { assertContent, TRASH_MS, type ContentLimits, type NoteView } from '../domain/note.ts';
import type { Clock } from '../domain/time.ts';
import type { NoteRef } from '../store/notes.ts';
import type { Store, Tx } from '../store/store.ts';
import { bumpRevisions, scopesOfAll } from './changes.ts';
import { changesAttachments, explicitNames } from './note-attachments.ts';
import { listNotes, type NotePage, type NoteQuery } from './note-list.ts';
import { createNoteWriter, lockNotes, type NewNote, type NotePatch } from './note-writer.ts';
import { once, type Once, type OnceResult } from './once.ts';
import type { Outbox } from './outbox.ts';
import type { Random } from './random.ts';
import { noFiles, type NoteFiles } from './vault/note-files.ts';

export type Notes = ReturnType<typeof createNotes>;
export type { NoteRef } from '../store/notes.ts';
export type { NoteQuery } from './note-list.ts';
export type { NewNote } from './note-writer.ts';

/** Says whether the note is still the version that the writer saw; without one, the write is unconditional. */
export type Precondition = (current: NoteView) => boolean;

export function createNotes({
  store,
  clock,
  random,
  limits,
  outbox,
  files = noFiles,
}: {
  store: Store;
  clock: Clock;
  random: Random;
  limits: ContentLimits;
  outbox: Outbox;
  /** Where notes are files too. */
  files?: NoteFiles | undefined;
}) {
  const { insert, save } = createNoteWriter({ random, outbox, files });

  async function findForWriting(tx: Tx, user: SignedIn, ref: NoteRef): Promise<NoteView> {
    await lockNotes(tx, user.userId);
    const note = await tx.notes.findForUpdate(ref, readerOf(user));
    if (!note) throw notFound('Memo');
    assertMayWrite(user, note);
    await files.assertCurrent(tx, note);
    return note;
  }

  return {
    /**
     * @throws INVALID_ARGUMENT for blank content, PAYLOAD_TOO_LARGE, and what `requireUser` throws
     */
    async create(
      principal: Principal,
      input: NewNote,
      request?: Once<NoteView>,
    ): Promise<OnceResult<NoteView>> {
      const user = requireUser(principal, 'write');
      assertContent(input.content, limits);
      return store.transact((tx) => {
        const now = clock();
        return once(tx, user.userId, now, request, () => insert(tx, user, input, now));
      });
    },

    /** @throws NOT_FOUND also for what the reader may not know of */
    async get(principal: Principal, ref: NoteRef): Promise<NoteView> {
      const note = await store.read.notes.find(ref, readerOf(principal));
      if (!note || !mayRead(principal, note)) throw notFound('Memo');
      return note;
    },

    /**
     * What any answer to this reader depends on: two that were read at the same revisions are the same. The last one is that
     * of all spaces, on which lists of notes do not depend. One keyed read.
     */
    async revisions(principal: Principal): Promise<number[]> {
      return store.read.revisions.of(scopesOfAll(audienceOf(principal).userId));
    },

    /** One page of the notes that the reader may see. */
    list: (principal: Principal, query: NoteQuery): Promise<NotePage> => listNotes(store, principal, query),

    /**
     * Changes what the patch names; a patch that changes nothing leaves the note as it is.
     * @throws FAILED_PRECONDITION when `precondition` does not hold for the present version
     */
    async update(
      principal: Principal,
      ref: NoteRef,
      patch: NotePatch,
      precondition?: Precondition,
    ): Promise<NoteView> {
      const user = requireUser(principal, 'write');
      if (patch.content !== undefined) assertContent(patch.content, limits);
      return store.transact(async (tx) => {
        const before = await findForWriting(tx, user, ref);
        if (precondition && !precondition(before)) throw new DomainError('FAILED_PRECONDITION');
        if (!changes(before, patch) && !(await changesAttachments(tx, before, patch))) return before;
        return save(tx, user, before, patch, { now: clock(), conditional: precondition !== undefined });
      });
    },

    /** Moves a note to the trash; with `force`, removes one that is there already for good. */
    async remove(
      principal: Principal,
      ref: NoteRef,
      { force = false, precondition }: { force?: boolean; precondition?: Precondition | undefined } = {},
    ): Promise<void> {
      const user = requireUser(principal, 'write');
      await store.transact(async (tx) => {
        const note = await findForWriting(tx, user, ref);
        if (precondition && !precondition(note)) throw new DomainError('FAILED_PRECONDITION');
        if (note.status !== 'TRASHED') {
          await save(tx, user, note, { status: 'TRASHED' }, { now: clock(), conditional: false });
        } else if (force) {
          await bumpRevisions(tx, note, null, clock());
          await tx.notes.remove(note);
        }
      });
    },

    /** The caller's NORMAL notes and the links between them. */
    async graph(principal: Principal) {
      const user = requireUser(principal, 'read');
      return store.read.notes.graph(user.userId);
    },

    /** Removes what has been in the trash for its time. @returns how many notes */
    async emptyTrash(): Promise<number> {
      const ids = await store.read.notes.trashedBefore(clock() - TRASH_MS, 500);
      for (const id of ids) {
        await store.transact(async (tx) => {
          const note = await tx.notes.findForUpdate({ id }, audienceOf(ANONYMOUS));
          if (note?.status !== 'TRASHED' || (note.trashedAt ?? Infinity) > clock() - TRASH_MS) return;
          await bumpRevisions(tx, note, null, clock());
          await tx.notes.remove(note);
        });
      }
      return ids.length;
    },

    /** For services that write notes as part of a larger change. */
    insert,
    findForWriting,

    /** For services that rewrite notes as part of a larger change, such as renaming a tag. */
    rewrite: save,

    /** Gives one of the user's notes one more attachment. @throws NOT_FOUND, PERMISSION_DENIED */
    async attach(tx: Tx, user: SignedIn, ref: NoteRef, attachmentId: number, now: number): Promise<void> {
      const note = await findForWriting(tx, user, ref);
      const attachments = [...(await explicitNames(tx, note.id)), String(attachmentId)];
      await save(tx, user, note, { attachments }, { now, conditional: false });
    },

    /** Writes one of the user's notes anew, after something that it shows has changed. */
    async refresh(tx: Tx, user: SignedIn, ref: NoteRef, now: number): Promise<void> {
      await save(tx, user, await findForWriting(tx, user, ref), {}, { now, conditional: false });
    },
  };
}

function changes(before: NoteView, patch: NotePatch): boolean {
  return (
    (patch.content ?? before.content) !== before.content ||
    (patch.visibility ?? before.visibility) !== before.visibility ||
    (patch.pinned ?? before.pinned) !== before.pinned ||
    (patch.status ?? before.status) !== before.status
  );
}
