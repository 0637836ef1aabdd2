import { positionAt } from '../../../domain/note.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../domain/time.ts';
import type { Db, Found, Match, PositionRange } from '../../engine.ts';
import { oneOf } from './expression.ts';
import { isSimple, type Leaf } from './leaves.ts';
import type { Plan } from './plan.ts';
import { newest } from './postings.ts';
import { difference, intersection, union, type Positions } from './position-sets.ts';
import { verified } from './verify.ts';

/** So much is read of each list, step by step: the newest notes usually do. */
const STEPS = [512, 1024, 2048];
/** With more lists, less of each. */
const MANY_LISTS = 8;

/** Parts begin at full days, hours, minutes or seconds: see `roundUp`. */
const UNITS = [DAY, HOUR, MINUTE, SECOND].map((ms) => positionAt(ms));

/**
 * Reads the lists of the index part by part, newest first, and compares them here. FTS5 would not end its own comparison
 * before it has found something, even if that takes all notes of the store.
 */
export async function searchCommon(
  db: Db,
  match: Match,
  { groups, none }: Plan,
  range: PositionRange,
  limit: number,
): Promise<Found> {
  const excluding = none.filter(({ isExact }) => isExact);
  const isExact = [...groups.flat(), ...none].every((leaf) => leaf.isExact);
  const lists = listsOf([...groups, excluding]);
  const share = Math.min(1, MANY_LISTS / lists.length);
  const positions: number[] = [];
  let { to } = range;
  for (const step of STEPS) {
    const { from, held } = partOf(db, lists, { ...range, to }, Math.ceil(step * share));
    const all = difference(
      intersection(groups.map((leaves) => positionsOf(leaves, held))),
      positionsOf(excluding, held),
    ).toReversed();
    const wanted = limit - positions.length;
    const found = isExact ? { positions: all, below: null } : await verified(db, match, all, wanted);
    positions.push(...found.positions);
    if (found.below !== null) return { positions, below: found.below };
    if (positions.length >= limit) return { positions: positions.slice(0, limit), below: null };
    if (from === range.from) return { positions, below: null };
    to = from;
  }
  return { positions, below: to };
}

/** The newest part of the range of which no list has more than `count` notes: where it begins, and what each list has there. */
function partOf(
  db: Db,
  lists: readonly string[],
  range: PositionRange,
  count: number,
): { from: number; held: Map<string, Positions> } {
  let { from } = range;
  let top: number | undefined;
  const read = new Map<string, number[]>();
  for (const list of new Set(lists)) {
    const positions = newest(db, list, { ...range, from }, count + 1);
    if (read.size === 0) top = positions[0];
    from = positions[count] ?? from;
    read.set(list, positions.toReversed());
  }
  if (from > range.from) from = roundUp(from, top ?? range.to);
  const held = new Map<string, Positions>();
  for (const [list, positions] of read) held.set(list, startingAt(from, positions));
  return { from, held };
}

function startingAt(from: number, positions: number[]): Positions {
  const start = positions.findIndex((position) => position >= from);
  return start === 0 ? positions : start < 0 ? [] : positions.slice(start);
}

/** The place of a note that the reader may know nothing of must not be told, not even in a page token. */
function roundUp(from: number, to: number): number {
  const unit = UNITS.find((size) => 8 * size <= to - from);
  return unit === undefined ? from : Math.ceil(from / unit) * unit;
}

function positionsOf(leaves: readonly Leaf[], held: ReadonlyMap<string, Positions>): Positions {
  const [simple, others] = [leaves.filter(isSimple), leaves.filter((leaf) => !isSimple(leaf))];
  const found: Positions[] = [];
  if (simple.length > 0) found.push(held.get(oneOf(simple.map(({ lists }) => lists[0]!)))!);
  for (const { lists } of others) found.push(intersection(lists.map((list) => held.get(list)!)));
  return union(found);
}

/** What is read, each as one query without a comparison in it. */
function listsOf(groups: readonly (readonly Leaf[])[]): string[] {
  return groups.flatMap((leaves) => {
    const simple = leaves.filter(isSimple).flatMap(({ lists }) => lists);
    const others = leaves.filter((leaf) => !isSimple(leaf)).flatMap(({ lists }) => lists);
    return simple.length > 0 ? [oneOf(simple), ...others] : others;
  });
}
