import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { audienceOf } from '../../domain/access.ts';
import type { Store, Tx } from '../../store/store.ts';
import { folderFailure, unavailable } from '../../vault/errors.ts';
import type { Scanner } from '../../vault/scan.ts';
import { identityOf, look } from '../../vault/stamp.ts';
import type { createInbox } from './inbox.ts';
import type { createNoteFiles } from './note-files.ts';
import type { VaultOwner } from './owner.ts';

const ROWS_PER_TURN = 1000;
const NOTES_PER_CHANGE = 50;

type Inbox = Pick<ReturnType<typeof createInbox>, 'add'>;

/** Compares a whole folder with what the database has of it, and makes them agree. */
export function createReconcile({
  store,
  scanner,
  files,
  inboxOf,
  transact,
  isClosed,
}: {
  /** The store itself. */
  store: Store;
  scanner: Scanner;
  files: Pick<ReturnType<typeof createNoteFiles>, 'bring'>;
  inboxOf: (owner: VaultOwner, kind: 'compared' | 'named') => Inbox;
  /** Resolves outside edits that it meets. */
  transact: Store['transact'];
  isClosed: () => boolean;
}) {
  /**
   * Sees to it that the folder is the one that is known, or may become so.
   * @returns whether it is new to the database
   * @throws VAULT_UNAVAILABLE: what is missing in another folder has not been deleted
   */
  async function open(owner: VaultOwner): Promise<{ isNew: boolean; found: Map<string, string> }> {
    const known = await store.read.vaultFiles.folderOf(owner.id);
    if (known === undefined) makeFolder(owner.folder);
    const identity = identityOf(owner.folder);
    if (identity === null) throw unavailable('it is not there');
    const found = await scanner.list(owner.folder).catch((error: unknown) => {
      throw folderFailure(Object.assign(error as Error, { syscall: 'scandir' }));
    });
    if (known?.identity === identity) {
      if (known.path !== owner.folder) {
        await store.transact((tx) => tx.vaultFiles.putFolder(owner.id, owner.folder, identity));
      }
      return { isNew: false, found };
    }
    const had = await store.read.vaultFiles.stamps(owner.id, '', 1);
    if (known !== undefined && found.size === 0 && had.length > 0) {
      throw unavailable(
        'it is empty, and not the one that it was; if that is meant so, run commonplace doctor --repair',
      );
    }
    await store.transact(async (tx) => {
      // Another process may have found the same.
      if ((await tx.vaultFiles.folderOf(owner.id))?.identity === identity) return;
      if (known !== undefined) await tx.vaultFiles.forgetFolder(owner.id);
      await tx.vaultFiles.putFolder(owner.id, owner.folder, identity);
    });
    return { isNew: true, found };
  }

  /** The names under which folder and database differ. */
  async function differences(owner: VaultOwner, found: Map<string, string>): Promise<string[]> {
    const names: string[] = [];
    for (let after = ''; ; await nextTurn()) {
      const page = await store.read.vaultFiles.stamps(owner.id, after, ROWS_PER_TURN);
      for (const { filename, stamp, problem } of page) {
        if (found.get(filename) !== stamp || problem === 'unreadable') names.push(filename);
        found.delete(filename);
      }
      if (page.length < ROWS_PER_TURN) return [...names, ...found.keys()];
      after = page.at(-1)?.filename ?? '';
    }
  }

  /** Writes the notes that were changed while there was no vault, or before there was one. */
  async function writeOut(owner: VaultOwner): Promise<void> {
    for (let after = ''; ; await nextTurn()) {
      const page = await store.read.vaultFiles.notes(owner.id, after, ROWS_PER_TURN);
      const behind = page.filter((note) => (note.status === 'TRASHED' ? note.hasFile : !note.isWritten));
      for (let start = 0; start < behind.length; start += NOTES_PER_CHANGE) {
        if (isClosed()) return;
        const chunk = behind.slice(start, start + NOTES_PER_CHANGE);
        const ids = chunk.map(({ id }) => id);
        const inTheWay = await transact((tx) => bringAll(tx, owner, ids));
        await inboxOf(owner, 'compared').add(inTheWay);
      }
      if (page.length < ROWS_PER_TURN) return;
      after = page.at(-1)?.filename ?? '';
    }
  }

  async function bringAll(tx: Tx, owner: VaultOwner, ids: readonly number[]): Promise<string[]> {
    const inTheWay: string[] = [];
    for (const id of ids) {
      const note = await tx.notes.findForUpdate({ id }, audienceOf(owner.principal));
      if (note && !(await files.bring(tx, note))) inTheWay.push(note.filename);
    }
    return inTheWay;
  }

  /** Files of notes that were removed for good while there was no vault. */
  async function forgetOrphans(owner: VaultOwner): Promise<void> {
    for (;;) {
      const orphans = await store.read.vaultFiles.orphans(owner.id, NOTES_PER_CHANGE);
      if (orphans.length === 0) return;
      await store.transact(async (tx) => {
        for (const { noteId } of orphans) await tx.vaultFiles.forget(noteId);
      });
    }
  }

  return {
    /**
     * @param isComplete whether the database may have changed too while there was no vault
     * @throws VAULT_UNAVAILABLE
     */
    async folder(owner: VaultOwner, isComplete: boolean): Promise<void> {
      const { isNew, found } = await open(owner);
      await inboxOf(owner, 'compared').add(await differences(owner, found));
      if (!isNew && !isComplete) return;
      await forgetOrphans(owner);
      await writeOut(owner);
    },

    /** What an outside edit of one file needs. */
    async file(owner: VaultOwner, filename: string): Promise<void> {
      // One that is gone may be there under another name.
      if (look(join(owner.folder, filename)).is === 'missing') await this.folder(owner, false);
      else await inboxOf(owner, 'named').add([filename]);
    },
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw folderFailure(error);
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
