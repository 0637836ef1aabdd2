import { DAY } from './time.ts';

export interface Ranked {
  position: number;
  /** 0 to 1, best first. */
  score: number;
}

/** A note of today weighs as much more than one of ten years ago as this, against a relevance of at most 1. */
const RECENCY_WEIGHT = 0.2;
const HALF_LIFE = 90 * DAY;

/**
 * Orders hits by how well they match and, a little, by how new they are. An engine's scores only compare among
 * themselves, so they are taken relative to the best one.
 * @param hits position and score, higher is better
 * @param timeOf epoch milliseconds of a position
 */
export function rank(
  hits: readonly { position: number; score: number }[],
  timeOf: (position: number) => number,
  now: number,
): Ranked[] {
  const best = Math.max(...hits.map((hit) => hit.score), Number.MIN_VALUE);
  return hits
    .map(({ position, score }) => {
      const age = Math.max(0, now - timeOf(position));
      const recency = 1 / (1 + age / HALF_LIFE);
      const weighed = (Math.max(score, 0) / best + RECENCY_WEIGHT * recency) / (1 + RECENCY_WEIGHT);
      return { position, score: Math.round(weighed * 10_000) / 10_000 };
    })
    .toSorted((a, b) => b.score - a.score || b.position - a.position);
}
