import { sql } from 'kysely';
import { oldScopeTerms } from '../../domain/index-terms.ts';
import { profileOf } from '../../domain/search/index.ts';
import type { Db, SearchDocument } from '../engine.ts';
import { isSameProfile, readProfile } from '../search-profiles.ts';
import { prefixTerms } from './search/prefix-terms.ts';

const MAX_FINDINGS = 100;
/** So many words are asked for at a time. */
const WORDS = 256;

/** What SQLite finds wrong with its pages, indexes and references. */
export async function integrity(db: Db): Promise<string[]> {
  try {
    // FTS5 forgets what it has in memory of an older state when it is queried, and not when it is checked.
    await sql`select rowid from note_search where note_search match 'a' limit 1`.execute(db);
    // As statements, not as functions: those take the number of findings for the name of a table.
    const pages = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
    const references = await sql<{
      table: string;
      rowid: number | null;
      parent: string;
    }>`pragma foreign_key_check`.execute(db);
    return [
      ...pages.rows.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
      ...references.rows
        .slice(0, MAX_FINDINGS)
        .map((row) => `a row of ${row.table} (${row.rowid}) refers to nothing in ${row.parent}`),
    ];
  } catch (error) {
    return [(error as Error).message];
  }
}

/**
 * The index keeps no text, so it is asked: does it have as many words of this note as it should, and each of them? (Their
 * order is left to SQLite's own check: to ask for it takes four times as long.)
 */
export async function isIndexed(db: Db, document: SearchDocument): Promise<boolean> {
  const { position, title, body, scope } = document;
  const profile = await readProfile(db, position);
  if (!isSameProfile(profile, profileOf(title, body))) return false;
  return hasWords(db, { ...document, scope: [...scope, ...prefixTerms(title, body)] });
}

/** The same for a note that is indexed as by version 1. */
export async function isIndexedAsBefore(db: Db, document: SearchDocument): Promise<boolean> {
  return hasWords(db, { ...document, scope: oldScopeTerms(document.scope) });
}

async function hasWords(db: Db, { position, title, body, scope }: SearchDocument): Promise<boolean> {
  const columns = { title, body, scope };
  const { rows } = await sql<{ sz: Uint8Array }>`select sz from note_search_docsize
    where id = cast(${position} as integer)`.execute(db);
  const sizes = rows[0] && varints(rows[0].sz);
  if (sizes?.join() !== [title.length, body.length, scope.length].join()) return false;
  for (const [column, tokens] of Object.entries(columns)) {
    const words = [...new Set(tokens)];
    for (let start = 0; start < words.length; start += WORDS) {
      const all = words.slice(start, start + WORDS).map((word) => `"${word.replaceAll('"', '""')}"`);
      const found = await sql`select rowid from note_search
        where note_search match ${`${column} : (${all.join(' AND ')})`}
        and rowid = cast(${position} as integer)`.execute(db);
      if (found.rows.length === 0) return false;
    }
  }
  return true;
}

export async function strayPositions(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from note_search_docsize d
    where not exists (select 1 from notes where position = d.id)
    union select position from search_profiles p
    where not exists (select 1 from notes where position = p.position) limit 1000`.execute(db);
  return rows.map(({ id }) => id);
}

/** SQLite's numbers of one to nine bytes, seven bits each; word counts need no more than five. */
function varints(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of bytes) {
    number = number * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  return numbers;
}
