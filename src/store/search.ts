import type { Db, Engine, Hit, Match, PositionRange } from './engine.ts';

export type { Hit, Match, MatchAny, MatchTerm, PositionRange } from './engine.ts';

/** The full-text index, as the services see it. */
export function createSearch(db: Db, engine: Engine) {
  return {
    newest: (match: Match, range: PositionRange, limit: number): Promise<number[]> =>
      engine.searchNewest(db, match, range, limit),
    scored: (match: Match, range: PositionRange, window: number): Promise<Hit[]> =>
      engine.searchScored(db, match, range, window),
  };
}
