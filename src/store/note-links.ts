import { sql } from 'kysely';
import type { Audience } from '../domain/access.ts';
import type { Db } from './engine.ts';
import { isShownTo } from './readable.ts';

/** A link from another note. */
export interface IncomingLink {
  id: number;
  uid: string;
  filename: string;
  title: string;
  /** 1-based. */
  line: number;
  /** Of the other note. */
  content: string;
}

/** A link to another note; all but the file name is null where there is no such note, or none that the reader may see. */
export interface OutgoingLink {
  id: number | null;
  uid: string | null;
  filename: string;
  title: string | null;
  line: number;
  label: string;
}

/** The links of one note, with what the audience may see of their other ends. */
export function createNoteLinkReads(db: Db) {
  return {
    /** In the order of the other notes, newest first, and of their lines. */
    async to(
      note: { ownerId: number; filename: string },
      audience: Audience,
      limit: number,
    ): Promise<IncomingLink[]> {
      const { rows } = await sql<IncomingLink>`select t.id, t.uid, t.filename, t.title, l.line, t.content
        from note_links l join notes t on t.id = l.note_id
        where l.owner_id = ${note.ownerId} and l.target = ${note.filename} and ${isShownTo(audience)}
        order by t.position desc, l.ordinal limit ${limit}`.execute(db);
      return rows;
    },

    /** In the order of the content. */
    async from(noteId: number, audience: Audience, limit: number): Promise<OutgoingLink[]> {
      const { rows } =
        await sql<OutgoingLink>`select t.id, t.uid, l.target as filename, t.title, l.line, l.label
        from note_links l left join notes t
          on t.owner_id = l.owner_id and t.filename = l.target and ${isShownTo(audience)}
        where l.note_id = ${noteId} order by l.ordinal limit ${limit}`.execute(db);
      return rows;
    },
  };
}
