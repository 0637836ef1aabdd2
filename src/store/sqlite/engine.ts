import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Engine, Match, MatchAll, MatchTerm } from '../engine.ts';
import { integrity, isIndexed, strayPositions } from './integrity.ts';

/** What SQLite does its own way. Writers are alone by construction (see `writer.ts`), so locks are nothing. */
export const sqliteEngine: Engine = {
  name: 'sqlite',
  integrity,
  isIndexed,
  strayPositions,

  jsonArray: (value, order) => sql`json_group_array(${value} order by ${order})`,

  jsonObject: (fields) =>
    sql`json_object(${sql.join(Object.entries(fields).flatMap(([key, value]) => [sql.lit(key), value]))})`,

  async nextNoteId(db) {
    const { rows } = await sql<{
      seq: number;
    }>`select seq from sqlite_sequence where name = 'notes'`.execute(db);
    return (rows[0]?.seq ?? 0) + 1;
  },

  forUpdate: sql``,
  lockRows: sql``,
  claimRows: sql``,
  async lock() {},

  violatedIndex(error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'SQLITE_CONSTRAINT_UNIQUE')
      return null;
    const [table, column] = (error.message.split(/[ ,]+/).at(-1) ?? '').split('.');
    return `${table}_${column}`;
  },

  async indexNote(db, { position, title, body, scope }) {
    await sql`insert into note_search (rowid, title, body, scope)
      values (${position}, ${title.join(' ')}, ${body.join(' ')}, ${scope.join(' ')})`.execute(db);
  },

  async unindexNote(db, position) {
    await sql`delete from note_search where rowid = ${position}`.execute(db);
  },

  async searchNewest(db, match, range, limit) {
    const { rows } = await sql<{ position: number }>`select rowid as position from note_search
      where note_search match ${matchExpression(match)} and ${within(range.from, range.to)}
      order by rowid desc limit ${limit}`.execute(db);
    return rows.map((row) => row.position);
  },

  async searchScored(db, match, range, window) {
    const newest = await this.searchNewest(db, match, range, window);
    const oldest = newest.at(-1);
    if (oldest === undefined) return [];
    const { rows } = await sql<{ position: number; score: number }>`
      select rowid as position, -bm25(note_search, 6.0, 1.0, 0.0) as score from note_search
      where note_search match ${matchExpression(match)} and ${within(oldest, range.to)}
      order by rowid desc`.execute(db);
    return rows;
  },
};

/** The driver binds numbers as REAL, and FTS5 seeks only to integers: without the cast it would read all newer matches. */
function within(from: number, to: number): RawBuilder<SqlBool> {
  return sql`rowid >= cast(${from} as integer) and rowid < cast(${to} as integer)`;
}

/** The match as an FTS5 query. Every token is quoted, so nothing a user types is syntax. */
function matchExpression({ all, none }: Match): string {
  const required = all.map((group) => `(${group.any.map(oneOf).join(' OR ')})`).join(' AND ');
  return none.length === 0 ? required : `(${required}) NOT (${none.map(term).join(' OR ')})`;
}

function oneOf(item: MatchTerm | MatchAll): string {
  return 'together' in item ? `(${item.together.map(term).join(' AND ')})` : term(item);
}

function term({ in: where, tokens, prefix }: MatchTerm): string {
  const columns = where === 'text' ? '{title body}' : 'scope';
  return `${columns} : "${tokens.join(' ').replaceAll('"', '""')}"${prefix ? ' *' : ''}`;
}
