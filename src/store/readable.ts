import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Audience } from '../domain/access.ts';

/** Whether the audience is shown `notes as t` where notes are listed; the SQL twin of `mayRead`, without one's own trash. */
export function isShownTo({ userId, visibilities }: Audience): RawBuilder<SqlBool> {
  const shared =
    visibilities.length === 0
      ? sql``
      : sql`or (t.status = 'NORMAL' and t.visibility in (${sql.join(visibilities)}))`;
  return sql<SqlBool>`((t.owner_id = ${userId ?? 0} and t.status <> 'TRASHED') ${shared})`;
}
