import type { Db, Found, Match, PositionRange } from '../../engine.ts';
import { allOf, excluding, oneOf } from './expression.ts';
import { superset } from './leaves.ts';
import type { Plan } from './plan.ts';
import { ascending, depth } from './postings.ts';
import { isRarer } from './rarity.ts';
import { verified } from './verify.ts';

/** What so few notes have is rare. Each of them costs a look into the list of everything else that is asked for. */
const RARE = 4096;
/** Is looked at first: most of what is rare is rarer. */
const VERY_RARE = 512;
/** So many groups are asked whether they are rare. */
const MAX_ASKED = 8;

export interface RareGroup {
  query: string;
  /** Whether it is worth no look at a part of it first. */
  isVeryRare: boolean;
}

/**
 * A query that finds all that one of the groups does, and little more. It must be rare in the whole index, not only in a
 * range of it: FTS5 goes to the first match of a query before it goes to the range.
 */
export function rareGroup(db: Db, { groups }: Plan): RareGroup | null {
  const queries = groups.slice(0, MAX_ASKED).map(superset);
  for (const count of [VERY_RARE, RARE]) {
    const query = queries.find((one) => isRarer(db, one, count));
    if (query !== undefined) return { query, isVeryRare: count === VERY_RARE };
  }
  return null;
}

export async function searchRare(
  db: Db,
  match: Match,
  { groups, none }: Plan,
  rare: RareGroup,
  range: PositionRange,
  limit: number,
): Promise<Found> {
  const required = groups.map((leaves) =>
    oneOf(leaves.map(({ lists, expression }) => expression ?? allOf(lists))),
  );
  const excluded = none.flatMap(({ expression }) => expression ?? []);
  const query = excluding(allOf(required), excluded);
  const isExact = [...groups.flat(), ...none].every(({ expression }) => expression !== null);
  const positions: number[] = [];
  let { to } = range;
  for (const count of rare.isVeryRare ? [Infinity] : [Math.max(limit, VERY_RARE), Infinity]) {
    const start = count === Infinity ? undefined : depth(db, rare.query, { ...range, to }, count);
    const from = start ?? range.from;
    const all = ascending(db, query, { from, to }).toReversed();
    const wanted = limit - positions.length;
    const found = isExact ? { positions: all, below: null } : await verified(db, match, all, wanted);
    positions.push(...found.positions);
    if (found.below !== null) return { positions, below: found.below };
    if (from === range.from || positions.length >= limit) break;
    to = from;
  }
  return { positions: positions.slice(0, limit), below: null };
}
