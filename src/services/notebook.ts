import { mayDo, requireUser, type Principal, type SignedIn } from '../domain/access.ts';
import { isSeenEdit, type SeenEdit } from '../domain/edit-time.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import { filenameOf } from '../domain/filename.ts';
import { assertSize, type ContentLimits } from '../domain/note.ts';
import { assertText } from '../domain/text.ts';
import { SECOND, type Clock } from '../domain/time.ts';
import type { CatalogueRow, NoteFile } from '../store/note-files.ts';
import type { Reads, Store, Tx } from '../store/store.ts';
import { lockNotes } from './note-writer.ts';
import type { Notes } from './notes.ts';

export type Notebook = ReturnType<typeof createNotebook>;
export type { CatalogueRow, FileLink, NoteFile } from '../store/note-files.ts';

/** Whether the note is still the version that the writer saw; without one, the time of the edit alone counts. */
type FilePrecondition = (current: NoteFile) => boolean;

/** So many rows are read at a time at most; what else waits for the process gets its turn in between. */
const ROWS_PER_TURN = 250;
/** Notes may be large: what is read of them at a time is about so much text, as far as those before tell. */
const FIRST_NOTES = 25;
const TEXT_PER_TURN = 512 * 1024;
/** A list that is being changed while it is read is read again so often, then as one. */
const ATTEMPTS = 2;

