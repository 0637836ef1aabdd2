import { sql } from 'kysely';
import type { Audience } from '../domain/access.ts';
import type { Attachment, AttachmentRef, AttachmentView } from '../domain/attachment/index.ts';
import { attachmentView, noteIds } from './attachment-rows.ts';
import type { Db, Engine } from './engine.ts';

/** An attachment of a note: given to it, or found as a link in its content. */
export interface NoteAttachment {
  id: number;
  isExplicit: boolean;
}

export function createAttachmentReads(db: Db, engine: Engine) {
  const select = (audience: Audience) =>
    db.selectFrom('attachments as a').selectAll('a').select(noteIds(engine, audience).as('note_ids'));

  return {
    /** One attachment, whoever may read it; `audience` decides which of its notes are shown. */
    async find(ref: AttachmentRef, audience: Audience): Promise<AttachmentView | undefined> {
      const row = await select(audience)
        .where((eb) => ('id' in ref ? eb('a.id', '=', ref.id) : eb('a.uid', '=', ref.uid)))
        .executeTakeFirst();
      return row && attachmentView(row);
    },

    /** The owner's attachments, newest first. */
    async page(
      ownerId: number,
      { below, offset, limit }: { below: number; offset: number; limit: number },
      audience: Audience,
    ): Promise<AttachmentView[]> {
      const rows = await select(audience)
        .where('a.owner_id', '=', ownerId)
        .where('a.id', '<', below)
        .orderBy('a.id', 'desc')
        .offset(offset)
        .limit(limit)
        .execute();
      return rows.map(attachmentView);
    },

    /** What the owner's attachments add up to, in bytes; the same bytes count once for each. */
    async usedBytes(ownerId: number): Promise<number> {
      const { rows } = await sql<{ bytes: number | null }>`select sum(size) as bytes from attachments
        where owner_id = ${ownerId}`.execute(db);
      return Number(rows[0]?.bytes ?? 0);
    },

    /** Those of these ids and uids that are attachments of the owner. */
    async owned(ownerId: number, names: readonly string[]): Promise<{ id: number; uid: string }[]> {
      if (names.length === 0) return [];
      const ids = names.map(Number).filter(Number.isSafeInteger);
      return db
        .selectFrom('attachments')
        .select(['id', 'uid'])
        .where('owner_id', '=', ownerId)
        .where((eb) => eb.or([eb('uid', 'in', names), ...(ids.length > 0 ? [eb('id', 'in', ids)] : [])]))
        .execute();
    },

    async ofNote(noteId: number): Promise<NoteAttachment[]> {
      const rows = await db
        .selectFrom('note_attachments')
        .select(['attachment_id', 'is_explicit'])
        .where('note_id', '=', noteId)
        .orderBy('ordinal')
        .execute();
      return rows.map((row) => ({ id: row.attachment_id, isExplicit: row.is_explicit === 1 }));
    },

    /** Ids of all notes that show it, whatever their status. */
    async notesOf(attachmentId: number): Promise<number[]> {
      const rows = await db
        .selectFrom('note_attachments')
        .select('note_id')
        .where('attachment_id', '=', attachmentId)
        .orderBy('note_id')
        .execute();
      return rows.map((row) => row.note_id);
    },
  };
}

export function createAttachmentWrites(db: Db) {
  return {
    /** @returns its id */
    async insert(attachment: Omit<Attachment, 'id'>): Promise<number> {
      const row = await db
        .insertInto('attachments')
        .values({
          uid: attachment.uid,
          owner_id: attachment.ownerId,
          filename: attachment.filename,
          type: attachment.type,
          size: attachment.size,
          hash: attachment.hash,
          created_at: attachment.createdAt,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    },

    async uidExists(uid: string): Promise<boolean> {
      const row = await db.selectFrom('attachments').select('id').where('uid', '=', uid).executeTakeFirst();
      return row !== undefined;
    },

    /** Removes it, and takes it off its notes. */
    async remove(id: number): Promise<void> {
      await db.deleteFrom('attachments').where('id', '=', id).execute();
    },

    /** Gives a note these attachments, in this order, in place of those it had. */
    async setOfNote(noteId: number, attachments: readonly NoteAttachment[]): Promise<void> {
      await db.deleteFrom('note_attachments').where('note_id', '=', noteId).execute();
      if (attachments.length === 0) return;
      const rows = attachments.map(({ id, isExplicit }, ordinal) => ({
        note_id: noteId,
        attachment_id: id,
        ordinal,
        is_explicit: isExplicit ? (1 as const) : (0 as const),
      }));
      await db.insertInto('note_attachments').values(rows).execute();
    },
  };
}
