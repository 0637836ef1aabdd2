import { sql } from 'kysely';
import type { ByteRange } from '../domain/attachment/index.ts';
import type { Db } from './engine.ts';

/** What is known of bytes in the blob store. */
export interface BlobRecord {
  hash: string;
  size: number;
  /** Sent as zeros to all but the owner, such as where a photo was taken. */
  privateRanges: ByteRange[];
  /** The blob that is its thumbnail, once somebody has asked for one. */
  thumbnail: string | null;
}

export function createBlobReads(db: Db) {
  return {
    async find(hash: string): Promise<BlobRecord | undefined> {
      const row = await db
        .selectFrom('blobs')
        .select(['hash', 'size', 'private_ranges_json', 'thumbnail'])
        .where('hash', '=', hash)
        .executeTakeFirst();
      return (
        row && {
          hash: row.hash,
          size: row.size,
          privateRanges: JSON.parse(row.private_ranges_json) as ByteRange[],
          thumbnail: row.thumbnail,
        }
      );
    },

    /** Hashes whose bytes a sweep has begun to remove. */
    async beingRemoved(limit: number): Promise<string[]> {
      const rows = await db
        .selectFrom('blobs')
        .select('hash')
        .where('unused_since', 'is not', null)
        .where('removing', '=', 1)
        .limit(limit)
        .execute();
      return rows.map((row) => row.hash);
    },
  };
}

export function createBlobWrites(db: Db) {
  const inUse = sql<boolean>`(exists (select 1 from attachments a where a.hash = blobs.hash)
    or exists (select 1 from blobs o where o.thumbnail = blobs.hash))`;

  return {
    /**
     * Says that these bytes are about to be kept, which keeps a sweep from them.
     * @returns false while they are being removed
     */
    async claim(blob: Omit<BlobRecord, 'thumbnail'>, now: number): Promise<boolean> {
      const rows = await db
        .insertInto('blobs')
        .values({
          hash: blob.hash,
          size: blob.size,
          private_ranges_json: JSON.stringify(blob.privateRanges),
          thumbnail: null,
          created_at: now,
          unused_since: now,
          removing: 0,
        })
        .onConflict((conflict) =>
          conflict
            .column('hash')
            .doUpdateSet({
              unused_since: sql`case when blobs.unused_since is null then null else excluded.unused_since end`,
            })
            .where('blobs.removing', '=', 0),
        )
        .returning('hash')
        .execute();
      return rows.length > 0;
    },

    /** Something refers to it now. */
    async use(hash: string): Promise<void> {
      await db.updateTable('blobs').set({ unused_since: null }).where('hash', '=', hash).execute();
    },

    /** Unless the picture is gone by now. */
    async setThumbnail(hash: string, thumbnail: string): Promise<void> {
      const rows = await db
        .updateTable('blobs')
        .set({ thumbnail })
        .where('hash', '=', hash)
        .where('removing', '=', 0)
        .returning('hash')
        .execute();
      if (rows.length > 0) await this.use(thumbnail);
    },

    /** Starts the grace time of a blob if nothing refers to it any more. */
    async release(hash: string, now: number): Promise<void> {
      await db
        .updateTable('blobs')
        .set({ unused_since: now })
        .where('hash', '=', hash)
        .where((eb) => eb.not(inUse))
        .execute();
    },

    /** Marks what has been unused since before this time, at most `limit`. @returns how many */
    async markForRemoval(before: number, limit: number): Promise<number> {
      const rows = await db
        .updateTable('blobs')
        .set({ removing: 1 })
        .where('hash', 'in', (eb) =>
          eb
            .selectFrom('blobs')
            .select('hash')
            .where('unused_since', '<', before)
            .where('removing', '=', 0)
            .limit(limit),
        )
        // Said again of the row itself: PostgreSQL looks at these, and not into the list, when an upload has claimed it meanwhile.
        .where('unused_since', '<', before)
        .where('removing', '=', 0)
        .where((eb) => eb.not(inUse))
        .returning('hash')
        .execute();
      return rows.length;
    },

    /** Forgets a blob whose bytes are gone. @returns the thumbnail that goes with it */
    async forget(hash: string): Promise<string | null> {
      const row = await db
        .deleteFrom('blobs')
        .where('hash', '=', hash)
        .where('removing', '=', 1)
        .returning('thumbnail')
        .executeTakeFirst();
      return row?.thumbnail ?? null;
    },
  };
}
