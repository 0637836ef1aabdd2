import type { Db, Found, Match, PositionRange } from '../../engine.ts';
import { allOf, excluding, oneOf } from './expression.ts';
import { superset } from './leaves.ts';
import type { Plan } from './plan.ts';
import { ascending, depth, EVERYWHERE } from './postings.ts';
import { verified } from './verify.ts';

/** What so few notes have is rare. Each of them costs a look into the list of everything else that is asked for. */
const RARE = 4096;
/** Is looked at first: most of what is rare is rarer. */
const VERY_RARE = 512;
/** So many groups are asked whether they are rare. */
const MAX_ASKED = 8;

/**
 * A query that finds all that one of the groups does, and little more. It must be rare in the whole index, not only in a
 * range of it: FTS5 goes to the first match of a query before it goes to the range.
 */
export async function rareGroup(db: Db, { groups }: Plan): Promise<string | null> {
  const queries = groups.slice(0, MAX_ASKED).map(superset);
  for (const count of [VERY_RARE, RARE]) {
    for (const query of queries) {
      if ((await depth(db, query, EVERYWHERE, count)) === undefined) return query;
    }
  }
  return null;
}

export async function searchRare(
  db: Db,
  match: Match,
  { groups, none }: Plan,
  rare: string,
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
  for (const count of [Math.max(limit, VERY_RARE), RARE]) {
    const from = (await depth(db, rare, { ...range, to }, count)) ?? range.from;
    const all = (await ascending(db, query, { from, to })).toReversed();
    const wanted = limit - positions.length;
    const found = isExact ? { positions: all, below: null } : await verified(db, match, all, wanted);
    positions.push(...found.positions);
    if (found.below !== null) return { positions, below: found.below };
    if (from === range.from || positions.length >= limit) break;
    to = from;
  }
  return { positions: positions.slice(0, limit), below: null };
}
