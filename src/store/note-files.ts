import { sql, type RawBuilder } from 'kysely';
import type { Status } from '../domain/note.ts';
import type { Db, Engine } from './engine.ts';
import { statement } from './statement.ts';

/** A note as a file among the others of its owner; times are epoch milliseconds. */
export interface NoteFileRow {
  filename: string;
  title: string;
  isLabel: boolean;
  /** When the content was last changed. */
  editedAt: number;
  lines: number;
  words: number;
  chars: number;
}

/** With the links that it holds, in their order; the target may be a file that is not there. */
export interface CatalogueRow extends NoteFileRow {
  links: { target: string; line: number }[];
}

/** Where a link leads or comes from. */
export interface FileLink {
  filename: string;
  /** Empty where the file is not there. */
  title: string;
  line: number;
}

export interface NoteFile extends NoteFileRow {
  id: number;
  content: string;
  outgoing: FileLink[];
  incoming: FileLink[];
}

/** What is in the trash is no file; everything else is. */
const TRASH = 'TRASHED' satisfies Status;

const columns = [
  'n.filename',
  'n.title',
  'n.is_label',
  'n.edited_at',
  'n.line_count',
  'n.word_count',
  'n.char_count',
] as const;

const filesOf = (db: Db, ownerId: number) =>
  db.selectFrom('notes as n').where('n.owner_id', '=', ownerId).where('n.status', '<>', TRASH);

type FoundFile = Selected & { id: number; content: string; outgoing: string; incoming: string };

const findFile = statement<{ ownerId: number; filename: string }, FoundFile>(
  ['ownerId', 'filename'],
  (db, { ownerId, filename }, engine) =>
    filesOf(db, ownerId)
      .select([...columns, 'n.id', 'n.content'])
      .select([outgoing(engine).as('outgoing'), incoming(engine).as('incoming')])
      .where('n.filename', '=', filename),
);

/** One owner's notes by their file names. */
export function createNoteFileReads(db: Db, engine: Engine) {
  const files = (ownerId: number) => filesOf(db, ownerId);

  return {
    /** The owner's files by name, from the one after `after` on, without their content. */
    async catalogue(ownerId: number, after: string, limit: number): Promise<CatalogueRow[]> {
      const rows = await files(ownerId)
        .select(columns)
        .select(linksHeld(engine).as('links'))
        .where('n.filename', '>', after)
        .orderBy('n.filename')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        ...fileRow(row),
        links: row.links === '[]' ? [] : (JSON.parse(row.links) as CatalogueRow['links']),
      }));
    },

    /** Likewise, with their content and nothing else. */
    async contents(
      ownerId: number,
      after: string,
      limit: number,
    ): Promise<{ filename: string; title: string; content: string }[]> {
      return files(ownerId)
        .select(['n.filename', 'n.title', 'n.content'])
        .where('n.filename', '>', after)
        .orderBy('n.filename')
        .limit(limit)
        .execute();
    },

    async file(ownerId: number, filename: string): Promise<NoteFile | undefined> {
      const [row] = await findFile(db, engine, { ownerId, filename });
      return (
        row && {
          ...fileRow(row),
          id: row.id,
          content: row.content,
          outgoing: JSON.parse(row.outgoing) as FileLink[],
          incoming: JSON.parse(row.incoming) as FileLink[],
        }
      );
    },

    /** Names from this one on. */
    async filenames(ownerId: number, from: string, limit: number): Promise<string[]> {
      const rows = await files(ownerId)
        .select('n.filename')
        .where('n.filename', '>=', from)
        .orderBy('n.filename')
        .limit(limit)
        .execute();
      return rows.map((row) => row.filename);
    },

    /** Whose name this is, the trash included. */
    async named(ownerId: number, filename: string): Promise<{ id: number; status: Status } | undefined> {
      return db
        .selectFrom('notes')
        .select(['id', 'status'])
        .where('owner_id', '=', ownerId)
        .where('filename', '=', filename)
        .executeTakeFirst();
    },
  };
}

interface Selected {
  filename: string;
  title: string;
  is_label: 0 | 1;
  edited_at: number;
  line_count: number;
  word_count: number;
  char_count: number;
}

function fileRow(row: Selected): NoteFileRow {
  return {
    filename: row.filename,
    title: row.title,
    isLabel: row.is_label === 1,
    editedAt: row.edited_at,
    lines: row.line_count,
    words: row.word_count,
    chars: row.char_count,
  };
}

function linksHeld(engine: Engine): RawBuilder<string> {
  const link = engine.jsonObject({ target: sql`l.target`, line: sql`l.line` });
  return sql<string>`(select ${engine.jsonArray(link, sql`l.ordinal`)} from note_links l where l.note_id = n.id)`;
}

function outgoing(engine: Engine): RawBuilder<string> {
  const link = engine.jsonObject({
    filename: sql`l.target`,
    title: sql`coalesce(t.title, '')`,
    line: sql`l.line`,
  });
  return sql<string>`(select ${engine.jsonArray(link, sql`l.ordinal`)}
    from note_links l left join notes t
      on t.owner_id = l.owner_id and t.filename = l.target and t.status <> ${TRASH}
    where l.note_id = n.id)`;
}

function incoming(engine: Engine): RawBuilder<string> {
  const link = engine.jsonObject({ filename: sql`f.filename`, title: sql`f.title`, line: sql`l.line` });
  return sql<string>`(select ${engine.jsonArray(link, sql`f.filename, l.ordinal`)}
    from note_links l join notes f on f.id = l.note_id
    where l.owner_id = n.owner_id and l.target = n.filename and f.status <> ${TRASH})`;
}
