import type { Page } from '../domain/capture/page.ts';
import type { Db } from './engine.ts';
import type { PagesTable } from './space-tables.ts';

/** What is known of the sources of notes on the web. */
export function createPageReads(db: Db) {
  return {
    async find(noteId: number): Promise<Page | undefined> {
      const row = await db.selectFrom('pages').selectAll().where('note_id', '=', noteId).executeTakeFirst();
      return row && page(row);
    },

    /** By the ids of their notes. */
    async of(noteIds: readonly number[]): Promise<Map<number, Page>> {
      if (noteIds.length === 0) return new Map();
      const rows = await db.selectFrom('pages').selectAll().where('note_id', 'in', noteIds).execute();
      return new Map(rows.map((row) => [row.note_id, page(row)]));
    },

    /** Those of these notes whose pages wait to be fetched; for one in the trash, nothing is. */
    async queuedAmong(noteIds: readonly number[]): Promise<Set<number>> {
      if (noteIds.length === 0) return new Set();
      const rows = await db
        .selectFrom('pages as p')
        .innerJoin('notes as n', 'n.id', 'p.note_id')
        .select('p.note_id')
        .where('p.note_id', 'in', noteIds)
        .where('p.status', '=', 'queued')
        .where('n.status', '<>', 'TRASHED')
        .execute();
      return new Set(rows.map((row) => row.note_id));
    },

    /** The owner's note that was saved by this address, led there, or calls it its own, and is not in the trash; the oldest one. */
    async noteWithUrl(ownerId: number, urlKey: string): Promise<number | undefined> {
      const found = (column: 'p.url_key' | 'p.final_key' | 'p.canonical_key') =>
        db
          .selectFrom('pages as p')
          .innerJoin('notes as n', 'n.id', 'p.note_id')
          .select('p.note_id')
          .where('p.owner_id', '=', ownerId)
          .where(column, '=', urlKey)
          .where('n.status', '<>', 'TRASHED');
      // Not one query with "or": each of these has its own index.
      const row = await found('p.url_key')
        .unionAll(found('p.final_key'))
        .unionAll(found('p.canonical_key'))
        .orderBy('note_id')
        .limit(1)
        .executeTakeFirst();
      return row?.note_id;
    },

    /** The owner's note with exactly this content that is not in the trash; the oldest one. */
    async noteWithContent(
      ownerId: number,
      content: string,
      { lines, words, chars }: { lines: number; words: number; chars: number },
    ): Promise<number | undefined> {
      const row = await db
        .selectFrom('notes')
        .select('id')
        .where('owner_id', '=', ownerId)
        .where('char_count', '=', chars)
        .where('word_count', '=', words)
        .where('line_count', '=', lines)
        .where('content', '=', content)
        .where('status', '<>', 'TRASHED')
        .orderBy('id')
        .executeTakeFirst();
      return row?.id;
    },
  };
}

export function createPageWrites(db: Db) {
  return {
    /** Writes all that is known of a note's source, in place of what was. */
    async put(ownerId: number, given: Page): Promise<void> {
      const row = pageRow(ownerId, given);
      const { note_id: _id, ...changes } = row;
      await db
        .insertInto('pages')
        .values(row)
        .onConflict((conflict) => conflict.column('note_id').doUpdateSet(changes))
        .execute();
    },
  };
}

function page(row: PagesTable): Page {
  return {
    noteId: row.note_id,
    url: row.url,
    urlKey: row.url_key,
    givenUrl: row.given_url,
    finalKey: row.final_key,
    canonicalKey: row.canonical_key,
    description: row.description,
    imageUrl: row.image_url,
    imageUid: row.image_uid,
    siteName: row.site_name,
    author: row.author,
    faviconUrl: row.favicon_url,
    language: row.language,
    publishedAt: row.published_at,
    status: row.status,
    reason: row.reason,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    capturedAt: row.captured_at,
    capturedHash: row.captured_hash,
  };
}

function pageRow(ownerId: number, given: Page): PagesTable {
  return {
    note_id: given.noteId,
    owner_id: ownerId,
    url: given.url,
    url_key: given.urlKey,
    given_url: given.givenUrl,
    final_key: given.finalKey,
    canonical_key: given.canonicalKey,
    description: given.description,
    image_url: given.imageUrl,
    image_uid: given.imageUid,
    site_name: given.siteName,
    author: given.author,
    favicon_url: given.faviconUrl,
    language: given.language,
    published_at: given.publishedAt,
    status: given.status,
    reason: given.reason,
    attempts: given.attempts,
    next_attempt_at: given.nextAttemptAt,
    captured_at: given.capturedAt,
    captured_hash: given.capturedHash,
  };
}
