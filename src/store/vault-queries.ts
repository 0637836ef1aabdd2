import Database from 'better-sqlite3';

export type VaultQueries = ReturnType<typeof openVaultQueries>;

/** An owner with such a part of all files is found by reading all of them: an index leads to one row here, one there. */
const MUCH = 1 / 8;

/**
 * What a comparison of a whole folder asks of the store. It is asked of all notes of an owner at once, so a thread does it,
 * over a connection of its own that only reads.
 * @param database path of the SQLite file
 */
export function openVaultQueries(database: string) {
  const db = new Database(database, { readonly: true, timeout: 10_000 });

  /** The condition that a row is the owner's; with a plus, SQLite uses no index for it. */
  function isOwn(column: string, ownerId: number): string {
    const { own, all } = db
      .prepare(
        `select (select count(*) from vault_files where owner_id = ?) as own,
        (select count(*) from vault_files) as "all"`,
      )
      .get(ownerId) as { own: number; all: number };
    return `${own > all * MUCH ? '+' : ''}${column} = ?`;
  }

  return {
    /** Names and stamps of the files that should be there, and why one must not be rewritten. */
    stamps: (ownerId: number) =>
      db
        .prepare(
          `select filename, stamp, problem from vault_files
          where ${isOwn('owner_id', ownerId)} and stamp is not null`,
        )
        .raw()
        .iterate(ownerId) as IterableIterator<[filename: string, stamp: string, problem: string | null]>,

    /** Notes whose files do not have their present content, or are there in spite of the trash. */
    behind: (ownerId: number) =>
      db
        .prepare(
          `select n.id from notes n left join vault_files f on f.note_id = n.id
          where ${isOwn('n.owner_id', ownerId)} and
          iif(n.status = 'TRASHED', f.stamp is not null, f.stamp is null or f.edited_at <> n.edited_at)`,
        )
        .pluck()
        .all(ownerId) as number[],

    /** Notes that were removed for good, of whose files something is known. */
    orphans: (ownerId: number) =>
      db
        .prepare(
          'select note_id from vault_files where owner_id = ? except select id from notes where owner_id = ?',
        )
        .pluck()
        .all(ownerId, ownerId) as number[],

    close: () => void db.close(),
  };
}
