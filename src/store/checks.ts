import { sql } from 'kysely';
import type { Db, Engine } from './engine.ts';
import type { CountScope } from './note-counts.ts';
import { noteRow, type NoteRecord } from './note-rows.ts';
import { linkRows, searchDocument, tagRows } from './notes.ts';
import type { NoteRow, Tables } from './schema.ts';
import { createSearch } from './search.ts';

/** A note with the rows that follow from it. */
export interface NoteRows {
  note: NoteRow;
  tags: Tables['note_tags'][];
  links: Tables['note_links'][];
}

/** What `read` should give for a note. */
export function expectedRows(record: NoteRecord): NoteRows {
  return { note: noteRow(record), tags: tagRows(record), links: linkRows(record) };
}

/** For those who compare what is stored with what should be. */
export function createChecks(db: Db, engine: Engine) {
  return {
    /** What the engine itself finds wrong with its tables and indexes, in words. */
    integrity: () => engine.integrity(db),

    /** Ids of notes after this one, ascending. */
    async noteIds(after: number, limit: number): Promise<number[]> {
      const rows = await db
        .selectFrom('notes')
        .select('id')
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },

    async note(id: number): Promise<NoteRows | null> {
      const note = await db.selectFrom('notes').selectAll().where('id', '=', id).executeTakeFirst();
      if (!note) return null;
      const tags = db.selectFrom('note_tags').selectAll().where('note_id', '=', id);
      const links = db.selectFrom('note_links').selectAll().where('note_id', '=', id).orderBy('ordinal');
      return { note, tags: await tags.execute(), links: await links.execute() };
    },

    /** Whether the search index has this note, and has it right; while it is built anew, in the old way or the new. */
    async isIndexed(record: NoteRecord): Promise<boolean> {
      const document = searchDocument(record);
      if (await engine.isIndexed(db, document)) return true;
      const { isComplete } = await createSearch(db, engine).build();
      return !isComplete && engine.isIndexedAsBefore(db, document);
    },

    /** Places in the search index that belong to no note. */
    strayPositions: () => engine.strayPositions(db),

    unindex: (position: number) => engine.unindexNote(db, position),

    /** Scopes whose counter lags behind what has happened there. */
    async laggingScopes(): Promise<string[]> {
      const { rows } = await sql<{ scope: string }>`
        select m.scope from (
          select scope, max(revision) as revision from changes group by scope
          union all select 'user:' || owner_id, max(revision) from notes group by owner_id) m
        left join revisions r on r.scope = m.scope
        where r.value is null or r.value < m.revision group by m.scope order by m.scope`.execute(db);
      return rows.map(({ scope }) => scope);
    },

    /** Brings a scope's counter up to what has happened there. */
    async catchUp(scope: string): Promise<void> {
      await sql`insert into revisions (scope, value)
        select ${scope}, coalesce(max(m.revision), 0) from (
          select scope, revision from changes
          union all select 'user:' || owner_id, revision from notes) m where m.scope = ${scope}
        on conflict (scope) do update set value = excluded.value where revisions.value < excluded.value`.execute(
        db,
      );
    },

    /** What spaces hold whose place in their lists is not that of the note. */
    async misplacedInSpaces(): Promise<{ spaceId: number; noteId: number; ownerId: number }[]> {
      const { rows } = await sql<{ spaceId: number; noteId: number; ownerId: number }>`
        select h.space_id as "spaceId", h.note_id as "noteId", n.owner_id as "ownerId"
        from space_notes h join notes n on n.id = h.note_id
        where h.status <> n.status or h.position <> n.position order by 1, 2`.execute(db);
      return rows;
    },

    async placeInSpaces(noteId: number): Promise<void> {
      await sql`update space_notes set
        status = (select n.status from notes n where n.id = note_id),
        position = (select n.position from notes n where n.id = note_id)
        where note_id = ${noteId}`.execute(db);
    },

    /** Scopes of which another number of notes is kept than there is. */
    async wrongCounts(): Promise<{ scope: CountScope; kept: number; there: number }[]> {
      const { rows } = await sql<{ scope: CountScope; kept: number; there: number }>`
        select c.scope, sum(c.kept) as kept, sum(c.there) as there from (
          select scope, value as kept, 0 as there from note_counts
          union all select 'user:' || owner_id, 0, count(*) from notes where status = 'NORMAL' group by owner_id
          union all select 'space:' || h.space_id, 0, count(*) from space_notes h join notes n on n.id = h.note_id
            where n.status = 'NORMAL' group by h.space_id) c
        group by c.scope having sum(c.kept) <> sum(c.there) order by c.scope`.execute(db);
      return rows.map(({ scope, kept, there }) => ({ scope, kept: Number(kept), there: Number(there) }));
    },

    /** Blobs that are not on their way out, by hash after this one. */
    async blobs(after: string, limit: number): Promise<{ hash: string; size: number; isUsed: boolean }[]> {
      const { rows } = await sql<{ hash: string; size: number; used: number }>`
        select hash, size, case when unused_since is null then 1 else 0 end as used from blobs
        where hash > ${after} and removing = 0 order by hash limit ${limit}`.execute(db);
      return rows.map(({ hash, size, used }) => ({ hash, size, isUsed: used === 1 }));
    },

    /** The attachments with these bytes, and those whose thumbnail they are. */
    async attachmentsWith(hash: string): Promise<{ id: number; filename: string; noteIds: number[] }[]> {
      const rows = await db
        .selectFrom('attachments')
        .leftJoin('note_attachments', 'note_attachments.attachment_id', 'attachments.id')
        .select(['attachments.id', 'filename', 'note_id'])
        .where((eb) =>
          eb.or([
            eb('hash', '=', hash),
            eb('hash', 'in', eb.selectFrom('blobs').select('hash').where('thumbnail', '=', hash)),
          ]),
        )
        .orderBy('attachments.id')
        .execute();
      return [...Map.groupBy(rows, ({ id }) => id)].map(([id, group]) => ({
        id,
        filename: group[0]?.filename ?? '',
        noteIds: group.flatMap(({ note_id }) => note_id ?? []),
      }));
    },

    async isBlobKnown(hash: string): Promise<boolean> {
      const row = await db.selectFrom('blobs').select('hash').where('hash', '=', hash).executeTakeFirst();
      return row !== undefined;
    },

    /** Stored settings as they lie there. */
    async settings(): Promise<{ name: string; value_json: string }[]> {
      return db.selectFrom('settings').selectAll().orderBy('name').execute();
    },
  };
}
