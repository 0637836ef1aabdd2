import { sql } from 'kysely';
import type { Audience, Shelf } from '../domain/access.ts';
import { filenameOf } from '../domain/filename.ts';
import { positionOf, type Note, type NoteView } from '../domain/note.ts';
import { noteAttachments } from './attachment-rows.ts';
import type { Db, Engine, SearchDocument } from './engine.ts';
import type { FreeNames } from './free-names.ts';
import { createNoteFileReads } from './note-files.ts';
import { noteColumns, noteRow, noteView, type NoteRecord } from './note-rows.ts';
import type { Tables } from './schema.ts';
import { pagePositions, type PageQuery } from './note-pages.ts';
import { isShownTo } from './readable.ts';

/** How a note is named by those who ask for it. */
export type NoteRef = { id: number } | { uid: string };

/** The link graph of one owner, by id. */
export interface Graph {
  nodes: { id: number; title: string; isLabel: boolean }[];
  links: [from: number, to: number][];
}

function findNote(db: Db, engine: Engine, ref: NoteRef, audience: Audience) {
  return db
    .selectFrom('notes as n')
    .select(noteColumns)
    .select(relatedIds(engine, audience).as('related'))
    .select(noteAttachments(engine, audience).as('attachments'))
    .where((eb) => ('id' in ref ? eb('n.id', '=', ref.id) : eb('n.uid', '=', ref.uid)));
}

export function createNoteReads(db: Db, engine: Engine) {
  return {
    ...createNoteFileReads(db, engine),

    /** One note, whoever may read it; `audience` decides which of its links are shown. */
    async find(ref: NoteRef, audience: Audience): Promise<NoteView | undefined> {
      const row = await findNote(db, engine, ref, audience).executeTakeFirst();
      return row && noteView(row);
    },

    /** One page of the given shelves; see `PageQuery`. */
    async page(shelves: readonly Shelf[], query: PageQuery, audience: Audience): Promise<NoteView[]> {
      if (shelves.length === 0) return [];
      const { positions, order } = pagePositions(shelves, query);
      const rows = await db
        .selectFrom(positions.as('p'))
        .innerJoin('notes as n', 'n.position', 'p.position')
        .select(noteColumns)
        .select(relatedIds(engine, audience).as('related'))
        .select(noteAttachments(engine, audience).as('attachments'))
        .orderBy(order('n'))
        .execute();
      return rows.map(noteView);
    },

    /** The notes at these positions, in the order asked for; one that is gone by now is left out. */
    async atPositions(positions: readonly number[], audience: Audience): Promise<NoteView[]> {
      if (positions.length === 0) return [];
      const rows = await db
        .selectFrom('notes as n')
        .select(noteColumns)
        .select(relatedIds(engine, audience).as('related'))
        .select(noteAttachments(engine, audience).as('attachments'))
        .where('n.position', 'in', positions)
        .execute();
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

export function createNoteWrites(db: Db, engine: Engine, names: FreeNames) {
  async function writeTags(record: NoteRecord): Promise<void> {
    for (const chunk of chunks(tagRows(record))) await db.insertInto('note_tags').values(chunk).execute();
  }

  async function writeLinks(record: NoteRecord): Promise<void> {
    for (const chunk of chunks(linkRows(record))) await db.insertInto('note_links').values(chunk).execute();
  }

  return {
    nextId: () => engine.nextNoteId(db),

    /** As `find`, and keeps other changes from this note until the transaction ends. */
    async findForUpdate(ref: NoteRef, audience: Audience): Promise<NoteView | undefined> {
      const row = await findNote(db, engine, ref, audience).modifyEnd(engine.forUpdate).executeTakeFirst();
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
      return (
        (await db.selectFrom('notes').select('id').where('uid', '=', uid).executeTakeFirst()) !== undefined
      );
    },

    async insert(record: NoteRecord): Promise<void> {
      await db.insertInto('notes').values(noteRow(record)).execute();
      await writeTags(record);
      await writeLinks(record);
      await engine.indexNote(db, searchDocument(record));
    },

    /** Writes the whole note and all that is derived from it. */
    async update(record: NoteRecord): Promise<void> {
      const { id } = record.note;
      await db.updateTable('notes').set(noteRow(record)).where('id', '=', id).execute();
      await db.deleteFrom('note_tags').where('note_id', '=', id).execute();
      await db.deleteFrom('note_links').where('note_id', '=', id).execute();
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
      const row = await db
        .selectFrom('notes')
        .select(['edited_at', 'editor'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return { editedAt: row.edited_at, editor: row.editor };
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

/** The linked notes that the audience may read, as a JSON array; the SQL twin of `mayRead`. */
function relatedIds(engine: Engine, audience: Audience) {
  return sql<string>`(select ${engine.jsonArray(sql`t.id`, sql`l.ordinal`)}
    from note_links l join notes t on t.owner_id = l.owner_id and t.filename = l.target
    where l.note_id = n.id and ${isShownTo(audience)})`;
}

/** SQLite takes 32,766 parameters in one statement, PostgreSQL 65,535. */
function* chunks<T>(rows: readonly T[], size = 1000): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
