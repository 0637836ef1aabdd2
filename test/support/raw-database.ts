import Database from 'better-sqlite3';
import pg from 'pg';

/** Runs statements on a database behind the back of the store. @returns the rows of each */
export async function runRaw(url: string, ...statements: string[]): Promise<Record<string, unknown>[][]> {
  return url.startsWith('postgres') ? onPostgres(url, statements) : onSqlite(url, statements);
}

async function onPostgres(url: string, statements: string[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results = [];
    for (const text of statements) results.push((await client.query<Record<string, unknown>>(text)).rows);
    return results;
  } finally {
    await client.end();
  }
}

function onSqlite(file: string, statements: string[]) {
  const db = new Database(file);
  try {
    return statements.map((text) => {
      const statement = db.prepare<unknown[], Record<string, unknown>>(text);
      if (statement.reader) return statement.all();
      statement.run();
      return [];
    });
  } finally {
    db.close();
  }
}

const SCHEMA = {
  sqlite: `select type, name, tbl_name, sql from sqlite_schema order by type, name`,
  postgres: `select 'column' as type, table_name || '.' || column_name as name,
      data_type || is_nullable || coalesce(collation_name, '') || is_identity || coalesce(column_default, '') as definition
    from information_schema.columns where table_schema = 'public'
    union all select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
    union all select 'constraint', conname, pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace
    order by 1, 2`,
};

/** Everything that defines the tables there. */
export async function schemaOf(url: string): Promise<Record<string, unknown>[]> {
  const [rows = []] = await runRaw(url, url.startsWith('postgres') ? SCHEMA.postgres : SCHEMA.sqlite);
  return rows;
}
