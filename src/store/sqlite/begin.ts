import { setTimeout as pause } from 'node:timers/promises';
import type Database from 'better-sqlite3';

/** Another process, such as the command line beside a server, may be writing for so long. */
const MAX_WAIT_MS = 10_000;
/** So long SQLite itself waits, and with it this process. */
const BUSY_MS = 10;

const impatient = new WeakSet<Database.Database>();

/** Takes the write lock. While another process has it, this one goes on answering. */
export async function begin(db: Database.Database): Promise<void> {
  if (!impatient.has(db)) db.pragma(`busy_timeout = ${BUSY_MS}`);
  impatient.add(db);
  for (const deadline = Date.now() + MAX_WAIT_MS; ; await pause(BUSY_MS)) {
    try {
      db.exec('begin immediate');
      return;
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
      if (!isBusy || Date.now() > deadline) throw error;
    }
  }
}
