import { join } from 'node:path';
import { audienceOf } from '../../domain/access.ts';
import type { NoteView } from '../../domain/note.ts';
import { SECOND, type Clock } from '../../domain/time.ts';
import type { Tx } from '../../store/store.ts';
import type { VaultFile } from '../../store/vault-files.ts';
import type { FileRead } from '../../vault/read.ts';
import { identityOf, look } from '../../vault/stamp.ts';
import { lockNotes, type createNoteWriter } from '../note-writer.ts';
import type { VaultOwner } from './owner.ts';

/** What was found under the name of a note. */
export type Found = { is: 'file'; read: FileRead } | { is: 'missing' } | { is: 'unreadable' };

/** Who is named as the editor of what other programs write. */
const EDITOR = 'vault';

export type TakeIn = ReturnType<typeof createTakeIn>;

/** Makes the notes agree with what other programs did to their files. */
export function createTakeIn({
  writer,
  clock,
}: {
  /** One that writes no files. */
  writer: ReturnType<typeof createNoteWriter>;
  clock: Clock;
}) {
  /** The note whose file was given this name: one with the same bytes, which is not there any more. */
  async function movedHere(tx: Tx, owner: VaultOwner, hash: string): Promise<VaultFile | undefined> {
    const candidates = await tx.vaultFiles.withHash(owner.id, hash);
    return candidates.find((file) => look(join(owner.folder, file.filename)).is === 'missing');
  }

  async function takeFile(tx: Tx, owner: VaultOwner, filename: string, read: FileRead): Promise<void> {
    const now = clock();
    const { content, hasBom, problem, hash, stamp, modifiedAt } = read;
    const outside = { editor: EDITOR, modifiedAt };
    const there = await tx.vaultFiles.named(owner.id, filename);
    if (there?.hash === hash) return tx.vaultFiles.put({ ...there, stamp, problem });
    const noteId = there?.noteId ?? (await tx.vaultFiles.noteNamed(owner.id, filename));
    const before = noteId === undefined ? undefined : await noteOf(tx, owner, noteId);
    const moved = before ? undefined : await movedHere(tx, owner, hash);
    const known = moved && (await noteOf(tx, owner, moved.noteId));
    let note: NoteView;
    if (before) {
      const status = before.status === 'TRASHED' ? 'NORMAL' : before.status;
      const isSame = before.content === content && before.status === status;
      note = isSame
        ? before
        : await writer.save(
            tx,
            owner.principal,
            before,
            { content, status },
            { now, conditional: false, outside },
          );
    } else if (known) {
      const renamed = { ...outside, filename };
      note = await writer.save(tx, owner.principal, known, {}, { now, conditional: false, outside: renamed });
    } else {
      const createdAt = Number.parseInt(filename, 16) * SECOND;
      note = await writer.insert(tx, owner.principal, { content, createdAt, filename }, now, outside);
    }
    const { id: noteIdNow, editedAt } = note;
    await tx.vaultFiles.put({
      noteId: noteIdNow,
      ownerId: owner.id,
      filename,
      stamp,
      hash,
      hasBom,
      editedAt,
      problem,
    });
  }

  async function takeMissing(tx: Tx, owner: VaultOwner, filename: string): Promise<void> {
    const file = await tx.vaultFiles.named(owner.id, filename);
    if (!file) return;
    const note = await noteOf(tx, owner, file.noteId);
    await tx.vaultFiles.put({ ...file, stamp: null, problem: null });
    if (!note || note.status === 'TRASHED') return;
    const now = clock();
    const outside = { editor: EDITOR, modifiedAt: now };
    await writer.save(tx, owner.principal, note, { status: 'TRASHED' }, { now, conditional: false, outside });
  }

  return {
    /**
     * @returns whether what was found is still there; if not, nothing was done
     */
    async take(tx: Tx, owner: VaultOwner, filename: string, found: Found): Promise<boolean> {
      await lockNotes(tx, owner.id);
      const there = look(join(owner.folder, filename));
      if (found.is === 'file') {
        if (there.is !== 'file' || there.stamp !== found.read.stamp) return false;
        await takeFile(tx, owner, filename, found.read);
      } else if (found.is === 'missing') {
        // Where the whole folder is missing, none of its files is.
        const isSameFolder = identityOf(owner.folder) === (await tx.vaultFiles.folderOf(owner.id))?.identity;
        if (there.is !== 'missing' || !isSameFolder) return false;
        await takeMissing(tx, owner, filename);
      } else {
        const file = await tx.vaultFiles.named(owner.id, filename);
        if (file && file.problem !== 'unreadable')
          await tx.vaultFiles.put({ ...file, problem: 'unreadable' });
      }
      return true;
    },
  };
}

function noteOf(tx: Tx, owner: VaultOwner, id: number): Promise<NoteView | undefined> {
  return tx.notes.findForUpdate({ id }, audienceOf(owner.principal));
}
