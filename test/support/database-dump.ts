import Database from 'better-sqlite3';
import pg from 'pg';

/** All rows of all tables as text, but for the columns that also change by reading. */
export interface DatabaseDump {
  /** @returns table -> its rows as JSON text */
  read(): Promise<Dump>;
  /** The same as one text. */
  text(): Promise<string>;
  close(): Promise<void>;
}

type Dump = Record<string, string[]>;

/** When a credential was last used, and a session's end, which moves with it. */
const TOUCHED_BY_READING: Record<string, readonly string[]> = {
  sessions: ['last_used_at', 'expires_at'],
  access_tokens: ['last_used_at'],
};

/** How FTS5 stores the words: its pieces are merged some time after they were added. */
const PIECES = ['note_search_data', 'note_search_idx'];

/** @param isWhole whether what changes without being asked to is part of it */
export async function openDatabaseDump(url: string, isWhole = false): Promise<DatabaseDump> {
  return url.startsWith('postgres') ? ofPostgres(url) : ofSqlite(url, isWhole ? [] : PIECES);
}

/** The whole database as one text: what somebody who stole it can search. */
export async function databaseText(url: string): Promise<string> {
  const dump = await openDatabaseDump(url, true);
  const tables = await dump.read();
  await dump.close();
  return Object.entries(tables)
    .map(([name, rows]) => `${name}\n${rows.join('\n')}`)
    .join('\n');
}

async function ofPostgres(url: string): Promise<DatabaseDump> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // What limits count changes by asking.
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables
     where schemaname = 'public' and tablename <> 'rate_limits' order by 1`,
  );
  const names = rows.map((row) => row.name);
  const parts = names.map((name) => `select '${name}' as name, ${jsonOf(name)} as row from "${name}" t`);
  const all = `${parts.join(' union all ')} order by 1, 2`;
  return {
    ...rememberWhile(
      // Which transactions have ended is the same only if none has ended in between, of any database.
      async () =>
        (await client.query<{ now: string }>('select pg_current_snapshot()::text as now')).rows[0]?.now,
      async () => byTable(names, (await client.query<{ name: string; row: string }>(all)).rows),
    ),
    close: () => client.end(),
  };
}

/**
 * Reads again only what has changed: most of what is asked changes nothing.
 * @param versionOf is another after each commit
 */
function rememberWhile(
  versionOf: () => Promise<unknown>,
  read: () => Promise<Dump>,
): Pick<DatabaseDump, 'read' | 'text'> {
  let last: { version: unknown; dump: Dump; text?: string } | undefined;
  async function current() {
    const version = await versionOf();
    if (last?.version !== version) last = { version, dump: await read() };
    return last!;
  }
  return {
    read: async () => (await current()).dump,
    async text() {
      const now = await current();
      return (now.text ??= JSON.stringify(now.dump));
    },
  };
}

function jsonOf(table: string): string {
  const ignored = (TOUCHED_BY_READING[table] ?? []).map((column) => ` - '${column}'`);
  return `(to_jsonb(t)${ignored.join('')})::text`;
}

async function ofSqlite(url: string, without: readonly string[]): Promise<DatabaseDump> {
  const db = new Database(url, { readonly: true });
  // The rows of a contentless full-text index can be read only from its shadow tables.
  const tables = db
    .prepare<[], { name: string }>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'
       and sql not like 'CREATE VIRTUAL%' order by 1`,
    )
    .all();
  const read = tables.filter(({ name }) => !without.includes(name));
  const statements = read.map(({ name }) => ({
    name,
    statement: db.prepare<[], Record<string, unknown>>(`select * from "${name}"`),
  }));
  const version = db.prepare('pragma data_version').pluck();
  return {
    ...rememberWhile(
      async () => version.get(),
      async () => {
        const rows = db.transaction(() =>
          statements.flatMap(({ name, statement }) =>
            statement.all().map((row) => ({ name, row: textOf(name, row) })),
          ),
        )();
        return byTable(
          statements.map(({ name }) => name),
          rows,
        );
      },
    ),
    close: async () => void db.close(),
  };
}

function textOf(table: string, row: Record<string, unknown>): string {
  const ignored = TOUCHED_BY_READING[table] ?? [];
  const kept = Object.entries(row)
    .filter(([column]) => !ignored.includes(column))
    .map(([column, value]) => [
      column,
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    ]);
  return JSON.stringify(Object.fromEntries(kept));
}

function byTable(names: readonly string[], rows: readonly { name: string; row: string }[]): Dump {
  const dump: Dump = Object.fromEntries(names.map((name) => [name, []]));
  for (const { name, row } of rows) dump[name]?.push(row);
  return dump;
}
