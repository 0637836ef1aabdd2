import { DAY, HOUR, LAST_TIME } from '../time.ts';

const UNITS: Record<string, number> = { h: HOUR, d: DAY, w: 7 * DAY };

/**
 * The instant that `before:` and `after:` name, in epoch ms, or null: `2025-01-31` (the start of that day in UTC), RFC 3339
 * (`2025-01-31T08:00:00+01:00`), or so long before now (`12h`, `7d`, `2w`).
 */
export function parseInstant(value: string, now: number): number | null {
  const ago = /^(\d{1,5})([hdw])$/i.exec(value);
  if (ago) return within(now - Number(ago[1]) * UNITS[ago[2]!.toLowerCase()]!);
  const match = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/i.exec(value);
  if (!match || !isDay(match[1]!)) return null;
  const instant = Date.parse(match[2] ? value.toUpperCase() : `${value}T00:00:00Z`);
  return Number.isNaN(instant) ? null : within(instant);
}

/** `Date` takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** Before the first and after the last time that a note can have, all instants mean the same. */
const within = (instant: number): number => Math.min(Math.max(instant, 0), LAST_TIME + 1);
