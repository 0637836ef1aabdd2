import type { Note } from '../domain/note.ts';
import type { RevisionScope } from '../store/revisions.ts';
import type { Tx } from '../store/store.ts';

type Placed = Pick<Note, 'ownerId' | 'status' | 'visibility'>;

/** Whether others may see it: what `audienceOf` gives to anybody but the owner. */
function isCommon(note: Placed): boolean {
  return note.status === 'NORMAL' && note.visibility !== 'PRIVATE';
}

/** Whether anybody may see it. */
function isPublic(note: Placed): boolean {
  return note.status === 'NORMAL' && note.visibility === 'PUBLIC';
}

/**
 * Bumps the revision of every scope that a change of this note touches; always the owner's first, so that two changes
 * never wait for each other.
 * @param before the note as it was, or null for a new one
 * @param after the note as it will be, or null when it is removed
 * @returns the owner's new revision
 */
export async function bumpRevisions(tx: Tx, before: Placed | null, after: Placed | null): Promise<number> {
  const owner = after ?? before;
  if (!owner) return 0;
  const revision = await tx.revisions.bump(`user:${owner.ownerId}`);
  if ((before && isCommon(before)) || (after && isCommon(after))) await tx.revisions.bump('commons');
  if ((before && isPublic(before)) || (after && isPublic(after))) await tx.revisions.bump('public');
  return revision;
}

/** The scopes that a reader's lists depend on. */
export function scopesOf(userId: number | null): RevisionScope[] {
  return userId === null ? ['public'] : [`user:${userId}`, 'commons'];
}
