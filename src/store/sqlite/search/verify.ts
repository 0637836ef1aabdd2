import { matches, type Clause, type SearchQuery } from '../../../domain/search/index.ts';
import type { Db, Found, Match, MatchTerm } from '../../engine.ts';

/** So many notes, and so much text, is looked at for one answer. */
const MAX_NOTES = 256;
const MAX_CHARACTERS = 1 << 21;
/** So many notes are in memory at a time. */
const BATCH = 16;

/**
 * Those of the positions (newest first) whose notes have the words of the match, by looking at the notes: the first
 * `limit`, or as far as the work is bounded.
 */
export async function verified(
  db: Db,
  match: Match,
  positions: readonly number[],
  limit: number,
): Promise<Found> {
  const query = wordsOf(match);
  const found: number[] = [];
  let characters = 0;
  for (let start = 0; start < positions.length && found.length < limit; start += BATCH) {
    if (start >= MAX_NOTES || characters > MAX_CHARACTERS) {
      return { positions: found, below: positions[start - 1]! };
    }
    const batch = positions.slice(start, start + BATCH);
    const notes = await db
      .selectFrom('notes')
      .select(['position', 'title', 'content'])
      .where('position', 'in', batch)
      .execute();
    characters += notes.reduce((sum, { content }) => sum + content.length, 0);
    const held = new Set(notes.filter((note) => matches(query, note)).map(({ position }) => position));
    found.push(...batch.filter((position) => held.has(position)));
  }
  return { positions: found.slice(0, limit), below: null };
}

function wordsOf({ all, none }: Match): Pick<SearchQuery, 'all' | 'none'> {
  const clauses = all.map(({ any }): Clause => ({ any: any.filter(isText) }));
  return {
    all: clauses.filter(({ any }) => any.length > 0),
    none: none.filter(isText).map((term) => ({ any: [term] })),
  };
}

function isText(item: Match['all'][number]['any'][number]): item is MatchTerm {
  return 'tokens' in item && item.in === 'text';
}
