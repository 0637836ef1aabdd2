import { sql } from 'kysely';
import { profileOf } from '../../domain/search/index.ts';
import type { Db, Engine } from '../engine.ts';
import { putProfile, removeProfile } from '../search-profiles.ts';
import { statement } from '../statement.ts';
import { integrity, isIndexed, isIndexedAsBefore, strayPositions } from './integrity.ts';
import { prefixTerms } from './search/prefix-terms.ts';
import { search } from './search/search.ts';
import { turn } from './turn.ts';

/** So many words take some milliseconds to index. */
const MANY_WORDS = 8192;

/** What SQLite does its own way. Writers are alone by construction (see `writer.ts`), so locks are nothing. */
export const sqliteEngine: Engine = {
  name: 'sqlite',
  integrity,
  isIndexed,
  isIndexedAsBefore,
  strayPositions,

  // A statement that could fail in the middle begins with a savepoint, at which the full-text index writes its buffer out.
  rowsPerInsert: 1,
  isAlone: true,

  jsonArray: (value, order) => sql`json_group_array(${value} order by ${order})`,

  jsonObject: (fields) =>
    sql`json_object(${sql.join(Object.entries(fields).flatMap(([key, value]) => [sql.lit(key), value]))})`,

  isAmong: (column, json) => sql`${column} in (select value from json_each(${json}))`,

  async nextNoteId(db) {
    const [last] = await lastNoteId(db, sqliteEngine, {});
    return (last?.seq ?? 0) + 1;
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
    await putProfile(db, sqliteEngine, position, profileOf(title, body));
    const words = {
      position,
      title: title.join(' '),
      body: body.join(' '),
      scope: [...scope, ...prefixTerms(title, body)].join(' '),
    };
    const isLong = body.length > MANY_WORDS;
    if (isLong) await turn();
    await insertWords(db, sqliteEngine, words);
    if (!isLong) return;
    // The other long step of writing a long note, which would else be part of the commit.
    await turn();
    await writeOut(db);
    await turn();
  },

  async unindexNote(db, position) {
    await removeProfile(db, sqliteEngine, position);
    await deleteWords(db, sqliteEngine, { position });
  },

  search,
};

const lastNoteId = statement<object, { seq: number }>(
  [],
  () => sql`select seq from sqlite_sequence where name = 'notes'`,
);

interface Words {
  position: number;
  title: string;
  body: string;
  scope: string;
}

const insertWords = statement<Words>(
  ['position', 'title', 'body', 'scope'],
  (_db, { position, title, body, scope }) =>
    sql`insert into note_search (rowid, title, body, scope) values (${position}, ${title}, ${body}, ${scope})`,
);
/** The full-text index writes its buffer out at a savepoint, so that a part of a transaction can be taken back. */
async function writeOut(db: Db): Promise<void> {
  await sql`savepoint words`.execute(db);
  await sql`release words`.execute(db);
}
const deleteWords = statement<{ position: number }>(
  ['position'],
  (_db, { position }) => sql`delete from note_search where rowid = ${position}`,
);
