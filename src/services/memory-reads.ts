import { readerOf, requireUser, type Principal } from '../domain/access.ts';
import { pageTitle } from '../domain/capture/page-title.ts';
import { decodeCursor, encodeCursor } from '../domain/page.ts';
import type { NoteRef } from '../store/notes.ts';
import type { Store } from '../store/store.ts';
import {
  asDocument,
  assertThere,
  detailOf,
  withPages,
  type MemoryDetail,
  type MemoryView,
} from './memory-view.ts';
import type { Notes } from './notes.ts';
import type { SpaceView } from './space-view.ts';
import type { Spaces } from './spaces.ts';

/** What came of fetching a page; `failure` is a sentence for people. */
export interface Fetched {
  noteId: number;
  title: string;
  failure: string | null;
}

export interface MemoryQuery {
  /** 0-based. */
  start: number;
  count: number;
  /** The name of a space; default: the caller's own notes. */
  space?: string | undefined;
  /** Goes on where another page ended, whatever came or went since; wins over `start`. */
  pageToken?: string | undefined;
}

const ORDER = 'memories';
/** Databases take so many values in one statement, and more. */
const IDS_AT_ONCE = 500;

/** Lists memories, and says what has come of pages that are fetched. */
export function createMemoryReads({ store, notes, spaces }: { store: Store; notes: Notes; spaces: Spaces }) {
  return {
    /**
     * What a list depends on: the space or user it is about, and the revision there. Two lists of the same are the same.
     * @throws NOT_FOUND for an unknown space, UNAUTHENTICATED without access
     */
    async scope(
      principal: Principal,
      space: string | undefined,
    ): Promise<{ name: string; revision: number; space: SpaceView | null }> {
      if (space === undefined) {
        const { userId } = requireUser(principal, 'read');
        const [revision = 0] = await store.read.revisions.of([`user:${userId}`]);
        return { name: String(userId), revision, space: null };
      }
      const view = await spaces.get(principal, space);
      const [revision = 0] = await store.read.revisions.of([`space:${view.id}`]);
      return { name: view.uid, revision, space: view };
    },

    /**
     * One page, newest first, and how many there are in all. Notes in the archive or the trash are not among them.
     * @throws as `scope`, INVALID_ARGUMENT naming `pageToken`
     */
    async list(
      principal: Principal,
      { start, count, space, pageToken }: MemoryQuery,
    ): Promise<{ items: MemoryView[]; total: number; nextPageToken: string }> {
      const below = pageToken === undefined ? undefined : decodeCursor(pageToken, ORDER, 1)[0];
      const offset = below === undefined ? start : 0;
      const view = space === undefined ? null : await spaces.get(principal, space);
      const found = view
        ? await store.read.spaces.page(view.id, { limit: count + 1, offset, below }, readerOf(principal))
        : await store.read.notes.ownPage(requireUser(principal, 'read').userId, {
            limit: count + 1,
            offset,
            below,
          });
      const total = await store.read.counts.of(
        view ? `space:${view.id}` : `user:${requireUser(principal, 'read').userId}`,
      );
      const items = found.slice(0, count);
      const last = items.at(-1);
      const nextPageToken = found.length > count && last ? encodeCursor(ORDER, [last.position]) : '';
      return { items: await withPages(store.read, items), total, nextPageToken };
    },

    /** @throws NOT_FOUND also for what the reader may not know of */
    async get(principal: Principal, ref: NoteRef): Promise<MemoryDetail> {
      return detailOf(store.read, principal, assertThere(await notes.get(principal, ref).catch(asDocument)));
    },

    /** What came of those of these pages that are not waited for any more. */
    async fetched(noteIds: readonly number[]): Promise<Fetched[]> {
      const found: Fetched[] = [];
      for (let start = 0; start < noteIds.length; start += IDS_AT_ONCE) {
        const some = noteIds.slice(start, start + IDS_AT_ONCE);
        const queued = await store.read.pages.queuedAmong(some);
        for (const id of some) if (!queued.has(id)) found.push(await fetchedOf(id));
      }
      return found;
    },
  };

  async function fetchedOf(noteId: number): Promise<Fetched> {
    const note = await store.read.notes.find({ id: noteId }, { userId: null, visibilities: [] });
    const page = await store.read.pages.find(noteId);
    const isLeftAlone = note?.status === 'TRASHED' && page?.status === 'queued';
    if (!note || !page || isLeftAlone) return { noteId, title: '', failure: 'It was deleted' };
    return {
      noteId,
      title: pageTitle(note, page),
      failure: page.status === 'failed' ? (page.reason ?? 'Failed') : null,
    };
  }
}
