import { readerOf, requireUser, type Principal, type SignedIn } from '../domain/access.ts';
import { addressIn, kindOfAddress, normalizeAddress, webAddress } from '../domain/capture/address.ts';
import { DuplicateError } from '../domain/capture/duplicate.ts';
import { pageContent, stubContent, type Page } from '../domain/capture/page.ts';
import { DomainError, invalid, notFound } from '../domain/errors.ts';
import { plainText, readNote } from '../domain/markdown/index.ts';
import {
  assertContent,
  assertCounts,
  type ContentLimits,
  type NoteKind,
  type NoteView,
} from '../domain/note.ts';
import { decodeCursor, encodeCursor } from '../domain/page.ts';
import { MAX_SPACES_AT_ONCE } from '../domain/space/space.ts';
import { assertText } from '../domain/text.ts';
import type { Clock } from '../domain/time.ts';
import type { NoteRef } from '../store/notes.ts';
import type { Store, Tx } from '../store/store.ts';
import { enqueueCapture } from './capture-jobs.ts';
import { bumpRevisions, holdScopes, holdScopesOf } from './changes.ts';
import type { Jobs } from './jobs.ts';
import { lockNotes, type NotePatch } from './note-writer.ts';
import type { Notes } from './notes.ts';
import { tagKeysOf } from './note-record.ts';
import { sha256 } from './random.ts';
import type { Spaces, SpaceView } from './spaces.ts';

export type Memories = ReturnType<typeof createMemories>;

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

export interface NewMemory {
  /** A URL, or a text. */
  content: string;
  /** Names of the spaces that are to hold it. */
  spaces?: readonly string[] | undefined;
  /** What the caller has fetched already, so that nothing is fetched here. */
  prefetched?: Prefetched | undefined;
}

interface Prefetched {
  title?: string | undefined;
  type?: NoteKind | undefined;
  description?: string | undefined;
  ogImage?: string | undefined;
  /** Markdown. */
  contentToSave?: string | undefined;
}

const ORDER = 'memories';
/** Others get their turn after so many. */
const NOTES_PER_TURN = 20;
/** Databases take so many values in one statement, and more. */
const IDS_AT_ONCE = 500;

