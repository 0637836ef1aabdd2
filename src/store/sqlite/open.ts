import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, type SqliteDatabase } from 'kysely';
import {
  createJournal,
  loadMigrations,
  pendingMigrations,
  recordMigration,
  type Migration,
} from '../migrations.ts';
import { createReads, createWrites } from '../repositories.ts';
import { createFreeNames } from '../free-names.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { begin } from './begin.ts';
import { sqliteEngine } from './engine.ts';
import { createWatch } from './watch.ts';
import { createWriter } from './writer.ts';

/**
 * Opens (and makes or upgrades) an embedded store.
 * @param file path of the database; its folder is made where it is missing
 */
export async function openSqlite(
  file: string,
  migrations: readonly Migration[] = loadMigrations('sqlite'),
): Promise<Store> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const writing = connect(file);
  try {
    await migrate(writing, file, migrations);
  } catch (error) {
    writing.close();
    throw error;
  }
  const reading = connect(file);
  reading.pragma('query_only = on');

  const read = createReads(kysely(reading), sqliteEngine);
  const writes = createWrites(kysely(writing), sqliteEngine, createFreeNames());
  const watch = createWatch(writing);
  const writer = createWriter(writing, writes, watch.announced);

  return {
    engine: 'sqlite',
    read,
    transact: writer.transact,
    watch: watch.add,
    async ping() {
      reading.prepare('select 1').get();
    },
    async close() {
      await writer.idle();
      watch.stop();
      reading.close();
      writing.close();
    },
  };
}

function connect(file: string): Database.Database {
  const db = new Database(file, { timeout: 10_000 });
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.pragma('foreign_keys = on');
  db.pragma('cache_size = -65536');
  return db;
}

/** Upgrades in one transaction, after a copy of the database as it was has been put beside it. */
async function migrate(db: Database.Database, file: string, migrations: readonly Migration[]): Promise<void> {
  const journal = kysely(db);
  await begin(db);
  try {
    await createJournal(journal);
    const pending = await pendingMigrations(journal, migrations);
    const isUpgrade = pending.length > 0 && pending.length < migrations.length;
    if (isUpgrade) copyBeside(file, pending[0]?.id ?? '');
    for (const migration of pending) {
      db.exec(migration.text);
      await recordMigration(journal, migration);
    }
    db.exec('commit');
  } catch (error) {
    if (db.inTransaction) db.exec('rollback');
    throw error;
  }
}

/** Takes the place of the copy that an upgrade which failed has left. */
function copyBeside(file: string, migrationId: string): void {
  const copy = `${file}.before-${migrationId}`;
  rmSync(`${copy}.part`, { force: true });
  const source = new Database(file, { readonly: true });
  try {
    source.prepare('vacuum into ?').run(`${copy}.part`);
  } finally {
    source.close();
  }
  renameSync(`${copy}.part`, copy);
}

/** Preparing costs more than running a keyed read, so statements are kept; the oldest goes when there are many. */
function kysely(db: Database.Database): Kysely<Tables> {
  const MAX_STATEMENTS = 500;
  const statements = new Map<string, Database.Statement>();
  const database: SqliteDatabase = {
    close: () => db.close(),
    prepare(text) {
      let statement = statements.get(text);
      if (!statement) {
        statement = db.prepare(text);
        statements.set(text, statement);
        if (statements.size > MAX_STATEMENTS) statements.delete(statements.keys().next().value ?? '');
      }
      return statement as unknown as ReturnType<SqliteDatabase['prepare']>;
    },
  };
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}
