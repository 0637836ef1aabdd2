import { join } from 'node:path';
import { DomainError } from '../../domain/errors.ts';
import type { Note, NoteView } from '../../domain/note.ts';
import type { NoteRecord } from '../../store/note-rows.ts';
import type { Participant, Tx } from '../../store/store.ts';
import type { VaultFile } from '../../store/vault-files.ts';
import { OutsideEditError } from '../../vault/errors.ts';
import { encodeText, inLineEndsOf } from '../../vault/text.ts';
import { hashOf } from '../../vault/read.ts';
import { identityOf, look } from '../../vault/stamp.ts';
import type { FileItem } from './commit.ts';
import type { createOwners, VaultOwner } from './owner.ts';
import { wordsOf } from './problems.ts';

type Placed = Pick<Note, 'id' | 'ownerId' | 'filename' | 'status' | 'content'>;

/** What a change of a note does to its file. Whatever is compared with the folder here is compared again before the commit. */
export interface NoteFiles {
  /** @throws OutsideEditError where the file of the note is not as it was last seen */
  assertCurrent(tx: Tx, note: Placed): Promise<void>;
  /** The name of the owner's next note: that of this second or, where it is taken, of the nearest free one after it. */
  freeName(tx: Tx, ownerId: number, second: number): Promise<string>;
  /** New content in the line ends of the note. */
  inItsLineEnds(before: Pick<Note, 'content'>, content: string): string;
  /**
   * Has the file follow the note, with the commit.
   * @param before null for a new note
   * @throws OutsideEditError, FILE_CONFLICT, VAULT_UNAVAILABLE
   */
  follow(tx: Tx, before: Placed | null, after: Pick<NoteRecord, 'note' | 'editedAt'>): Promise<void>;
}

/** Where the database is the truth for all. */
export const noFiles: NoteFiles = {
  async assertCurrent() {},
  freeName: (tx, ownerId, second) => tx.notes.freeFilename(ownerId, second),
  inItsLineEnds: (_, content) => content,
  async follow() {},
};

export function createNoteFiles({
  owners,
  commit,
  isUnknowable,
  maxBytes,
}: {
  owners: ReturnType<typeof createOwners>;
  commit: Participant<FileItem>;
  /** Whether a file is there that could not become a note, such as one that cannot be read. */
  isUnknowable(path: string): boolean;
  /** Of one note. */
  maxBytes: number;
}): NoteFiles & { bring(tx: Tx, note: NoteView): Promise<boolean> } {
  async function ownerIn(tx: Tx, ownerId: number): Promise<VaultOwner | null> {
    const owner = await owners.find(tx, ownerId);
    if (!owner) return null;
    const identity = identityOf(owner.folder);
    if (identity === null || identity !== (await tx.vaultFiles.folderOf(ownerId))?.identity) {
      throw new OutsideEditError(ownerId, null);
    }
    return owner;
  }

  function isAsSeen(owner: VaultOwner, filename: string, file: VaultFile | undefined): boolean {
    const there = look(join(owner.folder, filename));
    if (there.is === 'missing') return (file?.stamp ?? null) === null;
    return there.is === 'file' && there.stamp === file?.stamp;
  }

  function add(tx: Tx, owner: VaultOwner, after: Wanted, file: VaultFile | undefined): void {
    const { note, editedAt } = after;
    const bytes = note.status === 'TRASHED' ? null : encodeText(note.content, file?.hasBom ?? false);
    tx.join(commit, {
      path: join(owner.folder, note.filename),
      expected: file?.stamp ?? null,
      expectedHash: file?.stamp ? file.hash : null,
      bytes,
      editedAt,
      row: {
        noteId: note.id,
        ownerId: owner.id,
        filename: note.filename,
        hash: bytes ? hashOf(bytes) : (file?.hash ?? ''),
        hasBom: file?.hasBom ?? false,
        editedAt,
        problem: null,
      },
    });
  }

  return {
    async assertCurrent(tx, note) {
      const owner = await ownerIn(tx, note.ownerId);
      if (!owner || note.status === 'TRASHED') return;
      const file = await tx.vaultFiles.ofNote(note.id);
      if (file?.problem === 'unreadable') return;
      if (!isAsSeen(owner, note.filename, file)) throw new OutsideEditError(owner.id, note.filename);
    },

    async freeName(tx, ownerId, second) {
      const owner = await ownerIn(tx, ownerId);
      for (let from = second; ;) {
        const filename = await tx.notes.freeFilename(ownerId, from);
        const path = owner && join(owner.folder, filename);
        const there = path === null ? null : look(path);
        if (path === null || there?.is === 'missing') return filename;
        if (there?.is === 'file' && !isUnknowable(path)) throw new OutsideEditError(ownerId, filename);
        from = Number.parseInt(filename, 16) + 1;
      }
    },

    inItsLineEnds(before, content) {
      const fitting = inLineEndsOf(before.content, content);
      return Buffer.byteLength(fitting) <= maxBytes ? fitting : content;
    },

    async follow(tx, before, after) {
      const { note } = after;
      const had = before !== null && before.status !== 'TRASHED';
      const has = note.status !== 'TRASHED';
      const isSame = had && before.content === note.content && before.filename === note.filename;
      if (had === has && (!has || isSame)) return;
      const owner = await ownerIn(tx, note.ownerId);
      if (!owner) return;
      const file = await tx.vaultFiles.ofNote(note.id);
      if (file?.problem) {
        throw new DomainError('FILE_CONFLICT', `The file ${note.filename} ${wordsOf(file.problem)}`);
      }
      if (!isAsSeen(owner, note.filename, file)) throw new OutsideEditError(owner.id, note.filename);
      add(tx, owner, after, file);
    },

    /**
     * Has the file of a note follow it that was changed while there was no vault.
     * @returns whether it will: not where the folder has something else in its place
     */
    async bring(tx, note) {
      const owner = await ownerIn(tx, note.ownerId);
      if (!owner) return true;
      const file = await tx.vaultFiles.ofNote(note.id);
      if (file?.problem) return true;
      // It may have been written or taken in meanwhile.
      const hasFile = file !== undefined && file.stamp !== null;
      if (note.status === 'TRASHED' ? !hasFile : hasFile && file.editedAt === note.editedAt) return true;
      if (!isAsSeen(owner, note.filename, file)) return false;
      add(tx, owner, { note, editedAt: note.editedAt }, file);
      return true;
    },
  };
}

interface Wanted {
  note: Placed;
  editedAt: number;
}