/** Notes as they are collected: saved pages and own words, of one's own or in a space. */
export function createMemories({
  store,
  clock,
  limits,
  notes,
  spaces,
  jobs,
}: {
  store: Store;
  clock: Clock;
  limits: ContentLimits;
  notes: Notes;
  spaces: Spaces;
  jobs: Jobs;
}) {
  async function withPages(found: readonly NoteView[]): Promise<MemoryView[]> {
    const pages = await store.read.pages.of(found.filter(({ kind }) => kind !== 'note').map(({ id }) => id));
    return found.map((note) => ({ note, page: pages.get(note.id) ?? null }));
  }

  async function get(principal: Principal, ref: NoteRef): Promise<MemoryDetail> {
    return detailOf(store.read, principal, assertThere(await notes.get(principal, ref).catch(asDocument)));
  }

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

  /** @throws DuplicateError */
  async function assertNew(tx: Tx, userId: number, input: NewMemory): Promise<void> {
    const { urlKey, content } = sourceOf(input);
    const id =
      urlKey === null
        ? await tx.pages.noteWithContent(userId, content, readNote(content))
        : await tx.pages.noteWithUrl(userId, urlKey);
    if (id === undefined) return;
    const note = await tx.notes.find({ id }, { userId, visibilities: [] });
    throw new DuplicateError(note?.uid ?? '');
  }

  /** Whatever can be refused is refused before: by `assertInput`, `assertNew` and `assertMayAddTo`. */
  async function insert(
    tx: Tx,
    user: SignedIn,
    input: NewMemory,
    spaceIds: readonly number[],
  ): Promise<MemoryView> {
    const { prefetched } = input;
    const { url, urlKey, content } = sourceOf(input);
    const now = clock();
    const kind = url === null ? 'note' : kindOf(url, prefetched?.type);
    const note = await notes.insert(tx, user, { content, kind, spaceIds }, now);
    await spaces.holdNew(tx, note, spaceIds);
    if (url === null || urlKey === null) return { note, page: null };
    const page: Page = {
      ...EMPTY_PAGE,
      noteId: note.id,
      url,
      urlKey,
      description: prefetched?.description ?? '',
      imageUrl: prefetched?.ogImage ?? null,
      ...(prefetched && { status: 'done', capturedAt: now, capturedHash: sha256(note.content) }),
    };
    await tx.pages.put(user.userId, page);
    if (page.status === 'queued') await enqueueCapture(tx, jobs, page);
    return { note, page };
  }

  function assertInput(input: NewMemory): void {
    const { content } = sourceOf(input);
    assertContent(content, limits);
    const { tags, links } = readNote(content);
    assertCounts(tagKeysOf(tags).size, links.length);
    assertText('prefetched.description', input.prefetched?.description ?? '');
    if (typeof input.prefetched?.ogImage === 'string' && webAddress(input.prefetched.ogImage) === null)
      throw invalid('prefetched.ogImage', 'Must be an http or https address');
  }

  /** Before anything is asked that a new note in these spaces depends on. */
  async function lock(tx: Tx, user: SignedIn, names: readonly string[]): Promise<void> {
    await lockNotes(tx, user.userId);
    if (names.length === 0) return;
    const account = await tx.users.byId(user.userId);
    const isCommon = account?.defaultVisibility !== 'PRIVATE';
    await holdScopes(tx, { id: user.userId, isCommon }, await spaces.idsOf(tx, user, names));
  }

  /** @throws INVALID_ARGUMENT naming `spaces`, and what adding a note there would throw */
  async function assertMayAddTo(tx: Tx, user: SignedIn, names: readonly string[]): Promise<number[]> {
    if (names.length > MAX_SPACES_AT_ONCE)
      throw invalid('spaces', `A memory can be added to at most ${MAX_SPACES_AT_ONCE} spaces at once`);
    return spaces.assertMayAdd(tx, user, names);
  }

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
      return { items: await withPages(items), total, nextPageToken };
    },

    /** @throws NOT_FOUND also for what the reader may not know of */
    get,

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
     * Keeps a text, or a page whose text is fetched later.
     * @throws INVALID_ARGUMENT naming the field, DuplicateError, and what adding to the spaces throws; nothing is kept then
     */
    async add(principal: Principal, input: NewMemory): Promise<MemoryView> {
      const user = requireUser(principal, 'write');
      assertInput(input);
      return store.transact(async (tx) => {
        await lock(tx, user, input.spaces ?? []);
        const spaceIds = await assertMayAddTo(tx, user, input.spaces ?? []);
        await assertNew(tx, user.userId, input);
        return insert(tx, user, input, spaceIds);
      });
    },

    /**
     * The same for many, in one change: all that can be kept are, and each of the others says why not. So a crash leaves
     * all of them or none, and what is to be fetched is fetched after it.
     * @param names of the spaces that are to hold them
     * @throws what adding to the spaces throws; nothing is kept then
     */
    async addAll(
      principal: Principal,
      contents: readonly string[],
      names: readonly string[] = [],
    ): Promise<(MemoryView | DomainError)[]> {
      const user = requireUser(principal, 'write');
      return store.transact(async (tx) => {
        await lock(tx, user, names);
        const spaceIds = await assertMayAddTo(tx, user, names);
        const results: (MemoryView | DomainError)[] = [];
        for (const [index, content] of contents.entries()) {
          if (index % NOTES_PER_TURN === NOTES_PER_TURN - 1) await tx.pause();
          const refusal = await refusalOf(tx, user.userId, { content });
          results.push(refusal ?? (await insert(tx, user, { content }, spaceIds)));
        }
        return results;
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
        if (page.status === 'queued') return detail;
        const queued: Page = { ...page, status: 'queued', reason: null, attempts: 0, nextAttemptAt: null };
        await tx.pages.put(note.ownerId, queued);
        await bumpRevisions(tx, note, note, clock());
        await enqueueCapture(tx, jobs, queued);
        return { ...detail, page: queued };
      });
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
    if (!note || !page) return { noteId, title: '', failure: 'It was deleted' };
    return {
      noteId,
      title: plainText(note.title),
      failure: page.status === 'failed' ? (page.reason ?? 'Failed') : null,
    };
  }

  async function refusalOf(tx: Tx, userId: number, input: NewMemory): Promise<DomainError | null> {
    try {
      assertInput(input);
      await assertNew(tx, userId, input);
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }
}

async function detailOf(
  reads: Pick<Store['read'], 'pages' | 'spaces'>,
  principal: Principal,
  note: NoteView,
): Promise<MemoryDetail> {
  const page = (await reads.pages.find(note.id)) ?? null;
  const held = principal.kind === 'user' ? await reads.spaces.ofNotes([note.id], principal.userId) : null;
  return { note, page, spaces: held?.get(note.id) ?? [] };
}

const EMPTY_PAGE = {
  description: '',
  imageUrl: null,
  siteName: null,
  author: null,
  faviconUrl: null,
  language: null,
  publishedAt: null,
  status: 'queued',
  reason: null,
  attempts: 0,
  nextAttemptAt: null,
  capturedAt: null,
  capturedHash: null,
} as const;

function sourceOf(input: NewMemory): { url: string | null; urlKey: string | null; content: string } {
  const url = addressIn(input.content);
  return { url, urlKey: url === null ? null : normalizeAddress(url), content: contentOf(input, url) };
}

/** What has an address is no note of one's own. */
function kindOf(url: string, given: NoteKind | undefined): NoteKind {
  return given === undefined || given === 'note' ? kindOfAddress(url) : given;
}

function contentOf({ content, prefetched }: NewMemory, url: string | null): string {
  if (url === null) return prefetched?.contentToSave ?? content;
  if (!prefetched) return stubContent(url);
  return pageContent({ title: prefetched.title ?? '', url, content: prefetched.contentToSave ?? '' });
}

/** Here is no trash: what is in it is gone. @throws NOT_FOUND */
function assertThere(note: NoteView): NoteView {
  if (note.status === 'TRASHED') throw notFound('Document');
  return note;
}

/** The same failure in the words of those who ask for documents. */
function asDocument(error: unknown): never {
  if (error instanceof DomainError && error.code === 'NOT_FOUND') throw notFound('Document');
  throw error;
}
