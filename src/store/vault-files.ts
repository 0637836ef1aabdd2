import type { Db } from './engine.ts';
import type { VaultFilesTable } from './schema.ts';

/** The file of a note as it was last seen or written. */
export interface VaultFile {
  noteId: number;
  ownerId: number;
  filename: string;
  /** Tells whether the file has changed since; null where the note has none, as in the trash. */
  stamp: string | null;
  /** Of its bytes. */
  hash: string;
  hasBom: boolean;
  /** Which content of the note the file has: that of this edit. */
  editedAt: number;
  /** Why it must not be rewritten; null where it may. */
  problem: string | null;
}

export function createVaultFileReads(db: Db) {
  return {
    async ofNote(noteId: number): Promise<VaultFile | undefined> {
      const row = await db
        .selectFrom('vault_files')
        .selectAll()
        .where('note_id', '=', noteId)
        .executeTakeFirst();
      return row && toFile(row);
    },

    /** The one that should be there; notes in the trash have none. */
    async named(ownerId: number, filename: string): Promise<VaultFile | undefined> {
      const row = await db
        .selectFrom('vault_files')
        .selectAll()
        .where('owner_id', '=', ownerId)
        .where('filename', '=', filename)
        .where('stamp', 'is not', null)
        .executeTakeFirst();
      return row && toFile(row);
    },

    /** Files with these bytes, whether they are still there or not. */
    async withHash(ownerId: number, hash: string): Promise<VaultFile[]> {
      const rows = await db
        .selectFrom('vault_files')
        .selectAll()
        .where('owner_id', '=', ownerId)
        .where('hash', '=', hash)
        .where('stamp', 'is not', null)
        .limit(100)
        .execute();
      // Ordered here: for an order by name, SQLite would read all names of the owner instead of the few with this hash.
      return rows.map(toFile).toSorted((a, b) => (a.filename < b.filename ? -1 : 1));
    },

    /** Names and stamps of the files that should be there, by name; a page at a time, since there may be very many. */
    async stamps(
      ownerId: number,
      after: string,
      limit: number,
    ): Promise<{ filename: string; stamp: string; problem: string | null }[]> {
      const rows = await db
        .selectFrom('vault_files')
        .select(['filename', 'stamp', 'problem'])
        .where('owner_id', '=', ownerId)
        .where('filename', '>', after)
        .where('stamp', 'is not', null)
        .orderBy('filename')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, stamp: row.stamp ?? '' }));
    },

    async noteNamed(ownerId: number, filename: string): Promise<number | undefined> {
      const row = await db
        .selectFrom('notes')
        .select('id')
        .where('owner_id', '=', ownerId)
        .where('filename', '=', filename)
        .executeTakeFirst();
      return row?.id;
    },

    /** Which folder the owner's files were in when it was last seen. */
    async folderOf(ownerId: number): Promise<{ path: string; identity: string } | undefined> {
      const row = await db
        .selectFrom('vault_folders')
        .select(['path', 'identity'])
        .where('owner_id', '=', ownerId)
        .executeTakeFirst();
      return row;
    },

    /** The folders that have been seen, and which ones they were. */
    async folders(): Promise<{ ownerId: number; path: string; identity: string }[]> {
      const rows = await db.selectFrom('vault_folders').selectAll().orderBy('owner_id').execute();
      return rows.map(({ owner_id: ownerId, path, identity }) => ({ ownerId, path, identity }));
    },
  };
}

export function createVaultFileWrites(db: Db) {
  return {
    async put(file: VaultFile): Promise<void> {
      const row = toRow(file);
      await db
        .insertInto('vault_files')
        .values(row)
        .onConflict((conflict) => conflict.column('note_id').doUpdateSet(row))
        .execute();
    },

    async forget(noteId: number): Promise<void> {
      await db.deleteFrom('vault_files').where('note_id', '=', noteId).execute();
    },

    async putFolder(ownerId: number, path: string, identity: string): Promise<void> {
      await db
        .insertInto('vault_folders')
        .values({ owner_id: ownerId, path, identity })
        .onConflict((conflict) => conflict.column('owner_id').doUpdateSet({ path, identity }))
        .execute();
    },

    /** As if the owner never had a folder: what is found in one is taken in, what is missing there is written. */
    async forgetFolder(ownerId: number): Promise<void> {
      await db
        .updateTable('vault_files')
        .set({ stamp: null, problem: null })
        .where('owner_id', '=', ownerId)
        .execute();
      await db.deleteFrom('vault_folders').where('owner_id', '=', ownerId).execute();
    },
  };
}

function toFile(row: VaultFilesTable): VaultFile {
  return {
    noteId: row.note_id,
    ownerId: row.owner_id,
    filename: row.filename,
    stamp: row.stamp,
    hash: row.hash,
    hasBom: row.has_bom === 1,
    editedAt: row.edited_at,
    problem: row.problem,
  };
}

function toRow(file: VaultFile): VaultFilesTable {
  return {
    note_id: file.noteId,
    owner_id: file.ownerId,
    filename: file.filename,
    stamp: file.stamp,
    hash: file.hash,
    has_bom: file.hasBom ? 1 : 0,
    edited_at: file.editedAt,
    problem: file.problem,
  };
}
