import { close, fdatasync, open } from 'node:fs';
import { promisify } from 'node:util';
import type Database from 'better-sqlite3';

export type Log = ReturnType<typeof createLog>;

/**
 * Syncs SQLite's write-ahead log (https://www.sqlite.org/wal.html) in place of SQLite, during whose syncs nobody is even
 * answered: a commit of `synchronous = normal` that is then synced is what one of `synchronous = full` is. Until it is on
 * the disk, readers stay at what was there before.
 * @param file path of the database
 * @param writing the connection that writes
 * @param reading the one for readers in this thread
 * @param syncData brings the contents of an open file to the disk
 */
export function createLog(
  file: string,
  writing: Database.Database,
  reading: Database.Database,
  syncData: (handle: number) => Promise<void> = toDisk,
) {
  // A snapshot begins with the first read.
  const look = reading.prepare('select 1 from sqlite_schema limit 1');
  let handle: number | undefined;
  let settled = Promise.resolve();
  let isSyncing = false;
  writing.pragma('synchronous = normal');

  function hold(): void {
    reading.exec('begin');
    look.get();
  }

  function letGo(): void {
    reading.exec('commit');
  }

  async function sync(): Promise<void> {
    isSyncing = true;
    try {
      // It exists from the first commit until the last connection is closed.
      handle ??= await openFile(`${file}-wal`, 'r+');
      await syncData(handle);
    } finally {
      isSyncing = false;
      letGo();
    }
  }

  return {
    /**
     * Commits, and syncs that; to be called when what was committed before is settled.
     * @returns when it is on the disk; rejects with the file system's error, and then it is seen, but a power cut may take it
     *   back
     * @throws SQLite's error, and then nothing is committed
     */
    commit(): Promise<void> {
      hold();
      try {
        writing.exec('commit');
      } catch (error) {
        letGo();
        throw error;
      }
      const synced = sync();
      settled = synced.catch(() => {});
      return synced;
    },

    isSyncing: () => isSyncing,

    /** When what has been committed is on the disk, or cannot be brought there. */
    settled: () => settled,

    async close(): Promise<void> {
      await settled;
      const opened = handle;
      handle = undefined;
      if (opened !== undefined) await closeFile(opened);
    },
  };
}

const openFile = promisify(open);
const toDisk = promisify(fdatasync);
const closeFile = promisify(close);
