import { requireUser, type Principal, type SignedIn } from '../domain/access.ts';
import type { Page } from '../domain/capture/page.ts';
import { DomainError, invalid } from '../domain/errors.ts';
import { assertContent, type ContentLimits } from '../domain/note.ts';
import type { Clock } from '../domain/time.ts';
import type { NoteRef } from '../store/notes.ts';
import type { Store, Tx } from '../store/store.ts';
import { enqueueCapture } from './capture-queue.ts';
import { bumpRevisions, holdScopesOf } from './changes.ts';
import type { Jobs } from './jobs.ts';
import {
  asDocument,
  assertThere,
  detailOf,
  type MemoryDetail,
  type MemoryPrecondition,
} from './memory-view.ts';
import { lockNotes, type NotePatch } from './note-writer.ts';
import type { Notes } from './notes.ts';

/** Others get their turn after so many. */
const NOTES_PER_TURN = 20;

/** Changes memories that are there: what they say, whether they are in the trash, and when their pages are fetched. */
export function createMemoryChanges({
  store,
  clock,
  limits,
  notes,
  jobs,
}: {
  store: Store;
  clock: Clock;
  limits: ContentLimits;
  notes: Notes;
  jobs: Jobs;
}) {
  /** The caller's own note, as long as nobody else can change it. @throws NOT_FOUND, PERMISSION_DENIED, FAILED_PRECONDITION */
  async function findForWriting(
    tx: Tx,
    user: SignedIn,
    ref: NoteRef,
    precondition: MemoryPrecondition | undefined,
  ): Promise<MemoryDetail> {
    const note = assertThere(await notes.findForWriting(tx, user, ref).catch(asDocument));
    const detail = await detailOf(tx, user, note);
    if (precondition && !precondition(detail)) throw new DomainError('FAILED_PRECONDITION');
    return detail;
  }

  return {
    /** Changes what the patch names. @throws as `notes.update` */
    async update(
      principal: Principal,
      ref: NoteRef,
      patch: Pick<NotePatch, 'content' | 'visibility'>,
      precondition?: MemoryPrecondition,
    ): Promise<MemoryDetail> {
      const user = requireUser(principal, 'write');
      if (patch.content !== undefined) assertContent(patch.content, limits);
      return store.transact(async (tx) => {
        const before = await findForWriting(tx, user, ref, precondition);
        const { content = before.note.content, visibility = before.note.visibility } = patch;
        if (content === before.note.content && visibility === before.note.visibility) return before;
        const edit = { now: clock(), conditional: precondition !== undefined };
        return { ...before, note: await notes.rewrite(tx, user, before.note, patch, edit) };
      });
    },

    /** Moves a note to the trash. @throws NOT_FOUND also for what is there already */
    async remove(principal: Principal, ref: NoteRef, precondition?: MemoryPrecondition): Promise<void> {
      const user = requireUser(principal, 'write');
      await store.transact(async (tx) => {
        const { note } = await findForWriting(tx, user, ref, precondition);
        await notes.rewrite(tx, user, note, { status: 'TRASHED' }, { now: clock(), conditional: false });
      });
    },

    /** Moves those of these notes that are the caller's to the trash, in one change. @returns how many */
    async removeAll(principal: Principal, refs: readonly NoteRef[]): Promise<number> {
      const user = requireUser(principal, 'write');
      return store.transact(async (tx) => {
        await lockNotes(tx, user.userId);
        await holdScopesOf(tx, user.userId);
        let count = 0;
        for (const [index, ref] of refs.entries()) {
          if (index % NOTES_PER_TURN === NOTES_PER_TURN - 1) await tx.pause();
          const note = await tx.notes.find(ref, { userId: user.userId, visibilities: [] });
          if (note?.ownerId !== user.userId || note.status === 'TRASHED') continue;
          const current = await notes.findForWriting(tx, user, { id: note.id });
          await notes.rewrite(tx, user, current, { status: 'TRASHED' }, { now: clock(), conditional: false });
          count++;
        }
        return count;
      });
    },

    /**
     * Fetches the page of a note once more. What the note says now is kept: in its history if the page says something else,
     * and as it is where somebody has edited it; then the history has what the page says.
     * @throws NOT_FOUND, PERMISSION_DENIED, INVALID_ARGUMENT for a note without a page
     */
    async recapture(
      principal: Principal,
      ref: NoteRef,
      precondition?: MemoryPrecondition,
    ): Promise<MemoryDetail> {
      const user = requireUser(principal, 'write');
      return store.transact(async (tx) => {
        const detail = await findForWriting(tx, user, ref, precondition);
        const { note, page } = detail;
        if (!page) throw invalid('id', 'This note was not saved from the web');
        // Also for one that is queued: its job may be gone. Whichever comes second finds it done, and ends.
        const queued: Page = { ...page, status: 'queued', reason: null, attempts: 0, nextAttemptAt: null };
        if (page.status !== 'queued') {
          await tx.pages.put(note.ownerId, queued);
          await bumpRevisions(tx, note, note, clock());
        }
        await enqueueCapture(tx, jobs, queued);
        return { ...detail, page: queued };
      });
    },
  };
}
