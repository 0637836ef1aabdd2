import type { Insertable } from 'kysely';
import type { Db, Engine } from './engine.ts';
import type { Tables } from './schema.ts';
import { statementByShape } from './statement.ts';

/** As many rows as most notes have of a kind go by a statement that is made once for each count. */
const KEPT = 16;
/**
 * Inserts any number of rows into a table.
 * @param columns all that the rows have
 */
export function insertRows<T extends keyof Tables & string>(
  table: T,
  columns: readonly (keyof Insertable<Tables[T]> & string)[],
) {
  type Row = Insertable<Tables[T]>;
  const insert = statementByShape<number, unknown[]>(
    String,
    (count) => indexes(count * columns.length),
    (count) => (db, slots) =>
      db.insertInto(table).values(
        indexes(count).map((row) => {
          const first = row * columns.length;
          return Object.fromEntries(columns.map((column, index) => [column, slots[first + index]])) as Row;
        }),
      ),
  );

  return async (db: Db, engine: Engine, rows: readonly Row[]): Promise<void> => {
    const size = engine.rowsPerInsert;
    for (let start = 0; start < rows.length; start += size) {
      const some = rows.slice(start, start + size);
      if (some.length <= KEPT) await insert(some.length, db, engine, valuesOf(some, columns));
      else await db.insertInto(table).values(some).execute();
    }
  };
}

function valuesOf<Row extends object>(rows: readonly Row[], columns: readonly (keyof Row)[]): unknown[] {
  const values: unknown[] = [];
  for (const row of rows) for (const column of columns) values.push(row[column]);
  return values;
}

function indexes(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