/** A user's own notes as the files of one folder: all of them but the trash, by file name. */
export function createNotebook({
  store,
  clock,
  limits,
  notes,
  folderOf,
}: {
  store: Store;
  clock: Clock;
  limits: ContentLimits;
  notes: Pick<Notes, 'findForWriting' | 'insert' | 'rewrite'>;
  /** The path that the files of a user are shown under. */
  folderOf: (username: string) => string;
}) {
  const { read } = store;

  async function* contentsInTurns(userId: number) {
    let limit = FIRST_NOTES;
    for (let after = ''; ; await nextTurn()) {
      const rows = await read.notes.contents(userId, after, limit);
      if (rows.length > 0) yield rows;
      if (rows.length < limit) return;
      after = rows.at(-1)?.filename ?? '';
      const size = rows.reduce((sum, { content }) => sum + content.length, 0);
      limit = Math.min(ROWS_PER_TURN, Math.max(1, Math.floor((TEXT_PER_TURN * rows.length) / (size + 1))));
    }
  }

  async function catalogueInTurns(userId: number): Promise<CatalogueRow[]> {
    const all: CatalogueRow[][] = [];
    for (let after = ''; ; await nextTurn()) {
      const rows = await read.notes.catalogue(userId, after, ROWS_PER_TURN);
      all.push(rows);
      if (rows.length < ROWS_PER_TURN) return all.flat();
      after = rows.at(-1)?.filename ?? '';
    }
  }

  async function revisionOf(userId: number): Promise<number> {
    return (await read.revisions.of([`user:${userId}`]))[0] ?? 0;
  }

  async function fileForWriting(tx: Tx, user: SignedIn, filename: string) {
    const { id } = await find(tx.notes, user.userId, filename);
    const note = await notes.findForWriting(tx, user, { id });
    // What others wrote until now is seen only here.
    return { note, file: await find(tx.notes, user.userId, filename) };
  }

  /** What comes back under the name that it had is the note that it was, but nobody sees it who would not see a new one. */
  async function revive(tx: Tx, user: SignedIn, id: number, content: string): Promise<void> {
    const note = await notes.findForWriting(tx, user, { id });
    const visibility = (await tx.users.byId(user.userId))?.defaultVisibility ?? 'PRIVATE';
    const patch = { content, visibility, status: 'NORMAL' } as const;
    await notes.rewrite(tx, user, note, patch, { now: clock(), conditional: false });
  }

  return {
    /** @throws UNAUTHENTICATED, or PERMISSION_DENIED where the credential may only read */
    assertMayWrite: (principal: Principal): void => void requireUser(principal, 'write'),

    isWritable: (principal: Principal): boolean => mayDo(principal, 'write'),

    /** The folder that the files lie in or, without a vault, would lie in. */
    async folder(principal: Principal): Promise<string> {
      const user = await read.users.byId(requireUser(principal, 'read').userId);
      return folderOf(user?.username ?? '');
    },

    /** Two catalogues read at the same revision are the same. One keyed read. */
    async revision(principal: Principal): Promise<number> {
      return revisionOf(requireUser(principal, 'read').userId);
    },

    /** Every file without its content, by name. Reads in turns, and yet all that it returns belongs together. */
    async catalogue(principal: Principal): Promise<CatalogueRow[]> {
      const { userId } = requireUser(principal, 'read');
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const revision = await revisionOf(userId);
        const rows = await catalogueInTurns(userId);
        if ((await revisionOf(userId)) === revision) return rows;
      }
      return read.notes.catalogue(userId, '', Number.MAX_SAFE_INTEGER);
    },

    /** Every file with its content, by name, some at a time. */
    contents(principal: Principal) {
      return contentsInTurns(requireUser(principal, 'read').userId);
    },

    /** The names of files from this one on, at most `limit`. */
    async names(principal: Principal, from: string, limit: number): Promise<string[]> {
      return read.notes.filenames(requireUser(principal, 'read').userId, from, limit);
    },

    /** @throws NOT_FOUND */
    async get(principal: Principal, filename: string): Promise<NoteFile> {
      return find(read.notes, requireUser(principal, 'read').userId, filename);
    },

    /**
     * Writes a new file, which may be empty.
     * @throws ALREADY_EXISTS where the second of `createdAt` has a file, INVALID_ARGUMENT, PAYLOAD_TOO_LARGE
     */
    async create(
      principal: Principal,
      { content, createdAt }: { content: string; createdAt: number },
    ): Promise<NoteFile> {
      const user = requireUser(principal, 'write');
      assertText('content', content);
      assertSize(content, limits);
      const second = Math.floor(createdAt / SECOND);
      return store.transact(async (tx) => {
        const filename = filenameOf(second);
        await lockNotes(tx, user.userId);
        const taken = await tx.notes.named(user.userId, filename);
        if (taken && taken.status !== 'TRASHED') throw alreadyExists();
        if (taken) await revive(tx, user, taken.id, content);
        else await notes.insert(tx, user, { content, createdAt, filename }, clock());
        return find(tx.notes, user.userId, filename);
      });
    },

    /**
     * Replaces the content of a file.
     * @param seen the edit that the writer started from
     * @throws FILE_CONFLICT where it has been edited since, FAILED_PRECONDITION, NOT_FOUND
     */
    async rewrite(
      principal: Principal,
      filename: string,
      { content, seen }: { content: string; seen: SeenEdit },
      precondition?: FilePrecondition,
    ): Promise<NoteFile> {
      const user = requireUser(principal, 'write');
      assertText('content', content);
      assertSize(content, limits);
      return store.transact(async (tx) => {
        const { file, note } = await fileForWriting(tx, user, filename);
        if (precondition && !precondition(file)) throw new DomainError('FAILED_PRECONDITION');
        if (!isSeenEdit(seen, file.editedAt)) throw changed('overwrite');
        if (content === note.content) return file;
        await notes.rewrite(tx, user, note, { content }, { now: clock(), conditional: seen.exact });
        return find(tx.notes, user.userId, filename);
      });
    },

    /**
     * Moves a file to the trash.
     * @throws FILE_CONFLICT where it has been edited since or is linked to, FAILED_PRECONDITION, NOT_FOUND
     */
    async remove(
      principal: Principal,
      filename: string,
      seen: SeenEdit,
      precondition?: FilePrecondition,
    ): Promise<void> {
      const user = requireUser(principal, 'write');
      await store.transact(async (tx) => {
        const { file, note } = await fileForWriting(tx, user, filename);
        if (precondition && !precondition(file)) throw new DomainError('FAILED_PRECONDITION');
        if (!isSeenEdit(seen, file.editedAt)) throw changed('delete');
        if (file.incoming.length > 0) throw conflict('Refusing to delete. Note has IncomingLinks.');
        await notes.rewrite(
          tx,
          user,
          note,
          { status: 'TRASHED' },
          {
            now: clock(),
            conditional: false,
          },
        );
      });
    },
  };
}

async function find(
  notes: Pick<Reads['notes'], 'file'>,
  ownerId: number,
  filename: string,
): Promise<NoteFile> {
  const file = await notes.file(ownerId, filename);
  if (!file) throw notFound('Note');
  return file;
}

/** The texts are those of Notesium, which its clients show. */
const alreadyExists = () => new DomainError('ALREADY_EXISTS', 'File already exists');
const conflict = (message: string) => new DomainError('FILE_CONFLICT', message);
const changed = (what: 'overwrite' | 'delete') => conflict(`Refusing to ${what}. File changed on disk.`);

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
