import { requireUser, type Principal } from '../domain/access.ts';
import { invalid } from '../domain/errors.ts';
import { positionAt } from '../domain/note.ts';
import { DAY, MINUTE } from '../domain/time.ts';
import type { Store } from '../store/store.ts';

export interface ActivityQuery {
  /** Epoch milliseconds: from <= time < to. */
  from: number;
  to: number;
  /** An IANA name such as `Europe/Berlin`. */
  timeZone: string;
}

/** Time zones differ by whole quarters of an hour. */
const STRETCH_MS = 15 * MINUTE;
const MAX_DAYS = 400;

/** How many notes were made on which day: what a calendar shows. */
export function createActivity({ store }: { store: Store }) {
  return {
    /**
     * Days without notes are missing; `date` is `2025-08-19`, in the order of time.
     * @throws INVALID_ARGUMENT naming `timeZone` or `to`
     */
    async days(
      principal: Principal,
      { from, to, timeZone }: ActivityQuery,
    ): Promise<{ date: string; count: number }[]> {
      const { userId } = requireUser(principal, 'read');
      if (to < from) throw invalid('to', 'Must not lie before `from`');
      if (to - from > MAX_DAYS * DAY) throw invalid('to', `Must lie at most ${MAX_DAYS} days after \`from\``);
      const dateOf = dateIn(timeZone);
      const range = { from: positionAt(from), to: positionAt(to) };
      const days = new Map<string, number>();
      for (const [stretch, count] of await store.read.notes.madePer(userId, STRETCH_MS, range)) {
        const date = dateOf(stretch * STRETCH_MS);
        days.set(date, (days.get(date) ?? 0) + count);
      }
      return [...days].map(([date, count]) => ({ date, count }));
    },
  };
}

function dateIn(timeZone: string): (time: number) => string {
  try {
    // Sweden writes dates as ISO 8601 does.
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
    return (time) => format.format(time);
  } catch {
    throw invalid('timeZone', 'Must be the name of a time zone, such as Europe/Berlin');
  }
}
