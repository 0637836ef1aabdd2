import { findTerm } from './find-term.ts';
import { foldWithPositions } from './fold.ts';
import type { Clause, Term } from './query.ts';
import { TextTokens } from './text-tokens.ts';

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
  const { folded, from, to } = foldWithPositions(text);
  const tokens = new TextTokens(folded);
  const start = (at: number): number => (from ? from[at]! : at);
  const end = (at: number): number => (to ? to[at - 1]! : at);
  const hits: Hit[] = [];
  const add = (term: Term, clause: number): void => {
    const size = term.tokens.length;
    let count = 0;
    findTerm(tokens, term, (index) => {
      const last = tokens.range(index + size - 1);
      // One character of a run found as the beginning of a pair.
      const half =
        end(last.first) !== end(last.to) && term.tokens.at(-1)!.length < tokens.size(index + size - 1);
      hits.push({ from: start(tokens.range(index).from), to: end(half ? last.first : last.to), clause });
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
