import type Database from 'better-sqlite3';
import {
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { Tables } from '../schema.ts';
import { runAtOnce } from '../statement.ts';
import { columnsBy } from './column.ts';

/** Beyond so many different texts (lists of many lengths), the oldest is prepared anew. */
const MAX_STATEMENTS = 500;

/**
 * Kysely over one connection that is never waited for: each statement runs to its end where it is called, so there is
 * nothing to queue for, and the statements are kept, because preparing one costs more than running it. Transactions are the
 * writer's business.
 * @param wrote is called before each statement that may change something
 */
export function kyselyOn(db: Database.Database, wrote: () => void = () => {}): Kysely<Tables> {
  const connection = connectionTo(db, wrote);
  const kysely = new Kysely<Tables>({ dialect: dialectOf(db, connection) });
  runAtOnce(kysely, connection.run);
  columnsBy(kysely, connection.readColumn);
  return kysely;
}

function dialectOf(db: Database.Database, connection: DatabaseConnection): Dialect {
  const standard = new SqliteDialect({ database: db as never });
  const driver: Driver = {
    async init() {},
    acquireConnection: async () => connection,
    async releaseConnection() {},
    beginTransaction: unsupported,
    commitTransaction: unsupported,
    rollbackTransaction: unsupported,
    async destroy() {
      db.close();
    },
  };
  return {
    createDriver: () => driver,
    createAdapter: () => new UnqueuedAdapter(),
    createQueryCompiler: () => new SteadyQueryCompiler(),
    createIntrospector: (kysely) => standard.createIntrospector(kysely),
  };
}

/** Says that several may use the driver at once: Kysely would make them wait for each other. */
class UnqueuedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/**
 * With a bare `?` after `limit`, or beside a column that some index has, SQLite may look at the value when it plans; and then it
 * plans anew whenever a value is bound, which takes ten times as long as a keyed read. Of `+?` it does not. What a partial
 * index is for (`status = 'ready'`) must therefore stand in the text.
 */
class SteadyQueryCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?';
  }
}

function connectionTo(db: Database.Database, wrote: () => void) {
  const statements = new Map<string, Database.Statement>();
  const columns = new Map<string, Database.Statement>();

  function prepare(text: string): Database.Statement {
    let statement = statements.get(text);
    if (!statement) {
      statement = db.prepare(text);
      statements.set(text, statement);
      if (statements.size > MAX_STATEMENTS) statements.delete(statements.keys().next().value ?? '');
    }
    return statement;
  }

  function run(text: string, parameters: readonly unknown[]): unknown[] {
    const statement = prepare(text);
    if (!statement.readonly) wrote();
    if (statement.reader) return statement.all(parameters);
    statement.run(parameters);
    return [];
  }

  function readColumn(text: string, parameters: readonly unknown[]): unknown[] {
    let statement = columns.get(text);
    if (!statement) columns.set(text, (statement = db.prepare(text).pluck()));
    return statement.all(parameters);
  }

  return {
    run,
    readColumn,
    async executeQuery<R>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) {
      const statement = prepare(sql);
      if (!statement.readonly) wrote();
      if (statement.reader) return { rows: statement.all(parameters) as R[] };
      const { changes } = statement.run(parameters);
      return { rows: [], numAffectedRows: BigInt(changes) } satisfies QueryResult<R>;
    },
    streamQuery() {
      throw new Error('Not supported: rows are read at once');
    },
  };
}

function unsupported(): never {
  throw new Error('Changes go through the writer');
}
