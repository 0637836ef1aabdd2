import type { Memo } from '../../../../src/client/index.ts';
import { TRASH_MS } from '../../../../src/domain/note.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface Stay {
  since: Date;
  /** From then on the server removes it for good, within the hour. */
  until: Date;
  /** At least 1: never too many. */
  daysLeft: number;
}

/** How long a note stays in the trash. One that has just been put there here is not yet known with its time. */
export function stayOf({ trashTime, updateTime }: Pick<Memo, 'trashTime' | 'updateTime'>, now: number): Stay {
  const since = Date.parse(trashTime ?? updateTime);
  const left = TRASH_MS - Math.max(0, now - since);
  return {
    since: new Date(since),
    until: new Date(since + TRASH_MS),
    daysLeft: Math.max(1, Math.ceil(left / DAY_MS)),
  };
}
