import { requireUser, type Principal, type SignedIn } from '../domain/access.ts';
import { DuplicateError } from '../domain/capture/duplicate.ts';
import { DomainError, invalid } from '../domain/errors.ts';
import { readNote } from '../domain/markdown/index.ts';
import type { ContentLimits, NoteKind, NoteView } from '../domain/note.ts';
import { MAX_SPACES_AT_ONCE } from '../domain/space/space.ts';
import type { Clock } from '../domain/time.ts';
import type { Store, Tx } from '../store/store.ts';
import { enqueueCapture } from './capture-queue.ts';
import { holdScopes } from './changes.ts';
import type { Jobs } from './jobs.ts';
import { assertInput, newPage, sourceOf, type NewMemory } from './memory-source.ts';
import type { MemoryView } from './memory-view.ts';
import { lockNotes } from './note-writer.ts';
import type { Notes } from './notes.ts';
import type { Spaces } from './spaces.ts';

/** Others get their turn after so many. */
const NOTES_PER_TURN = 20;

/** Keeps what comes in, one or many at once. */
export function createMemoryAdding({
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

  /**
   * The plain note that says what the note of this page would say at first. Files are written before the commit, so a crash
   * between the two leaves the file alone, which becomes such a note.
   */
  async function leftOver(tx: Tx, user: SignedIn, input: NewMemory): Promise<NoteView | null> {
    const { url, content } = sourceOf(input);
    if (url === null) return null;
    const id = await tx.pages.noteWithContent(user.userId, content, readNote(content));
    if (id === undefined || (await tx.pages.find(id))) return null;
    return notes.findForWriting(tx, user, { id });
  }

  async function adopt(
    tx: Tx,
    user: SignedIn,
    note: NoteView,
    { kind }: { kind: NoteKind },
    spaceIds: readonly number[],
  ): Promise<NoteView> {
    const holding = await tx.spaces.holding(note.id);
    await spaces.holdNew(
      tx,
      note,
      spaceIds.filter((id) => !holding.includes(id)),
    );
    return notes.rewrite(tx, user, note, { kind }, { now: clock(), conditional: false });
  }

  /** Whatever can be refused is refused before: by `assertInput`, `assertNew` and `assertMayAddTo`. */
  async function insert(
    tx: Tx,
    user: SignedIn,
    input: NewMemory,
    spaceIds: readonly number[],
  ): Promise<MemoryView> {
    const { kind, content } = sourceOf(input);
    const now = clock();
    const there = await leftOver(tx, user, input);
    const note = there
      ? await adopt(tx, user, there, { kind }, spaceIds)
      : await notes.insert(tx, user, { content, kind, spaceIds }, now);
    if (!there) await spaces.holdNew(tx, note, spaceIds);
    const page = newPage(note, input, now);
    if (page) await tx.pages.put(user.userId, page);
    if (page?.status === 'queued') await enqueueCapture(tx, jobs, page, input);
    return { note, page };
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

  async function refusalOf(tx: Tx, userId: number, input: NewMemory): Promise<DomainError | null> {
    try {
      assertInput(input, limits);
      await assertNew(tx, userId, input);
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  return {
    /**
     * Keeps a text, or a page whose text is fetched later.
     * @throws INVALID_ARGUMENT naming the field, DuplicateError, and what adding to the spaces throws; nothing is kept then
     */
    async add(principal: Principal, input: NewMemory): Promise<MemoryView> {
      const user = requireUser(principal, 'write');
      assertInput(input, limits);
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
  };
}
