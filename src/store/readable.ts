import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Audience } from '../domain/access.ts';

/** Whether the audience is shown `notes as t` where notes are listed; the SQL twin of `mayRead`, without one's own trash. */
export function isShownTo({ userId, visibilities, throughSpaces }: Audience): RawBuilder<SqlBool> {
  const shared =
    visibilities.length === 0
      ? sql``
      : sql`or (t.status = 'NORMAL' and t.visibility in (${sql.join(visibilities)}))`;
  const held = throughSpaces ? sql`or (t.status = 'NORMAL' and ${isInSpaceOf(userId, sql`t.id`)})` : sql``;
  // The plus keeps SQLite from looking through all notes of the reader: which note it is, the query around this says.
  return sql<SqlBool>`((+t.owner_id = ${userId ?? 0} and t.status <> 'TRASHED') ${shared} ${held})`;
}

/** Whether a space holds the note that this reader may see; the SQL twin of `spacePermissions`. */
export function isInSpaceOf(userId: number | null, noteId: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select 1 from space_notes h join spaces s on s.id = h.space_id
    where h.note_id = ${noteId} and ${isOpenTo(userId)})`;
}

/** Whether the reader may see `spaces as s`. */
export function isOpenTo(userId: number | null): RawBuilder<SqlBool> {
  return sql<SqlBool>`(s.is_public = 1 or s.owner_id = ${userId ?? 0} or exists (select 1 from space_members m
    where m.space_id = s.id and m.user_id = ${userId ?? 0} and m.status = 'accepted'))`;
}
