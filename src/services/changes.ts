import { commonKind, ownKind } from '../domain/change.ts';
import type { Note } from '../domain/note.ts';
import type { Change } from '../store/changes.ts';
import type { RevisionScope } from '../store/revisions.ts';
import type { Tx } from '../store/store.ts';

type Placed = Pick<Note, 'id' | 'uid' | 'ownerId' | 'status' | 'visibility'>;

/** Whether anybody may see it. */
function isPublic(note: Placed): boolean {
  return note.status === 'NORMAL' && note.visibility === 'PUBLIC';
}

/**
 * Bumps the revision of every scope that a change of this note touches, notes what happened there, and wakes who waits for
 * it; always the owner's first, so that two changes never wait for each other.
 * @param before the note as it was, or null for a new one
 * @param after the note as it will be, or null when it is removed
 * @param now the time of the change, epoch milliseconds
 * @returns the owner's new revision
 */
export async function bumpRevisions(
  tx: Tx,
  before: Placed | null,
  after: Placed | null,
  now: number,
): Promise<number> {
  const note = after ?? before;
  if (!note) return 0;
  const told = { noteId: note.id, noteUid: note.uid, ownerId: note.ownerId, changedAt: now };
  const scope = `user:${note.ownerId}` as const;
  const revision = await tx.revisions.bump(scope);
  const changes: Change[] = [{ ...told, scope, revision, kind: ownKind(before, after) }];
  const kind = commonKind(before, after);
  if (kind) changes.push({ ...told, scope: 'commons', revision: await tx.revisions.bump('commons'), kind });
  if ((before && isPublic(before)) || (after && isPublic(after))) await tx.revisions.bump('public');
  await tx.changes.add(changes);
  await tx.announce(changes.map((change) => change.scope));
  return revision;
}

/** The scopes that a reader's lists depend on. */
export function scopesOf(userId: number | null): RevisionScope[] {
  return userId === null ? ['public'] : [`user:${userId}`, 'commons'];
}
