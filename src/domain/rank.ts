import type { Standing } from './search/index.ts';
import { DAY } from './time.ts';

/** A note that matches, and what its rank follows from. */
export interface Candidate {
  position: number;
  /** In words; 0 where it is not known yet. */
  length: number;
  /** One for each clause of the query, in its order. */
  clauses: Standing[];
}

export interface Ranked {
  position: number;
  /** 0 to 1, best first. */
  score: number;
}

/** A note of today weighs as much more than one of ten years ago as this, against a relevance of at most 1. */
const RECENCY_WEIGHT = 0.2;
const HALF_LIFE = 90 * DAY;
/** More than a word gets by being repeated, however often: see `repetition`. */
const TITLE_WEIGHT = 1.5;

/**
 * Orders matches by how well they match and, a little, by how new they are. All is relative to the matches given, which
 * their reader may see: nothing follows from notes of others. What distinguishes few of them weighs more than what
 * distinguishes many.
 * @param timeOf epoch milliseconds of a position
 */
export function rank(
  candidates: readonly Candidate[],
  timeOf: (position: number) => number,
  now: number,
): Ranked[] {
  const weights = clauseWeights(candidates);
  const known = candidates.filter(({ length }) => length > 0);
  const mean = known.reduce((sum, { length }) => sum + length, 0) / Math.max(known.length, 1);
  const relevances = candidates.map(({ clauses, length }) => {
    const size = mean > 0 && length > 0 ? length / mean : 1;
    return clauses.reduce((sum, clause, index) => sum + weights[index]! * relevance(clause, size), 0);
  });
  const best = Math.max(...relevances, Number.MIN_VALUE);
  return candidates
    .map(({ position }, index) => {
      const age = Math.max(0, now - timeOf(position));
      const recency = 1 / (1 + age / HALF_LIFE);
      const weighed = (relevances[index]! / best + RECENCY_WEIGHT * recency) / (1 + RECENCY_WEIGHT);
      return { position, score: Math.round(weighed * 10_000) / 10_000 };
    })
    .toSorted((a, b) => b.score - a.score || b.position - a.position);
}

function relevance({ times, inTitle }: Standing, size: number): number {
  return repetition(times, size) + (inTitle ? TITLE_WEIGHT : 0);
}

/**
 * As in BM25 (k1 = 1.2, b = 0.75): from below 1 for a word that stands once in a long text, towards 2.2.
 * @param size the note's length against that of its neighbours
 */
function repetition(times: number, size: number): number {
  return (times * 2.2) / (times + 1.2 * (0.25 + 0.75 * size));
}

/** By how few of the matches a clause stands out in: in the title, or repeated. */
function clauseWeights(candidates: readonly Candidate[]): number[] {
  const clauses = candidates[0]?.clauses.length ?? 0;
  return Array.from({ length: clauses }, (_, index) => {
    const outstanding = candidates.filter(({ clauses: given }) => {
      const standing = given[index]!;
      return standing.inTitle || standing.times > 1;
    }).length;
    return 1 + Math.log((candidates.length + 1) / (outstanding + 1));
  });
}
