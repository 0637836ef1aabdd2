import { sql, type RawBuilder } from 'kysely';
import type { Audience } from '../domain/access.ts';
import type { AttachmentView } from '../domain/attachment/index.ts';
import type { Engine } from './engine.ts';
import { isShownTo } from './readable.ts';
import type { AttachmentRow } from './schema.ts';

/** The notes that show `attachments as a` and that the audience may read, as a JSON array of ids. */
export function noteIds(engine: Engine, audience: Audience): RawBuilder<string> {
  return sql<string>`(select ${engine.jsonArray(sql`t.id`, sql`t.id`)}
    from note_attachments l join notes t on t.id = l.note_id
    where l.attachment_id = a.id and ${isShownTo(audience)})`;
}

/** The attachments of `notes as n` in their order, as JSON for `attachmentsOf`. */
export function noteAttachments(engine: Engine, audience: Audience): RawBuilder<string> {
  const attachment = engine.jsonObject({
    id: sql`a.id`,
    uid: sql`a.uid`,
    owner_id: sql`a.owner_id`,
    filename: sql`a.filename`,
    type: sql`a.type`,
    size: sql`a.size`,
    hash: sql`a.hash`,
    created_at: sql`a.created_at`,
    note_ids: noteIds(engine, audience),
  });
  return sql<string>`(select ${engine.jsonArray(attachment, sql`k.ordinal`)}
    from note_attachments k join attachments a on a.id = k.attachment_id where k.note_id = n.id)`;
}

export function attachmentsOf(json: string): AttachmentView[] {
  if (json === '[]') return [];
  return (JSON.parse(json) as (AttachmentRow & { note_ids: string })[]).map(attachmentView);
}

export function attachmentView(row: AttachmentRow & { note_ids: string }): AttachmentView {
  return {
    id: row.id,
    uid: row.uid,
    ownerId: row.owner_id,
    filename: row.filename,
    type: row.type,
    size: row.size,
    hash: row.hash,
    createdAt: row.created_at,
    noteIds: JSON.parse(row.note_ids) as number[],
  };
}
