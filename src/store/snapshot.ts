import Database from 'better-sqlite3';

/** A leap that no reader's revision survives: see `leaveRevisionsBehind`. */
const LEAP = 1_000_000;

/** Whether `database` is a file that can be copied, and not a server with tools of its own. */
export function isDatabaseFile(database: string): boolean {
  return !/^postgres(ql)?:\/\//.test(database);
}

/**
 * Copies an SQLite database as it is at this moment, over a connection of its own: others go on reading and writing. Unlike
 * SQLite's page by page backup, which begins anew whenever another process writes, this is one reading of everything.
 * @throws when the file is damaged
 */
export function copyDatabase(file: string, target: string): void {
  const source = new Database(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    source.prepare('vacuum into ?').run(target);
  } finally {
    source.close();
  }
}

/** The hashes of the blobs that a copy needs, without those on their way out. */
export function blobsNamedIn(copy: string): string[] {
  return inspect(copy, (db) =>
    db.prepare<[], { hash: string }>('select hash from blobs where removing = 0 order by hash').all(),
  ).map(({ hash }) => hash);
}

/** @throws when the copy is damaged */
export function assertIntact(copy: string): void {
  const [found] = inspect(copy, (db) => db.pragma('integrity_check(1)') as { integrity_check: string }[]);
  if (found?.integrity_check !== 'ok') throw new Error(`The database is damaged: ${found?.integrity_check}`);
}

/**
 * After a restore the same revision numbers would mean other contents. Readers know where they were by these numbers, so
 * they leap ahead, and everybody reads anew.
 */
export function leaveRevisionsBehind(copy: string): void {
  const db = new Database(copy);
  try {
    db.prepare('update revisions set value = value + ?').run(LEAP);
  } finally {
    db.close();
  }
}

/**
 * The folders of notes are not in the copy. What it knows of their files would make all of them look deleted; without it they
 * are written again.
 */
export function forgetVaults(copy: string): void {
  const db = new Database(copy);
  try {
    // A backup of an earlier version has no such tables.
    const has = db.prepare("select 1 from sqlite_schema where name = 'vault_files'").get();
    if (has) db.exec('update vault_files set stamp = null, problem = null; delete from vault_folders');
  } finally {
    db.close();
  }
}

function inspect<T>(file: string, look: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
}
