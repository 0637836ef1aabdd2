import { afterAll, beforeAll, expect, test } from 'vitest';
import Database from 'better-sqlite3';
import { runRaw } from '../../test/support/raw-database.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { loadMigrations } from './migrations.ts';
import { openStore } from './open.ts';

/** The full-text index is each engine's own. */
const OWN = /^note_search/;

let postgres: TestDatabase;
beforeAll(async () => {
  postgres = await createTestDatabase();
  await (await openStore(postgres.url)).close();
});
afterAll(() => postgres.drop());

interface Column {
  table: string;
  column: string;
  type: string;
  required: boolean;
}

function sqliteRows<T>(sql: string): T[] {
  const db = new Database(':memory:');
  for (const { text } of loadMigrations('sqlite')) db.exec(text);
  const rows = db.prepare<[], T>(sql).all();
  db.close();
  return rows;
}

const byName = (a: Column, b: Column) => `${a.table}.${a.column}`.localeCompare(`${b.table}.${b.column}`);

function sqliteColumns(): Column[] {
  return sqliteRows<{ table: string; column: string; type: string; required: number; pk: number }>(
    `select m.name as "table", c.name as "column", lower(c.type) as type, c."notnull" as required, c.pk
     from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%'`,
  )
    .filter(({ table }) => !OWN.test(table))
    .map(({ table, column, type, required, pk }) => ({
      table,
      column,
      type,
      required: required === 1 || pk > 0,
    }))
    .toSorted(byName);
}

async function postgresColumns(): Promise<Column[]> {
  const [rows = []] = await runRaw(
    postgres.url,
    `select table_name, column_name, data_type, is_nullable from information_schema.columns
     where table_schema = 'public' and table_name <> 'migrations'`,
  );
  return rows
    .filter((row) => !OWN.test(String(row['table_name'])))
    .map((row) => ({
      table: String(row['table_name']),
      column: String(row['column_name']),
      type: String(row['data_type']).replace('bigint', 'integer'),
      required: row['is_nullable'] === 'NO',
    }))
    .toSorted(byName);
}

test('both engines have the same migrations', () => {
  const ids = loadMigrations('sqlite').map(({ id }) => id);
  expect(loadMigrations('postgres').map(({ id }) => id)).toEqual(ids);
  expect(ids).toEqual(ids.toSorted());
  expect(ids).not.toEqual([]);
});

test('both engines have the same tables and columns, of the same type, required alike', async () => {
  expect(await postgresColumns()).toEqual(sqliteColumns());
});

test('both engines have the same indexes', async () => {
  const sqlite = sqliteRows<{ name: string; sql: string }>(
    `select name, sql from sqlite_schema where type = 'index' and sql is not null order by name`,
  );
  const [rows = []] = await runRaw(
    postgres.url,
    `select indexname as name, indexdef as sql from pg_indexes
     where schemaname = 'public' and indexname not like '%_pkey' order by indexname`,
  );
  const shapes = (indexes: { name: string; sql: string }[]) =>
    indexes
      .filter(({ name }) => !OWN.test(name))
      .map(({ name, sql }) => {
        const columns = /\(([^)]*)\)/.exec(sql)?.[1]?.replaceAll('"', '');
        return `${name} ${columns} ${/unique/i.test(sql) ? 'unique' : ''} ${/where/i.test(sql) ? 'partial' : ''}`;
      })
      .toSorted();
  expect(shapes(rows as { name: string; sql: string }[])).toEqual(shapes(sqlite));
});
