import type { Db, PositionRange } from '../../engine.ts';
import { readColumn } from '../column.ts';

export const EVERYWHERE: PositionRange = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** The driver binds numbers as REAL, and FTS5 seeks only to integers: without the cast it would read all newer matches. */
const MATCHES = `select rowid from note_search
  where note_search match ? and rowid >= cast(? as integer) and rowid < cast(? as integer)`;

/** The positions in the range that an FTS5 query finds, oldest first: FTS5 seeks forwards far faster than backwards. */
export function ascending(db: Db, query: string, { from, to }: PositionRange): number[] {
  return readColumn(db, `${MATCHES} order by rowid`, [query, from, to]);
}

export function newest(db: Db, query: string, { from, to }: PositionRange, limit: number): number[] {
  return readColumn(db, `${MATCHES} order by rowid desc limit ?`, [query, from, to, limit]);
}

/** The position of the match that so many others in the range are newer than; undefined where there are fewer. */
export function depth(db: Db, query: string, { from, to }: PositionRange, count: number): number | undefined {
  const text = `${MATCHES} order by rowid desc limit 1 offset ?`;
  return readColumn<number>(db, text, [query, from, to, count])[0];
}
