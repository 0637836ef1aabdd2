import { shelvesFor, type Audience, type Shelf } from '../domain/access.ts';
import { filenameOf } from '../domain/filename.ts';
import { positionAt, positionOf, type Note, type NoteView } from '../domain/note.ts';
import { sql } from 'kysely';
import type { Db, Engine, PositionRange, SearchDocument } from './engine.ts';
import type { FreeNames } from './free-names.ts';
import { createNoteFileReads } from './note-files.ts';
import { insertRows } from './insert-rows.ts';
import { findNote, findNotePage, findNotesAt, type NoteRef } from './note-queries.ts';
import { NOTE_COLUMNS, noteRow, noteView, type NoteRecord } from './note-rows.ts';
import type { PageQuery } from './note-pages.ts';
import type { NoteRow, Tables } from './schema.ts';
import { statement, statementByShape } from './statement.ts';

export type { NoteRef } from './note-queries.ts';

/** What a note said before. Times are epoch milliseconds. */
export interface NoteVersion {
  id: number;
  content: string;
  /** When it was written. */
  editedAt: number;
  replacedAt: number;
}

function noteVersion(row: {
  id: number;
  content: string;
  edited_at: number;
  replaced_at: number;
}): NoteVersion {
  return { id: row.id, content: row.content, editedAt: row.edited_at, replacedAt: row.replaced_at };
}

/** The link graph of one owner, by id. */
export interface Graph {
  /** Times are epoch milliseconds; tags are the keys that tags are compared by. */
  nodes: { id: number; title: string; isLabel: boolean; createdAt: number; tagKeys: string[] }[];
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
      const rows = await findNotesAt(db, engine, positions, audience);
      const found = new Map(rows.map((row) => [row.position, noteView(row)]));
      return positions.flatMap((position) => found.get(position) ?? []);
    },

    /** The owner's NORMAL notes, newest first. */
    async ownPage(
      ownerId: number,
      { limit, offset, below }: { limit: number; offset: number; below?: number | undefined },
    ): Promise<NoteView[]> {
      const audience = { userId: ownerId, visibilities: [] };
      const shelves = shelvesFor({ userId: ownerId, visibilities: [] }, { status: 'NORMAL', ownerId });
      const range = { from: 0, to: below ?? Number.MAX_SAFE_INTEGER };
      const query = { orderBy: 'created', direction: 'desc', limit, offset, range } as const;
      return (await findNotePage(db, engine, shelves, query, audience)).map(noteView);
    },

    async graph(ownerId: number): Promise<Graph> {
      const nodes = await db
        .selectFrom('notes')
        .select(['id', 'title', 'is_label', 'created_at'])
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
      // Without a name of its own, a tag only stands above one that is written.
      const tags = await db
        .selectFrom('note_tags')
        .select(['note_id', 'tag_key'])
        .where('owner_id', '=', ownerId)
        .where('status', '=', 'NORMAL')
        .where('tag', 'is not', null)
        .orderBy('note_id')
        .orderBy('tag_key')
        .execute();
      const known = new Set(nodes.map((node) => node.id));
      const tagged = Map.groupBy(tags, ({ note_id }) => note_id);
      return {
        nodes: nodes.map(({ id, title, is_label, created_at }) => ({
          id,
          title,
          isLabel: is_label === 1,
          createdAt: created_at,
          tagKeys: (tagged.get(id) ?? []).map(({ tag_key }) => tag_key),
        })),
        // Between the statements others may have written.
        links: links
          .filter(({ from, to }) => known.has(from) && known.has(to))
          .map(({ from, to }) => [from, to]),
      };
    },

    /** Earlier contents, newest first, at most `limit`. */
    async versions(noteId: number, limit = 1000): Promise<NoteVersion[]> {
      const rows = await db
        .selectFrom('note_versions')
        .select(['id', 'content', 'edited_at', 'replaced_at'])
        .where('note_id', '=', noteId)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(noteVersion);
    },

    async version(noteId: number, id: number): Promise<NoteVersion | undefined> {
      const row = await db
        .selectFrom('note_versions')
        .select(['id', 'content', 'edited_at', 'replaced_at'])
        .where('note_id', '=', noteId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && noteVersion(row);
    },

    /**
     * How many NORMAL notes the owner has made in each stretch of this many milliseconds, within the range.
     * @returns pairs of the number of the stretch since the epoch and the count
     */
    async madePer(ownerId: number, stretchMs: number, range: PositionRange): Promise<[number, number][]> {
      const { rows } = await sql<{ stretch: number; count: number }>`
        select position / ${sql.lit(positionAt(stretchMs))} as stretch, count(*) as count from notes
        where owner_id = ${ownerId} and status = 'NORMAL' and position >= ${range.from} and position < ${range.to}
        group by 1 order by 1`.execute(db);
      return rows.map(({ stretch, count }) => [Number(stretch), Number(count)]);
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
/**
 * Columns of indexes by which notes are found and listed. To write them, even as they were, means to write these indexes, and
 * to write the key means to look for all that refers to it.
 */
const PLACE = ['filename', 'visibility', 'status', 'pinned', 'trashed_at'] as const;
const NEVER_MOVED = ['id', 'uid', 'owner_id', 'created_at', 'position'] as const;
const STAYING = new Set<string>([...NEVER_MOVED, ...PLACE]);

const updateNote = statementByShape<'whole' | 'in place', NoteRow>(
  String,
  () => NOTE_COLUMNS,
  (shape) => (db, row) => {
    const isWritten = (column: string): boolean =>
      column !== 'id' && (shape === 'whole' || !STAYING.has(column));
    const changed = Object.fromEntries(Object.entries(row).filter(([column]) => isWritten(column)));
    return db.updateTable('notes').set(changed).where('id', '=', row.id);
  },
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

    /**
     * Writes the whole note and all that is derived from it.
     * @param before as it stands in the store: what is the same is not written again; default: all is written
     */
    async update(record: NoteRecord, before?: Note): Promise<void> {
      const { id } = record.note;
      const stays = before !== undefined && isInPlace(before, record.note);
      await updateNote(stays ? 'in place' : 'whole', db, engine, noteRow(record));
      if (!stays || !isSame(before.tags, record.note.tags)) {
        await deleteTags(db, engine, { id });
        await writeTags(record);
      }
      await deleteLinks(db, engine, { id });
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

/** Whether it is found and listed by the same keys. */
function isInPlace(before: Note, after: Note): boolean {
  return (
    before.filename === after.filename &&
    before.visibility === after.visibility &&
    before.status === after.status &&
    before.pinned === after.pinned &&
    before.trashedAt === after.trashedAt
  );
}

function isSame(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.every((tag, index) => tag === after[index]);
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
