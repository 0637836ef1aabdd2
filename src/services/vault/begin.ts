import { identityOf } from '../../vault/stamp.ts';
import { watchFolder, type FolderWatch } from '../../vault/watch.ts';
import { createComparer, type Comparer, type Listing } from './comparer.ts';

/** A folder that is being listed, and has been watched since before that. */
export interface BegunFolder {
  comparer: Comparer;
  /**
   * Hands over the watch and the listing, once, if this is the folder.
   * @param changed is told of what has happened since the listing began, and goes on as in `watchFolder`
   */
  take(
    folder: string,
    changed: (names: readonly string[] | null) => void,
  ): { watch: FolderWatch; listing: Promise<Listing> } | null;
  /** Ends what nobody has taken. */
  close(): Promise<void>;
}

/**
 * Has a folder listed while the rest of the program is being loaded: with a hundred thousand notes, each takes half a second.
 * @param database path of the SQLite file that it will be compared with
 * @returns null where the folder cannot be watched: what happens after the listing would be missed
 */
export function beginFolder(folder: string, database: string): BegunFolder | null {
  const identity = identityOf(folder);
  const early: (readonly string[] | null)[] = [];
  let told = (names: readonly string[] | null): void => void early.push(names);
  let watch: FolderWatch | null;
  try {
    watch = watchFolder(folder, (names) => told(names));
  } catch {
    return null;
  }
  const comparer = createComparer(database);
  const listing = comparer.list(folder);
  // Whoever takes it is told.
  listing.catch(() => {});

  return {
    comparer,
    take(asked, changed) {
      const there = watch;
      if (!there || there.isBroken || asked !== folder || identity !== identityOf(folder)) return null;
      watch = null;
      told = changed;
      for (const names of early.splice(0)) changed(names);
      return { watch: there, listing };
    },
    async close() {
      if (!watch) return;
      watch.close();
      watch = null;
      await listing.then(comparer.forget).catch(() => {});
    },
  };
}
