import { commonKind, ownKind, spaceKind } from '../domain/change.ts';
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
 * @param known ids of the spaces that hold it, where they have been asked for already
 * @returns the owner's new revision
 */
export async function bumpRevisions(
  tx: Tx,
  before: Placed | null,
  after: Placed | null,
  now: number,
  known?: readonly number[],
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
  const delta = counted(after) - counted(before);
  await tx.counts.add(scope, delta);
  const spaceIds = known ?? (before ? await tx.spaces.holding(note.id) : []);
  const seen = spaceKind(before, after);
  if (spaceIds.length > 0 && after && after.status !== before?.status) {
    await tx.spaces.setStatus(note.id, after.status);
  }
  if (spaceIds.length > 0 && seen) {
    for (const id of spaceIds) {
      const held = `space:${id}` as const;
      changes.push({ ...told, scope: held, revision: await tx.revisions.bump(held), kind: seen });
      await tx.counts.add(held, delta);
    }
    await tx.revisions.bump('spaces');
  }
  await tx.changes.add(changes);
  await tx.announce(changes.map((change) => change.scope));
  return revision;
}

function counted(note: Placed | null): number {
  return note?.status === 'NORMAL' ? 1 : 0;
}

/**
 * Says that what a space holds has changed, or who may see it. A revision without a change of a note has those who follow
 * the space read it anew.
 * @param change of a note that came or went
 */
export async function bumpSpace(
  tx: Tx,
  spaceId: number,
  change?: Pick<Change, 'kind' | 'noteId' | 'noteUid' | 'ownerId' | 'changedAt'>,
): Promise<void> {
  const scope = `space:${spaceId}` as const;
  const revision = await tx.revisions.bump(scope);
  await tx.revisions.bump('spaces');
  if (change) await tx.changes.add([{ ...change, scope, revision }]);
  await tx.announce([scope]);
}

/**
 * Comes first in a change of several notes that spaces hold, or of several spaces, after `lockNotes`: it takes its turn in
 * every scope that may be touched, in the order in which all changes do, so that no two wait for each other.
 * @param owner of the notes that will change, if any; `isCommon`: whether others may see them by themselves
 */
export async function holdScopes(
  tx: Tx,
  owner: { id: number; isCommon: boolean } | null,
  spaceIds: Iterable<number>,
): Promise<void> {
  const spaces = [...new Set(spaceIds)].toSorted((a, b) => a - b);
  if (spaces.length === 0) return;
  const own: RevisionScope[] = owner ? [`user:${owner.id}`] : [];
  const common: RevisionScope[] = owner?.isCommon ? ['commons', 'public'] : [];
  await tx.revisions.hold([...own, ...common, ...spaces.map((id) => `space:${id}` as const), 'spaces']);
}

/** The same for a change of any of an owner's notes. */
export async function holdScopesOf(tx: Tx, ownerId: number): Promise<void> {
  await holdScopes(tx, { id: ownerId, isCommon: true }, await tx.spaces.withNotesOf(ownerId));
}

/** Comes before every change of a space, and of what it holds: what was found before may not hold any more. */
export function lockSpace(tx: Tx, spaceId: number): Promise<void> {
  return tx.revisions.hold([`space:${spaceId}`]);
}

/** The scopes that a reader's lists of notes depend on. */
export function scopesOf(userId: number | null): RevisionScope[] {
  return userId === null ? ['public'] : [`user:${userId}`, 'commons'];
}

/** And those of single notes and files, which spaces may bring into sight. */
export function scopesOfAll(userId: number | null): RevisionScope[] {
  return [...scopesOf(userId), 'spaces'];
}
