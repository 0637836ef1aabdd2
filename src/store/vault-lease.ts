import Database from 'better-sqlite3';

/**
 * Lets one process of several watch the folders: an exclusive lock on a small file beside the database, which the system
 * takes back when the process ends, however it ends. Nothing is written, and no clock is asked.
 * @param database path of the SQLite file
 * @returns what gives it back, or null while another process has it
 */
export function takeVaultLease(database: string): (() => void) | null {
  const db = new Database(`${database}.watching`, { timeout: 0 });
  try {
    db.exec('begin exclusive');
    return () => db.close();
  } catch (error) {
    db.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))
      return null;
    throw error;
  }
}
