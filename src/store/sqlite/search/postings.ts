import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Db, PositionRange } from '../../engine.ts';

export const EVERYWHERE: PositionRange = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** The positions in the range that an FTS5 query finds, oldest first: FTS5 seeks forwards far faster than backwards. */
export async function ascending(db: Db, query: string, range: PositionRange): Promise<number[]> {
  const { rows } = await sql<{ rowid: number }>`select rowid from note_search
    where note_search match ${query} and ${within(range)} order by rowid`.execute(db);
  return rows.map(({ rowid }) => rowid);
}

export async function newest(db: Db, query: string, range: PositionRange, limit: number): Promise<number[]> {
  const { rows } = await sql<{ rowid: number }>`select rowid from note_search
    where note_search match ${query} and ${within(range)} order by rowid desc limit ${limit}`.execute(db);
  return rows.map(({ rowid }) => rowid);
}

/** The position of the match that so many others in the range are newer than; undefined where there are fewer. */
export async function depth(
  db: Db,
  query: string,
  range: PositionRange,
  count: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ rowid: number }>`select rowid from note_search
    where note_search match ${query} and ${within(range)}
    order by rowid desc limit 1 offset ${count}`.execute(db);
  return rows[0]?.rowid;
}

/** The driver binds numbers as REAL, and FTS5 seeks only to integers: without the cast it would read all newer matches. */
function within({ from, to }: PositionRange): RawBuilder<SqlBool> {
  return sql`rowid >= cast(${from} as integer) and rowid < cast(${to} as integer)`;
}
