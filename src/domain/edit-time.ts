import { parseTime, SECOND } from './time.ts';

/** The edit that a writer has seen: a moment, exact to the millisecond or to the second only. */
export interface SeenEdit {
  at: number;
  exact: boolean;
}

/**
 * Reads the time of an edit as a client sends it back.
 * @returns null for the zero time of Go, which means none
 * @throws INVALID_ARGUMENT naming `field`
 */
export function parseSeenEdit(field: string, text: string): SeenEdit | null {
  if (isZeroTime(text)) return null;
  return { at: parseTime(field, text), exact: /\.\d/.test(text) };
}

/** What Go's clients send for a time that was never set. */
export function isZeroTime(text: string): boolean {
  return /^0001-01-01T00:00:00(\.0+)?(Z|[+-]00:00)$/i.test(text);
}

/** Whether this is the edit that was seen; a client that knows whole seconds only is believed to the second. */
export function isSeenEdit(seen: SeenEdit, editedAt: number): boolean {
  if (seen.exact) return seen.at === Math.floor(editedAt);
  return Math.floor(seen.at / SECOND) === Math.floor(editedAt / SECOND);
}
