import type { Note } from './note.ts';
import { DAY } from './time.ts';

/** What happened to a note. Others are told only that they see it now, that it is different, or that it is gone. */
export type ChangeKind = 'created' | 'updated' | 'archived' | 'trashed' | 'restored' | 'deleted';

type Placed = Pick<Note, 'status' | 'visibility'>;

/** Readers that were away for longer read anew. */
export const CHANGES_MS = 7 * DAY;

/** Whether others may see it: what `audienceOf` gives to anybody but the owner. */
function isCommon(note: Placed): boolean {
  return note.status === 'NORMAL' && note.visibility !== 'PRIVATE';
}

/** A change as its owner sees it; null stands for a note that is not there yet, or not any more. */
export function ownKind(before: Placed | null, after: Placed | null): ChangeKind {
  if (!before) return 'created';
  if (!after) return 'deleted';
  if (before.status === after.status) return 'updated';
  if (after.status === 'NORMAL') return 'restored';
  return after.status === 'ARCHIVED' ? 'archived' : 'trashed';
}

/**
 * The same change as others see it, or null where they see nothing of it. A note that turned private, was archived or was
 * trashed is gone for them, and they are not told why.
 */
export function commonKind(before: Placed | null, after: Placed | null): ChangeKind | null {
  const wasThere = before !== null && isCommon(before);
  const isThere = after !== null && isCommon(after);
  if (wasThere && isThere) return 'updated';
  if (isThere) return 'created';
  return wasThere ? 'deleted' : null;
}

/** The same change as those see it who may see a space that holds the note; null where they see nothing of it. */
export function spaceKind(before: Placed | null, after: Placed | null): ChangeKind | null {
  const wasThere = before?.status === 'NORMAL';
  const isThere = after?.status === 'NORMAL';
  if (wasThere && isThere) return 'updated';
  if (isThere) return 'created';
  return wasThere ? 'deleted' : null;
}
