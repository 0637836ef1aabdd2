import type { Db, Found, Match, PositionRange } from '../../engine.ts';
import { searchCommon } from './common.ts';
import { matchExpression } from './expression.ts';
import { planOf } from './plan.ts';
import { newest } from './postings.ts';
import { rareGroup, searchRare } from './rare.ts';

/**
 * What a search costs does not depend on how much the store holds: where something that is asked for is rare, its few notes
 * are compared with the rest; where all of it is common, a bounded number of the newest notes is looked at, and the answer
 * says where to go on.
 */
export async function search(db: Db, match: Match, range: PositionRange, limit: number): Promise<Found> {
  if (match.isRebuilding) {
    // Some notes still lack the terms that the rest is made for.
    return { positions: newest(db, matchExpression(match), range, limit), below: null };
  }
  const plan = await planOf(db, match);
  const rare = rareGroup(db, plan);
  return rare ? searchRare(db, match, plan, rare, range, limit) : searchCommon(db, match, plan, range, limit);
}
