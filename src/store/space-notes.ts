import { sql } from 'kysely';
import type { Audience } from '../domain/access.ts';
import type { NoteView, Status } from '../domain/note.ts';
import type { Db, Engine } from './engine.ts';
import { selectNotes } from './note-queries.ts';
import { noteView } from './note-rows.ts';
import { isOpenTo } from './readable.ts';
import { statement } from './statement.ts';

export interface SpacePageQuery {
  limit: number;
  offset: number;
  /** Only what stands before this position. */
  below?: number | undefined;
}

const holding = statement<{ noteId: number }, { space_id: number }>(['noteId'], (db, { noteId }) =>
  db.selectFrom('space_notes').select('space_id').where('note_id', '=', noteId).orderBy('space_id'),
);

/** Which notes spaces hold, and which spaces hold a note. */
export function createSpaceNoteReads(db: Db, engine: Engine) {
  return {
    /** What a space holds and is not archived or in the trash, newest first. */
    async page(
      spaceId: number,
      { limit, offset, below }: SpacePageQuery,
      audience: Audience,
    ): Promise<NoteView[]> {
      const positions = sql<{ position: number }>`(select h.position from space_notes h
        where h.space_id = ${spaceId} and h.status = 'NORMAL' and h.position < ${below ?? Number.MAX_SAFE_INTEGER}
        order by h.position desc limit ${limit} offset ${offset})`;
      const rows = await selectNotes(db, engine, { ...audience, throughSpaces: true })
        .innerJoin(positions.as('p'), 'n.position', 'p.position')
        .orderBy('n.position', 'desc')
        .execute();
      return rows.map(noteView);
    },

    /** Ids of the spaces that hold a note, in order. */
    async holding(noteId: number): Promise<number[]> {
      return (await holding(db, engine, { noteId })).map((row) => row.space_id);
    },

    async holds(spaceId: number, noteId: number): Promise<boolean> {
      const row = await db
        .selectFrom('space_notes')
        .select('note_id')
        .where('space_id', '=', spaceId)
        .where('note_id', '=', noteId)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** The spaces that hold these notes, for those of them that the user may see. */
    async ofNotes(
      noteIds: readonly number[],
      userId: number,
    ): Promise<Map<number, { uid: string; name: string }[]>> {
      if (noteIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('space_notes as h')
        .innerJoin('spaces as s', 's.id', 'h.space_id')
        .select(['h.note_id', 's.uid', 's.name'])
        .where('h.note_id', 'in', noteIds)
        .where(isOpenTo(userId))
        .orderBy('s.name')
        .execute();
      const spaces = new Map<number, { uid: string; name: string }[]>();
      for (const { note_id, uid, name } of rows)
        spaces.set(note_id, [...(spaces.get(note_id) ?? []), { uid, name }]);
      return spaces;
    },

    /** All notes that a space holds, whatever their status, by owner. */
    async notesOf(spaceId: number): Promise<Map<number, number[]>> {
      const rows = await db
        .selectFrom('space_notes as h')
        .innerJoin('notes as n', 'n.id', 'h.note_id')
        .select(['h.note_id', 'n.owner_id'])
        .where('h.space_id', '=', spaceId)
        .orderBy('n.owner_id')
        .orderBy('h.note_id')
        .execute();
      const notes = new Map<number, number[]>();
      for (const { owner_id: owner, note_id: id } of rows) {
        const ids = notes.get(owner);
        if (ids) ids.push(id);
        else notes.set(owner, [id]);
      }
      return notes;
    },

    /** Ids of the owner's notes that any space holds, in order. */
    async heldNotesOf(ownerId: number): Promise<number[]> {
      const rows = await heldOf(ownerId).select('h.note_id').orderBy('h.note_id').execute();
      return rows.map((row) => row.note_id);
    },

    /** Ids of the spaces that hold any of the owner's notes. */
    async withNotesOf(ownerId: number): Promise<number[]> {
      const rows = await heldOf(ownerId).select('h.space_id').execute();
      return rows.map((row) => row.space_id);
    },
  };

  function heldOf(ownerId: number) {
    return db
      .selectFrom('space_notes as h')
      .innerJoin('notes as n', 'n.id', 'h.note_id')
      .distinct()
      .where('n.owner_id', '=', ownerId);
  }
}

export function createSpaceNoteWrites(db: Db) {
  return {
    async hold(
      spaceId: number,
      note: { id: number; status: Status; position: number },
      added: { by: number; at: number },
    ): Promise<void> {
      await db
        .insertInto('space_notes')
        .values({
          space_id: spaceId,
          note_id: note.id,
          status: note.status,
          position: note.position,
          added_by: added.by,
          added_at: added.at,
        })
        .execute();
    },

    async letGo(spaceId: number, noteId: number): Promise<void> {
      await db
        .deleteFrom('space_notes')
        .where('space_id', '=', spaceId)
        .where('note_id', '=', noteId)
        .execute();
    },

    /**
     * Takes all notes of an owner out of all spaces.
     * @returns by space that held any, how many of them its list has shown
     */
    async letGoAllOf(ownerId: number): Promise<Map<number, number>> {
      const { rows } = await sql<{ space_id: number; shown: number }>`select h.space_id,
          sum(case when h.status = 'NORMAL' then 1 else 0 end) as shown
        from space_notes h join notes n on n.id = h.note_id
        where n.owner_id = ${ownerId} group by h.space_id order by h.space_id`.execute(db);
      await db
        .deleteFrom('space_notes')
        .where('note_id', 'in', (eb) => eb.selectFrom('notes').select('id').where('owner_id', '=', ownerId))
        .execute();
      return new Map(rows.map((row) => [row.space_id, Number(row.shown)]));
    },

    /** After the note's has changed. */
    async setStatus(noteId: number, status: Status): Promise<void> {
      await db.updateTable('space_notes').set({ status }).where('note_id', '=', noteId).execute();
    },
  };
}
