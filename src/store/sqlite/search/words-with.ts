import { sql } from 'kysely';
import type { Db } from '../../engine.ts';

/** A view of the index by words, for one connection; to be made before the connection is kept from writing. */
export const CREATE_WORDS = `create virtual table temp.note_search_words
  using fts5vocab(main, note_search, instance)`;

/**
 * The words of the index that begin like this, at most `limit`; null where there are more. A word costs a look into the
 * index each, wherever and however often it stands. The connection has `CREATE_WORDS`.
 */
export async function wordsWith(db: Db, beginning: string, limit: number): Promise<string[] | null> {
  const words: string[] = [];
  for (let from = beginning; ;) {
    const { rows } = await sql<{ term: string }>`select term from temp.note_search_words
      where term >= ${from} limit 1`.execute(db);
    const word = rows[0]?.term;
    if (word === undefined || !word.startsWith(beginning)) return words;
    if (words.length === limit) return null;
    words.push(word);
    // No word holds a control character, so nothing lies between.
    from = `${word}\u0001`;
  }
}
