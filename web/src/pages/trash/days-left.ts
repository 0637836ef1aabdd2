import type { Memo } from '../../../../src/client/index.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const KEPT_DAYS = 30;

/** Days until the server removes a note from the trash; moving it there was its last change. At least 1: never too many. */
export function daysLeft({ updateTime }: Pick<Memo, 'updateTime'>, now: number): number {
  const age = Math.max(0, now - Date.parse(updateTime));
  return Math.max(1, KEPT_DAYS - Math.floor(age / DAY_MS));
}
