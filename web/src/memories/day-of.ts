import type { Memory } from '../../../src/client/index.ts';
import { dayKey } from '../lib/dates.ts';

/** The day to write above a row; undefined where the row before it has the same. */
export function newDayAt(memories: readonly Memory[], index: number): string | undefined {
  const day = dayKey(memories[index]!.createdAt);
  return index > 0 && dayKey(memories[index - 1]!.createdAt) === day ? undefined : day;
}
