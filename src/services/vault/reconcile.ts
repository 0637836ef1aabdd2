import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { audienceOf } from '../../domain/access.ts';
import type { Store, Tx } from '../../store/store.ts';
import { folderFailure, unavailable } from '../../vault/errors.ts';
import { identityOf, look } from '../../vault/stamp.ts';
import type { Comparer, Listing } from './comparer.ts';
import type { createInbox } from './inbox.ts';
import type { createNoteFiles } from './note-files.ts';
import type { VaultOwner } from './owner.ts';

const NOTES_PER_CHANGE = 50;

export interface Comparison {
  /** A listing of a folder that the database knows, by somebody who knows of all that has happened in it since. */
  begun?: Promise<Listing> | null;
  /** Is called when the database has what is in the folder; what remains goes the other way. */
  takenIn?: (() => void) | undefined;
}

type Inbox = Pick<ReturnType<typeof createInbox>, 'add'>;

/** Compares a whole folder with what the database has of it, and makes them agree. */
export function createReconcile({
  store,
  comparer,
  files,
  inboxOf,
  transact,
  isClosed,
}: {
  /** The store itself. */
  store: Store;
  comparer: Comparer;
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
  async function open(
    owner: VaultOwner,
    begun: Promise<Listing> | null,
  ): Promise<{ isNew: boolean; listing: Listing }> {
    const known = await store.read.vaultFiles.folderOf(owner.id);
    if (known === undefined) makeFolder(owner.folder);
    const identity = identityOf(owner.folder);
    if (identity === null) throw unavailable('it is not there');
    const isKnown = known?.identity === identity;
    if (!isKnown) begun?.then(comparer.forget).catch(() => {});
    const listing = await list(owner.folder, isKnown ? begun : null);
    try {
      return { isNew: await adopt(owner, identity, known, listing), listing };
    } catch (error) {
      void comparer.forget(listing).catch(() => {});
      throw error;
    }
  }

  async function list(folder: string, begun: Promise<Listing> | null): Promise<Listing> {
    try {
      return (await begun?.catch(() => null)) ?? (await comparer.list(folder));
    } catch (error) {
      throw folderFailure(Object.assign(error as Error, { syscall: 'scandir' }));
    }
  }

  /** @returns whether the folder is new to the database */
  async function adopt(
    owner: VaultOwner,
    identity: string,
    known: { path: string; identity: string } | undefined,
    { files: count }: Listing,
  ): Promise<boolean> {
    if (known?.identity === identity) {
      if (known.path !== owner.folder) {
        await store.transact((tx) => tx.vaultFiles.putFolder(owner.id, owner.folder, identity));
      }
      return false;
    }
    const had = await store.read.vaultFiles.stamps(owner.id, '', 1);
    if (known !== undefined && count === 0 && had.length > 0) {
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
    return true;
  }

  /** What a crash has left behind; where it cannot be removed, as on a read-only disk, it stays until the next start. */
  async function clean(folder: string, temporaries: readonly string[]): Promise<void> {
    if (temporaries.length === 0) return;
    // Within a change, so that no process is in the middle of writing one of them.
    const removing = store.transact(async () => {
      for (const name of temporaries) rmSync(join(folder, name), { force: true });
    });
    await removing.catch(() => {});
  }

  /** Notes that were changed while there was no vault, or before there was one. */
  async function writeOut(owner: VaultOwner): Promise<void> {
    const { orphans, behind } = await comparer.unwritten(owner.id);
    for (const ids of chunks(orphans)) {
      await store.transact(async (tx) => {
        for (const id of ids) await tx.vaultFiles.forget(id);
      });
    }
    for (const ids of chunks(behind)) {
      if (isClosed()) return;
      const inTheWay = await transact((tx) => bringAll(tx, owner, ids));
      await inboxOf(owner, 'compared').add(inTheWay);
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

  return {
    /**
     * @param isComplete whether the database may have changed too while there was no vault
     * @throws VAULT_UNAVAILABLE
     */
    async folder(
      owner: VaultOwner,
      isComplete: boolean,
      { begun = null, takenIn }: Comparison = {},
    ): Promise<void> {
      const { isNew, listing } = await open(owner, begun);
      const isThorough = isNew || isComplete;
      if (isThorough) await clean(owner.folder, listing.temporaries);
      await inboxOf(owner, 'compared').add(await comparer.differing(listing, owner.id));
      takenIn?.();
      if (isThorough) await writeOut(owner);
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

function* chunks(ids: readonly number[]): Generator<readonly number[]> {
  for (let start = 0; start < ids.length; start += NOTES_PER_CHANGE)
    yield ids.slice(start, start + NOTES_PER_CHANGE);
}
