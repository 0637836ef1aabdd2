import { findTerm } from './find-term.ts';
import { foldWithPositions } from './fold.ts';
import type { Clause, Term } from './query.ts';
import { scan } from './scan.ts';

/** A range of the original text that a query's clause found. */
export interface Hit {
  from: number;
  to: number;
  /** The index of the clause. */
  clause: number;
}

/** A term is marked so often at most: a snippet shows few, and a long text of one word must not cost more than its length. */
const MAX_HITS = 1000;

/** Where the clauses stand in `text`, by position. Whole words, but of scripts without gaps only what was asked for. */
export function findHits(text: string, clauses: readonly Clause[]): Hit[] {
  if (clauses.length === 0) return [];
  const tokens: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const first: number[] = [];
  const folded = foldWithPositions(text);
  scan(folded.folded, (token, tokenFrom, tokenTo, firstTo) => {
    tokens.push(token);
    from.push(folded.from ? folded.from[tokenFrom]! : tokenFrom);
    to.push(folded.to ? folded.to[tokenTo - 1]! : tokenTo);
    first.push(folded.to ? folded.to[firstTo - 1]! : firstTo);
  });
  const hits: Hit[] = [];
  const add = (term: Term, clause: number): void => {
    const last = term.tokens.length - 1;
    let count = 0;
    findTerm(tokens, term, (index) => {
      const end = index + last;
      // One character of a run found as the beginning of a pair.
      const half = first[end] !== to[end] && term.tokens[last]!.length < tokens[end]!.length;
      hits.push({ from: from[index]!, to: half ? first[end]! : to[end]!, clause });
      return ++count >= MAX_HITS;
    });
  };
  const known = new Set<string>();
  clauses.forEach(({ any }, clause) =>
    any.forEach((term) => {
      const key = JSON.stringify(term);
      if (!known.has(key)) add(term, clause);
      known.add(key);
    }),
  );
  return hits.toSorted((a, b) => a.from - b.from);
}
