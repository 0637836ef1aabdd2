import { invalid } from './errors.ts';

/** Epoch milliseconds. Injected wherever "now" matters, so that tests can hold it still. */
export type Clock = () => number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A note's creation second is its file name in 8 hex digits, so it ends in February 2106. */
export const LAST_TIME = 0xffffffff * SECOND + 999;

const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt]([01]\d|2[0-3]):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/**
 * Reads an RFC 3339 time into epoch milliseconds (digits after the third are dropped).
 * @throws INVALID_ARGUMENT naming `field`, also for days that do not exist and years outside 1970 to 2106.
 */
export function parseTime(field: string, text: string): number {
  const match = RFC_3339.exec(text);
  const time = match ? Date.parse(text.toUpperCase()) : Number.NaN;
  if (!match || Number.isNaN(time) || !dayExists(match)) {
    throw invalid(field, 'Must be an RFC 3339 time such as 2025-08-19T10:00:00Z');
  }
  if (time < 0 || time > LAST_TIME) throw invalid(field, 'Must lie between the years 1970 and 2106');
  return time;
}

/** `Date.parse` rolls 31 February over into March; a typing error should not move a note. */
function dayExists(match: RegExpExecArray): boolean {
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Epoch milliseconds as the memos and memories faces write them: UTC, whole seconds, `Z`. */
export function formatTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
