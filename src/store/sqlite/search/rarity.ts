import type { Db } from '../../engine.ts';
import { depth, EVERYWHERE } from './postings.ts';

/** So long it is remembered: it decides which way a search goes, not what it finds. */
const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 1000;

interface Known {
  isRarer: boolean;
  until: number;
}

const remembered = new WeakMap<Db, Map<string, Known>>();

/**
 * Whether a query finds at most `count` notes in the whole store. To find out takes as long as many a search, and the same is
 * asked again with each: what a reader may see is the first condition of all searches.
 */
export function isRarer(db: Db, query: string, count: number): boolean {
  let known = remembered.get(db);
  if (!known) remembered.set(db, (known = new Map()));
  const key = `${count} ${query}`;
  const now = performance.now();
  const last = known.get(key);
  if (last && now < last.until) return last.isRarer;
  const found = depth(db, query, EVERYWHERE, count) === undefined;
  known.delete(key);
  known.set(key, { isRarer: found, until: now + REMEMBERED_MS });
  if (known.size > MAX_REMEMBERED) known.delete(known.keys().next().value ?? '');
  return found;
}
