import { createDraw } from '../data/words.ts';
import type { Source } from '../load/clients.ts';
import type { Instance } from './instance.ts';
import * as sources from './sources.ts';

/** What people do, in hundredths. */
const SHARES: [share: number, make: sources.MakeSource][] = [
  [55, sources.randomMemo],
  [15, sources.hotPage],
  [6, sources.deepPage],
  [4, sources.commonTag],
  [3, sources.searchTag],
  [3, sources.searchCommon],
  [4, sources.searchMiddling],
  [2, sources.searchHan],
  [5, sources.createMemo],
  [3, sources.updateMemo],
];

/** Reads, lists, searches and writes as they come; about one in twelve writes. */
export async function mixed(instance: Instance): Promise<Source> {
  const parts: Source[] = [];
  for (const [share, make] of SHARES) {
    const source = await make(instance);
    for (let count = 0; count < share; count++) parts.push(source);
  }
  const draw = createDraw(14);
  return () => (parts[Math.floor(draw() * parts.length)] as Source)();
}

/** The same, and what was created goes to the trash again a while later, so that the store hardly grows. */
export async function withDeletes(instance: Instance): Promise<Source> {
  const source = await mixed(instance);
  const DELAY = 200;
  let [created, deleted] = [0, 0];
  return () => {
    // Nobody else writes, so ids follow one another.
    if (deleted < created - DELAY) return sources.deleteMemo(instance, instance.notes + ++deleted);
    const request = source();
    if (request.subarray(0, 4).toString('latin1') === 'POST') created++;
    return request;
  };
}
