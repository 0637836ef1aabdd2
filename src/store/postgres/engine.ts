import { setImmediate as turn } from 'node:timers/promises';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { profileOf } from '../../domain/search/index.ts';
import type { Engine, Match, MatchAll, MatchTerm } from '../engine.ts';
import { putProfile, removeProfile } from '../search-profiles.ts';
import { integrity, isIndexed, isIndexedAsBefore, strayPositions } from './integrity.ts';
import { searchVector, searchWords } from './search-vector.ts';

/** So many words of a note take so long that others have their turn in between. */
const MANY_WORDS = 8192;

/** What PostgreSQL does its own way. */
export const postgresEngine: Engine = {
  name: 'postgres',
  integrity,
  isIndexed,
  isIndexedAsBefore,
  strayPositions,

  // 65,535 parameters.
  rowsPerInsert: 1000,
  isAlone: false,

  jsonArray: (value, order) => sql`coalesce(json_agg(${value} order by ${order}), '[]')::text`,

  jsonObject: (fields) =>
    sql`json_build_object(${sql.join(Object.entries(fields).flatMap(([key, value]) => [sql.lit(key), value]))})`,

  isAmong: (column, json) =>
    sql`${column} = any(array(select value::bigint from json_array_elements_text(${json}::json)))`,

  async nextNoteId(db) {
    const { rows } = await sql<{
      id: number;
    }>`select nextval(pg_get_serial_sequence('notes', 'id')) as id`.execute(db);
    return Number(rows[0]?.id);
  },

  forUpdate: sql`for update of n`,
  lockRows: sql`for update`,
  claimRows: sql`for update skip locked`,

  async lock(db, name) {
    await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(db);
  },

  violatedIndex(error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return null;
    return 'constraint' in error ? String(error.constraint) : null;
  },

  async indexNote(db, document) {
    await putProfile(db, postgresEngine, document.position, profileOf(document.title, document.body));
    const { literal, isPartial } = searchVector(document);
    if (document.body.length > MANY_WORDS) await turn();
    const reading = searchWords(document);
    await sql`insert into note_search (position, terms, words, is_partial)
      values (${document.position}, ${literal}::tsvector, ${reading}, ${isPartial ? 1 : 0})`.execute(db);
  },

  async unindexNote(db, position) {
    await removeProfile(db, postgresEngine, position);
    await sql`delete from note_search where position = ${position}`.execute(db);
  },

  async search(db, match, range, limit) {
    const { rows } = await sql<{ position: number }>`select position from note_search
      where ${condition(match)} and position >= ${range.from} and position < ${range.to}
      order by position desc limit ${limit}`.execute(db);
    return { positions: rows.map((row) => Number(row.position)), below: null };
  },
};

/**
 * A tsvector keeps at most 256 places of a word and none past the 16,383rd, so it cannot vouch for a phrase in a long note.
 * The index narrows by words; phrases are then looked up in the words themselves, as all is for the few notes whose words
 * are too many for a tsvector.
 */
function condition(match: Match): RawBuilder<SqlBool> {
  const narrow = sql<SqlBool>`terms @@ ${superset(match)}::tsquery`;
  const complete = hasPhrase(match) ? sql<SqlBool>`${narrow} and ${every(match, exact)}` : narrow;
  return sql<SqlBool>`((is_partial = 0 and ${complete}) or (is_partial = 1 and ${every(match, byReading)}))`;
}

function every({ all, none }: Match, one: (item: MatchTerm | MatchAll) => RawBuilder<SqlBool>) {
  const groups = all.map((group) => sql`(${sql.join(group.any.map(one), sql` or `)})`);
  const excluded = none.map((item) => sql`not ${one(item)}`);
  return sql<SqlBool>`${sql.join([...groups, ...excluded], sql` and `)}`;
}

function exact(item: MatchTerm | MatchAll): RawBuilder<SqlBool> {
  return 'together' in item || item.tokens.length === 1 ? byIndex(item) : byReading(item);
}

function byReading(item: MatchTerm | MatchAll): RawBuilder<SqlBool> {
  if ('together' in item || item.in === 'scope') return byIndex(item);
  return sql<SqlBool>`strpos(words, ${` ${item.tokens.join(' ')}${item.prefix ? '' : ' '}`}) > 0`;
}

function byIndex(item: MatchTerm | MatchAll): RawBuilder<SqlBool> {
  return sql<SqlBool>`terms @@ ${word(item)}::tsquery`;
}

function superset({ all, none }: Match): string {
  const required = all.map((group) => `(${group.any.map(word).join(' | ')})`);
  const excluded = none.filter((item) => item.tokens.length === 1).map((item) => `!${word(item)}`);
  return [...required, ...excluded].join(' & ');
}

function word(item: MatchTerm | MatchAll): string {
  if ('together' in item) return `(${words(item.together)})`;
  const last = item.tokens.length - 1;
  const lexemes = item.tokens.map((token, index) => {
    const quoted = quoteLexeme(item.in === 'scope' ? `~${token}` : token);
    return item.prefix && index === last ? `${quoted}:*` : quoted;
  });
  return lexemes.length === 1 ? (lexemes[0] ?? '') : `(${lexemes.join(' & ')})`;
}

function words(items: MatchTerm[]): string {
  return items.map(word).join(' & ');
}

function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

function hasPhrase({ all, none }: Match): boolean {
  const terms = [...all.flatMap((group) => group.any), ...none];
  return terms.some((item) => 'tokens' in item && item.tokens.length > 1);
}
