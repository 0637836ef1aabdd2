import type { Audience, Shelf } from '../domain/access.ts';
import { filenameOf } from '../domain/filename.ts';
import { positionOf, type Note, type NoteView } from '../domain/note.ts';
import type { Db, Engine, SearchDocument } from './engine.ts';
import type { FreeNames } from './free-names.ts';
import { createNoteFileReads } from './note-files.ts';
import { insertRows } from './insert-rows.ts';
import { findNote, findNotePage, selectNotes, type NoteRef } from './note-queries.ts';
import { NOTE_COLUMNS, noteRow, noteView, type NoteRecord } from './note-rows.ts';
import type { PageQuery } from './note-pages.ts';
import type { NoteRow, Tables } from './schema.ts';
import { statement } from './statement.ts';

export type { NoteRef } from './note-queries.ts';

/** The link graph of one owner, by id. */
export interface Graph {
  nodes: { id: number; title: string; isLabel: boolean }[];
  links: [from: number, to: number][];
}

export function createNoteReads(db: Db, engine: Engine) {
  return {
    ...createNoteFileReads(db, engine),

    /** One note, whoever may read it; `audience` decides which of its links are shown. */
    async find(ref: NoteRef, audience: Audience): Promise<NoteView | undefined> {
      const row = await findNote(db, engine, ref, audience);
      return row && noteView(row);
    },

    /** One page of the given shelves; see `PageQuery`. */
    async page(shelves: readonly Shelf[], query: PageQuery, audience: Audience): Promise<NoteView[]> {
      if (shelves.length === 0) return [];
      const rows = await findNotePage(db, engine, shelves, query, audience);
      return rows.map(noteView);
    },

    /** The notes at these positions, in the order asked for; one that is gone by now is left out. */
    async atPositions(positions: readonly number[], audience: Audience): Promise<NoteView[]> {
      if (positions.length === 0) return [];
      const rows = await selectNotes(db, engine, audience).where('n.position', 'in', positions).execute();
      const found = new Map(rows.map((row) => [row.position, noteView(row)]));
      return positions.flatMap((position) => found.get(position) ?? []);
    },

    async graph(ownerId: number): Promise<Graph> {
      const nodes = await db
        .selectFrom('notes')
        .select(['id', 'title', 'is_label'])
        .where('owner_id', '=', ownerId)
        .where('status', '=', 'NORMAL')
        .orderBy('id')
        .execute();
      const links = await db
        .selectFrom('note_links as l')
        .innerJoin('notes as f', 'f.id', 'l.note_id')
        .innerJoin('notes as t', (join) =>
          join.onRef('t.owner_id', '=', 'l.owner_id').onRef('t.filename', '=', 'l.target'),
        )
        .select(['l.note_id as from', 't.id as to'])
        .distinct()
        .where('l.owner_id', '=', ownerId)
        .where('f.status', '=', 'NORMAL')
        .where('t.status', '=', 'NORMAL')
        .orderBy('l.note_id')
        .orderBy('t.id')
        .execute();
      const known = new Set(nodes.map((node) => node.id));
      return {
        nodes: nodes.map(({ id, title, is_label }) => ({ id, title, isLabel: is_label === 1 })),
        // Between the two statements others may have written.
        links: links
          .filter(({ from, to }) => known.has(from) && known.has(to))
          .map(({ from, to }) => [from, to]),
      };
    },

    /** Earlier contents, newest first. */
    async versions(noteId: number): Promise<{ content: string; editedAt: number; replacedAt: number }[]> {
      const rows = await db
        .selectFrom('note_versions')
        .select(['content', 'edited_at', 'replaced_at'])
        .where('note_id', '=', noteId)
        .orderBy('id', 'desc')
        .execute();
      return rows.map((row) => ({
        content: row.content,
        editedAt: row.edited_at,
        replacedAt: row.replaced_at,
      }));
    },

    /** Ids of the notes that went to the trash before this time, oldest first, at most `limit`. */
    async trashedBefore(time: number, limit: number): Promise<number[]> {
      const rows = await db
        .selectFrom('notes')
        .select('id')
        .where('trashed_at', '<', time)
        .orderBy('trashed_at')
        .limit(limit)
        .execute();
      return rows.map((row) => row.id);
    },

    /** Ids of the owner's notes that are PROTECTED or PUBLIC. */
    async sharedBy(ownerId: number): Promise<number[]> {
      const rows = await db
        .selectFrom('notes')
        .select('id')
        .where('owner_id', '=', ownerId)
        .where('visibility', '<>', 'PRIVATE')
        .orderBy('id')
        .execute();
      return rows.map((row) => row.id);
    },

    /** Ids of the owner's notes that carry this tag, or one below it, whatever their status. */
    async withTag(ownerId: number, tagKey: string): Promise<number[]> {
      const rows = await db
        .selectFrom('note_tags')
        .select('note_id')
        .where('owner_id', '=', ownerId)
        .where('tag_key', '=', tagKey)
        .orderBy('note_id')
        .execute();
      return rows.map((row) => row.note_id);
    },
  };
}

