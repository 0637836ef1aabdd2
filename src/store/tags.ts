import { sql } from 'kysely';
import type { Db } from './engine.ts';

export interface TagUse {
  key: string;
  /** The spelling used most. */
  name: string;
  count: number;
  firstUsedAt: number;
  lastUsedAt: number;
}

export interface TagPair {
  key: string;
  other: string;
  count: number;
}

/** Tags of one owner's NORMAL notes; ancestors that no note carries itself do not count. */
export function createTagReads(db: Db) {
  return {
    async usage(ownerId: number): Promise<TagUse[]> {
      const { rows } = await sql<{
        tag_key: string;
        tag: string;
        count: number;
        first: number;
        last: number;
      }>`select g.tag_key, g.tag, count(*) as count, min(n.created_at) as first, max(n.created_at) as last
        from note_tags g join notes n on n.id = g.note_id
        where g.owner_id = ${ownerId} and g.status = 'NORMAL' and g.tag is not null
        group by g.tag_key, g.tag order by count desc, g.tag`.execute(db);
      const uses = new Map<string, TagUse>();
      for (const row of rows) {
        const known = uses.get(row.tag_key);
        uses.set(row.tag_key, {
          key: row.tag_key,
          name: known?.name ?? row.tag,
          count: (known?.count ?? 0) + row.count,
          firstUsedAt: Math.min(known?.firstUsedAt ?? row.first, row.first),
          lastUsedAt: Math.max(known?.lastUsedAt ?? row.last, row.last),
        });
      }
      return [...uses.values()].toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
    },

    async taggedNotes(ownerId: number): Promise<number> {
      const { rows } = await sql<{ count: number }>`select count(distinct note_id) as count from note_tags
        where owner_id = ${ownerId} and status = 'NORMAL'`.execute(db);
      return Number(rows[0]?.count ?? 0);
    },

    /** Which tags stand in the same notes, and how often; each pair once in each direction. */
    async together(ownerId: number): Promise<TagPair[]> {
      const { rows } = await sql<{ tag_key: string; other: string; count: number }>`
        select a.tag_key, b.tag_key as other, count(*) as count
        from note_tags a join note_tags b on b.note_id = a.note_id and b.tag_key <> a.tag_key
        where a.owner_id = ${ownerId} and a.status = 'NORMAL' and a.tag is not null and b.tag is not null
        group by a.tag_key, b.tag_key order by count desc, other`.execute(db);
      return rows.map((row) => ({ key: row.tag_key, other: row.other, count: row.count }));
    },
  };
}
