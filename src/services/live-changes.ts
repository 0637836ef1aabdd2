import type { LiveCursor } from '../domain/live-cursor.ts';
import type { Change } from '../store/changes.ts';
import type { RevisionScope } from '../store/revisions.ts';
import type { Reads } from '../store/store.ts';

/** One note that changed, and how far a reader has got who was told. */
export interface Step {
  change: Change;
  /** Whether it came into sight on the way. */
  isNew: boolean;
  cursor: LiveCursor;
}

/** So many changes are read at once. */
const BATCH = 100;

/**
 * What changed for a user since the cursor, each note once, after its last change; `end` is where the next reading starts.
 * @param present where the scopes were before this reading
 * @returns null when the log does not reach back so far
 */
export async function readChanges(
  reads: Pick<Reads, 'changes'>,
  userId: number,
  cursor: LiveCursor,
  present: LiveCursor,
): Promise<{ steps: Step[]; end: LiveCursor } | null> {
  const own = await readScope(reads, `user:${userId}`, cursor.own, present.own);
  const commons = await readScope(reads, 'commons', cursor.commons, present.commons);
  const shared: Change[][] = [];
  for (const [id, revision] of present.spaces) {
    const changes = await readScope(reads, `space:${id}`, cursor.spaces.get(id) ?? revision, revision);
    if (!changes) return null;
    shared.push(changes);
  }
  if (!own || !commons) return null;

  const steps = new Map<number, Step>();
  let end = cursor;
  for (const change of [...own, ...commons, ...shared.flat()]) {
    end = advance(end, change);
    // Of own notes, the own scope tells all.
    if (change.scope !== `user:${userId}` && change.ownerId === userId) continue;
    const before = steps.get(change.noteId);
    // A map keeps the place of its first entry; what is told last must also come last.
    steps.delete(change.noteId);
    steps.set(change.noteId, { change, isNew: before?.isNew || change.kind === 'created', cursor: end });
  }
  return { steps: [...steps.values()], end };
}

function advance(cursor: LiveCursor, { scope, revision }: Change): LiveCursor {
  if (scope === 'commons') return { ...cursor, commons: revision };
  const [kind, id] = scope.split(':');
  if (kind === 'user') return { ...cursor, own: revision };
  return { ...cursor, spaces: new Map(cursor.spaces).set(Number(id), revision) };
}

/** Each revision has its row, so a missing one was forgotten: null. */
async function readScope(
  reads: Pick<Reads, 'changes'>,
  scope: RevisionScope,
  revision: number,
  present: number,
): Promise<Change[] | null> {
  if (revision === present) return [];
  const changes = await reads.changes.after(scope, revision, BATCH);
  const isComplete = changes.every((change, index) => change.revision === revision + index + 1);
  return isComplete && changes.length > 0 ? changes : null;
}
