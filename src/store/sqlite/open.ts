import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import {
  createJournal,
  loadMigrations,
  pendingMigrations,
  recordMigration,
  type Migration,
} from '../migrations.ts';
import { createReads, createWrites } from '../repositories.ts';
import { createFreeNames } from '../free-names.ts';
import type { Peers, Store } from '../store.ts';
import { begin } from './begin.ts';
import { createCheckpoints } from './checkpoints/checkpoints.ts';
import { kyselyOn } from './dialect.ts';
import { sqliteEngine } from './engine.ts';
import { createMerges } from './merges/merges.ts';
import { createLog } from './log.ts';
import { inThreads } from './readers/in-threads.ts';
import { createReaderThreads } from './readers/reader-threads.ts';
import { CREATE_WORDS } from './search/words-with.ts';
import { createWatch } from './watch.ts';
import { createWriter } from './writer.ts';

/** A store of 4 MiB is small. */
const SMALL_PAGES = 1024;

/**
 * Opens (and makes or upgrades) an embedded store.
 * @param file path of the database; its folder is made where it is missing
 * @param peers other processes of this server that have it open
 */
export async function openSqlite(
  file: string,
  migrations: readonly Migration[] = loadMigrations('sqlite'),
  peers?: Peers,
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
  reading.exec(CREATE_WORDS);
  reading.pragma('query_only = on');

  const threads = createReaderThreads(file);
  const pages = reading.prepare('pragma page_count').pluck();
  const isSmall = (): boolean => (pages.get() as number) < SMALL_PAGES;
  const log = createLog(file, writing, reading);
  const read = inThreads(createReads(kyselyOn(reading), sqliteEngine), threads, isSmall, log.settled);
  // The version that this connection sees changes with the commits of all others, and it writes nothing itself.
  const version = reading.prepare('pragma data_version').pluck();
  let written = 0;
  const writes = createWrites(
    kyselyOn(writing, () => written++),
    sqliteEngine,
    createFreeNames(sqliteEngine),
  );
  const watch = createWatch(writing, peers);
  const checkpoints = createCheckpoints(writing, file, log.settled);
  const merges = createMerges(writing, file, checkpoints.committed);
  const writer = createWriter(writing, writes, {
    log,
    written: () => written,
    announced: watch.announced,
    committed(statements) {
      checkpoints.committed(statements);
      merges.committed(statements);
    },
    async pause() {
      await merges.merged();
      await checkpoints.moved();
    },
    takeTurn: peers?.turn,
  });

  return {
    engine: 'sqlite',
    read,
    transact: writer.transact,
    stamp: () => version.get() as number,
    watch: watch.add,
    async ping() {
      reading.prepare('select 1').get();
    },
    async close() {
      await writer.idle();
      await Promise.all([threads.close(), checkpoints.close(), merges.close(), log.close()]);
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
  db.pragma('cache_size = -32768');
  return db;
}

/** Upgrades in one transaction, after a copy of the database as it was has been put beside it. */
async function migrate(db: Database.Database, file: string, migrations: readonly Migration[]): Promise<void> {
  const journal = kyselyOn(db);
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
