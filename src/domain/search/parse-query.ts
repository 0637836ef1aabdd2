import { invalid } from '../errors.ts';
import { addFilter, asFilter, type FilterPart } from './filter.ts';
import type { Clause, SearchQuery, Term } from './query.ts';
import { readClauses, type Part } from './query-parts.ts';
import { queryTokens } from './tokenize.ts';

const MAX_QUERY_LENGTH = 1000;
const MAX_QUERY_TERMS = 32;
/** Words of all terms together. A long phrase costs its length times the length of a note that repeats one word. */
const MAX_QUERY_WORDS = 64;

/**
 * Reads the search language of `faces.md`: words (all of them), `"a phrase"`, `-not` or `!not`, `a|b`, `pre*`, `#tag`, `tag:`,
 * `is:pinned`, `has:link|file|task|code`, `before:` and `after:` a date. `now` (epoch ms) is what `after:7d` counts from.
 * A quote that is not closed goes to the end. Anything without a letter, digit or emoji is passed over. A query of
 * exclusions alone is allowed. Throws INVALID_ARGUMENT (field `q`) and nothing else.
 */
export function parseQuery(q: string, now: number): SearchQuery {
  if (q.length > MAX_QUERY_LENGTH && Array.from(q).length > MAX_QUERY_LENGTH) {
    throw invalid('q', `A query has at most ${MAX_QUERY_LENGTH} characters`);
  }
  const query: SearchQuery = { all: [], none: [], filters: { tags: [], notTags: [] } };
  let terms = 0;
  let words = 0;
  const known = new Set<string>();
  let filters = 0;
  for (const { negative, parts } of readClauses(q)) {
    const found = parts.map(readPart);
    const filter = found.find((part) => part !== null && 'name' in part);
    if (filter && found.length > 1)
      throw invalid('q', `A filter such as ${filter.name}: cannot be one side of "|"`);
    if (filter) {
      addFilter(query.filters, filter, negative, now);
      filters++;
    } else {
      const clause: Clause = { any: found.filter((part) => part !== null && 'tokens' in part) };
      terms += clause.any.length;
      words += clause.any.reduce((sum, term) => sum + term.tokens.length, 0);
      clause.any = withoutRepeats(clause.any);
      const key = JSON.stringify([negative, clause]);
      if (clause.any.length > 0 && !known.has(key)) (negative ? query.none : query.all).push(clause);
      known.add(key);
    }
    if (words > MAX_QUERY_WORDS) throw invalid('q', `A query has at most ${MAX_QUERY_WORDS} words`);
    if (terms + filters > MAX_QUERY_TERMS) throw invalid('q', `A query has at most ${MAX_QUERY_TERMS} terms`);
  }
  if (terms + filters === 0) {
    throw invalid(
      'q',
      'Write a word, a "phrase", or a filter such as tag:work, is:pinned, has:link or after:2025-01-31',
    );
  }
  return query;
}

/** To ask for a word twice is no other question, but twice the work. */
function withoutRepeats(terms: Term[]): Term[] {
  return [...new Map(terms.map((term) => [JSON.stringify(term), term])).values()];
}

/** null: nothing that could be searched for. */
function readPart({ text, quoted, prefix }: Part): Term | FilterPart | null {
  const filter = quoted ? null : asFilter(text);
  if (filter) return filter;
  const { tokens, prefix: single } = queryTokens(text);
  return tokens.length > 0 ? { tokens, prefix: prefix || single || (!quoted && text.endsWith('*')) } : null;
}
