import type { ChangeKind } from '../domain/change.ts';
import type { Db, Engine } from './engine.ts';
import type { RevisionScope } from './revisions.ts';
import { insertRows } from './insert-rows.ts';

/** What happened at one revision of a scope. Times are epoch milliseconds. */
export interface Change {
  scope: RevisionScope;
  revision: number;
  kind: ChangeKind;
  noteId: number;
  noteUid: string;
  ownerId: number;
  changedAt: number;
}

/** A row for each revision, so that readers who know how far they got can catch up. */
export function createChangeReads(db: Db) {
  return {
    /** What came after this revision, in order, at most `limit`. */
    async after(scope: RevisionScope, revision: number, limit: number): Promise<Change[]> {
      const rows = await db
        .selectFrom('changes')
        .selectAll()
        .where('scope', '=', scope)
        .where('revision', '>', revision)
        .orderBy('revision')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        scope,
        revision: row.revision,
        kind: row.kind,
        noteId: row.note_id,
        noteUid: row.note_uid,
        ownerId: row.owner_id,
        changedAt: row.changed_at,
      }));
    },
  };
}

const insertChanges = insertRows('changes', [
  'scope',
  'revision',
  'kind',
  'note_id',
  'note_uid',
  'owner_id',
  'changed_at',
]);

export function createChangeWrites(db: Db, engine: Engine) {
  return {
    async add(changes: readonly Change[]): Promise<void> {
      const rows = changes.map((change) => ({
        scope: change.scope,
        revision: change.revision,
        kind: change.kind,
        note_id: change.noteId,
        note_uid: change.noteUid,
        owner_id: change.ownerId,
        changed_at: change.changedAt,
      }));
      await insertChanges(db, engine, rows);
    },

    /** Forgets at most `limit` changes from before this time. @returns how many */
    async forgetBefore(time: number, limit: number): Promise<number> {
      const old = await db
        .selectFrom('changes')
        .select(['scope', 'revision'])
        .where('changed_at', '<', time)
        .orderBy('changed_at')
        .limit(limit)
        .execute();
      const last = Map.groupBy(old, (row) => row.scope);
      for (const [scope, rows] of last) {
        const revision = Math.max(...rows.map((row) => row.revision));
        await db
          .deleteFrom('changes')
          .where('scope', '=', scope)
          .where('revision', '<=', revision)
          .where('changed_at', '<', time)
          .execute();
      }
      return old.length;
    },
  };
}
