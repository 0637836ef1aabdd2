import { watch, type FSWatcher } from 'node:fs';
import { basename } from 'node:path';
import { isNoteFilename } from '../domain/filename.ts';

/** Programs make several changes to save one file; so long more are waited for. */
const DEBOUNCE_MS = 30;
/** A stream of changes is looked at now and then all the same. */
const MAX_DELAY_MS = 250;

export interface FolderWatch {
  readonly isBroken: boolean;
  close(): void;
}

/**
 * Calls back with the names of notes that may have changed. These are hints: some are wrong, and some may be missing.
 * @param changed gets null where the system did not tell the name
 * @throws the error of the system where the folder cannot be watched
 */
export function watchFolder(folder: string, changed: (names: readonly string[] | null) => void): FolderWatch {
  let names = new Set<string>();
  let isAll = false;
  let first = 0;
  let timer: NodeJS.Timeout | undefined;
  let isBroken = false;

  function flush(): void {
    const told = isAll ? null : [...names];
    timer = undefined;
    names = new Set();
    isAll = false;
    changed(told);
  }

  function note(name: string | null): void {
    // The folder itself goes by its own name.
    if (name === null || name === basename(folder)) isAll = true;
    else if (isNoteFilename(name)) names.add(name);
    else return;
    if (!timer) first = Date.now();
    else if (Date.now() - first > MAX_DELAY_MS) return;
    clearTimeout(timer);
    timer = setTimeout(flush, DEBOUNCE_MS);
  }

  const watcher: FSWatcher = watch(folder, { persistent: false });
  watcher.on('change', (_, name) => note(typeof name === 'string' ? name : null));
  watcher.on('error', () => {
    isBroken = true;
    note(null);
  });
  return {
    get isBroken() {
      return isBroken;
    },
    close() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
