import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql, type PostgresPool } from 'kysely';
import pg from 'pg';
import { createFreeNames } from '../free-names.ts';
import {
  createJournal,
  loadMigrations,
  pendingMigrations,
  recordMigration,
  type Migration,
} from '../migrations.ts';
import { createReads, createWrites } from '../repositories.ts';
import type { Tables } from '../schema.ts';
import { createTransaction, type Store, type Transact } from '../store.ts';
import { postgresEngine } from './engine.ts';
import { postgresLimiters } from './limiters.ts';
import { namedStatements } from './named-statements.ts';
import { announce, createWatch } from './watch.ts';

const INT8_OID = 20;

/**
 * Connects to a PostgreSQL database (and makes or upgrades the tables there).
 * @param url postgres://user:password@host:port/database
 */
export async function openPostgres(
  url: string,
  migrations: readonly Migration[] = loadMigrations('postgres'),
): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    types: {
      getTypeParser: (oid, format) => (oid === INT8_OID ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: namedStatements(pool) as unknown as PostgresPool }),
  });
  try {
    await migrate(db, migrations);
  } catch (error) {
    await db.destroy();
    throw error;
  }

  const names = createFreeNames(postgresEngine);
  const watch = createWatch(url);
  const underWay = new Set<Promise<unknown>>();
  const transact: Transact = async (work) => {
    const change = retryingConflicts(() =>
      db.transaction().execute(async (trx) => {
        const { tx, committed } = createTransaction(createWrites(trx, postgresEngine, names), (scopes) =>
          announce(trx, scopes),
        );
        return { result: await work(tx), committed };
      }),
    );
    underWay.add(change);
    try {
      const { result, committed } = await change;
      committed();
      return result;
    } finally {
      underWay.delete(change);
    }
  };

  return {
    engine: 'postgres',
    limiters: postgresLimiters(pool),
    read: createReads(db, postgresEngine),
    transact,
    stamp: undefined,
    watch: watch.add,
    async ping() {
      await sql`select 1`.execute(db);
    },
    async close() {
      await watch.stop();
      // The pool drops who waits for a connection, so nobody may wait when it ends.
      while (underWay.size > 0) await Promise.allSettled(underWay);
      await db.destroy();
    },
  };
}

/** Several processes may start at once; the advisory lock lets one of them do the work. */
async function migrate(db: Kysely<Tables>, migrations: readonly Migration[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await postgresEngine.lock(trx, 'migrations');
    await createJournal(trx);
    for (const migration of await pendingMigrations(trx, migrations)) {
      await sql.raw(migration.text).execute(trx);
      await recordMigration(trx, migration);
    }
  });
}

/** Serialization failures, deadlocks, and two notes that drew the same uid, name or place: run the change again. */
async function retryingConflicts<T>(attempt: () => Promise<T>): Promise<T> {
  const ATTEMPTS = 12;
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (count === ATTEMPTS || !isConflict(error)) throw error;
      // Those who collided would collide again if they all came back at once.
      await pause(Math.random() * 4 * count);
    }
  }
}

/** Two that drew the same; and two jobs that became the head of a lane at once. */
const CONFLICTS: readonly string[] = ['notes_uid', 'notes_filename', 'notes_position', 'jobs_lane_head'];

function isConflict(error: unknown): boolean {
  const index = postgresEngine.violatedIndex(error);
  if (index !== null) return CONFLICTS.includes(index);
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}