const insertNote = insertRows('notes', NOTE_COLUMNS);
const updateNote = statement<NoteRow>(NOTE_COLUMNS, (db, row) =>
  db.updateTable('notes').set(row).where('id', '=', row.id),
);
const insertTags = insertRows('note_tags', [
  'note_id',
  'tag_key',
  'tag',
  'owner_id',
  'status',
  'visibility',
  'position',
]);
const insertLinks = insertRows('note_links', ['note_id', 'ordinal', 'owner_id', 'target', 'line', 'label']);
const deleteTags = statement<{ id: number }>(['id'], (db, { id }) =>
  db.deleteFrom('note_tags').where('note_id', '=', id),
);
const deleteLinks = statement<{ id: number }>(['id'], (db, { id }) =>
  db.deleteFrom('note_links').where('note_id', '=', id),
);
const withUid = statement<{ uid: string }>(['uid'], (db, { uid }) =>
  db.selectFrom('notes').select('id').where('uid', '=', uid),
);
const lastEditOf = statement<{ id: number }, { edited_at: number; editor: string | null }>(
  ['id'],
  (db, { id }) => db.selectFrom('notes').select(['edited_at', 'editor']).where('id', '=', id),
);

export function createNoteWrites(db: Db, engine: Engine, names: FreeNames) {
  async function writeTags(record: NoteRecord): Promise<void> {
    await insertTags(db, engine, tagRows(record));
  }

  async function writeLinks(record: NoteRecord): Promise<void> {
    await insertLinks(db, engine, linkRows(record));
  }

  return {
    nextId: () => engine.nextNoteId(db),

    /** As `find`, and keeps other changes from this note until the transaction ends. */
    async findForUpdate(ref: NoteRef, audience: Audience): Promise<NoteView | undefined> {
      const row = await findNote(db, engine, ref, audience, true);
      return row && noteView(row);
    },

    /**
     * The name of the owner's next note: that of this second or, where it is taken, of the nearest free one after it.
     * Bump the owner's revision first: then nobody else is about to take the same.
     */
    async freeFilename(ownerId: number, second: number): Promise<string> {
      return filenameOf(await names.second(db, ownerId, second));
    },

    /** `positionOf`, or the next one that is free. */
    async freePosition(createdAt: number, id: number): Promise<number> {
      return names.position(db, positionOf(createdAt, id));
    },

    async uidExists(uid: string): Promise<boolean> {
      return (await withUid(db, engine, { uid })).length > 0;
    },

    async insert(record: NoteRecord): Promise<void> {
      await insertNote(db, engine, [noteRow(record)]);
      await writeTags(record);
      await writeLinks(record);
      await engine.indexNote(db, searchDocument(record));
    },

    /** Writes the whole note and all that is derived from it. */
    async update(record: NoteRecord): Promise<void> {
      const { id } = record.note;
      await updateNote(db, engine, noteRow(record));
      await deleteTags(db, engine, { id });
      await deleteLinks(db, engine, { id });
      await writeTags(record);
      await writeLinks(record);
      await engine.unindexNote(db, record.note.position);
      await engine.indexNote(db, searchDocument(record));
    },

    async keepVersion(
      note: { id: number; content: string; editedAt: number },
      replacedAt: number,
    ): Promise<void> {
      await db
        .insertInto('note_versions')
        .values({
          note_id: note.id,
          content: note.content,
          edited_at: note.editedAt,
          replaced_at: replacedAt,
        })
        .execute();
    },

    /** Who wrote the present content, and when; what `continuesEdit` looks at. */
    async lastEdit(id: number): Promise<{ editedAt: number; editor: string | null }> {
      const [row] = await lastEditOf(db, engine, { id });
      return { editedAt: row?.edited_at ?? 0, editor: row?.editor ?? null };
    },

    /** Removes a note for good, with its history. */
    async remove(note: Pick<Note, 'id' | 'position'>): Promise<void> {
      await db.deleteFrom('notes').where('id', '=', note.id).execute();
      await engine.unindexNote(db, note.position);
    },
  };
}

export function tagRows({ note, tagKeys }: NoteRecord): Tables['note_tags'][] {
  return [...tagKeys].map(([tag_key, tag]) => ({
    note_id: note.id,
    tag_key,
    tag,
    owner_id: note.ownerId,
    status: note.status,
    visibility: note.visibility,
    position: note.position,
  }));
}

export function linkRows({ note, links }: NoteRecord): Tables['note_links'][] {
  return links.map((link, ordinal) => ({
    note_id: note.id,
    ordinal,
    owner_id: note.ownerId,
    target: link.target,
    line: link.line,
    label: link.text,
  }));
}

export function searchDocument({ note, tokens, scope }: NoteRecord): SearchDocument {
  return { position: note.position, title: tokens.title, body: tokens.body, scope };
}
