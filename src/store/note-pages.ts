import { sql, type RawBuilder } from 'kysely';
import type { Shelf } from '../domain/access.ts';
import type { PositionRange } from './engine.ts';

export type OrderBy = 'created' | 'updated' | 'pinned';
export type Direction = 'asc' | 'desc';

export interface PageQuery {
  orderBy: OrderBy;
  direction: Direction;
  limit: number;
  /** The sort key of the last note shown: see `sortKeySize`. */
  after?: number[] | undefined;
  /** Notes to skip, where a page number was given. */
  offset?: number | undefined;
  /** Finds the notes with this tag or one below it. */
  tagKey?: string | undefined;
  range?: PositionRange | undefined;
}

/**
 * A query for the positions of one page. `wanted` is the limit and the offset together. Each shelf is one index range, cut off after a page; what is left is merged.
 * So the cost of a page depends on its size (and its offset), not on how many notes there are.
 */
export function pagePositions(shelves: readonly Shelf[], query: PageQuery & { wanted: number }) {
  const order = (table: string): RawBuilder<unknown> => orderOf(query, table);
  const parts = shelves.map((shelf) => {
    const conditions = [...shelfConditions(shelf, query), ...rangeConditions(query)];
    const from =
      query.tagKey === undefined
        ? sql`notes n`
        : query.orderBy === 'created'
          ? sql`note_tags n`
          : sql`note_tags g join notes n on n.id = g.note_id`;
    return sql`select * from (select n.position ${extraColumns(query)} from ${from}
      where ${sql.join(conditions, sql` and `)} order by ${order('n')} limit ${query.wanted}) s`;
  });
  const positions = sql<{ position: number }>`(select u.position from (${sql.join(parts, sql` union all `)}) u
    order by ${order('u')} limit ${query.limit} offset ${query.offset ?? 0})`;
  return { positions, order };
}

function extraColumns({ orderBy }: PageQuery) {
  if (orderBy === 'updated') return sql`, n.updated_at`;
  return orderBy === 'pinned' ? sql`, n.pinned` : sql``;
}

function shelfConditions(shelf: Shelf, { tagKey, orderBy }: PageQuery) {
  const table = sql.ref(tagKey !== undefined && orderBy !== 'created' ? 'g' : 'n');
  const conditions = [sql`${table}.status = ${shelf.status}`, sql`${table}.visibility = ${shelf.visibility}`];
  if (shelf.ownerId !== null) conditions.unshift(sql`${table}.owner_id = ${shelf.ownerId}`);
  if (tagKey !== undefined) conditions.push(sql`${table}.tag_key = ${tagKey}`);
  return conditions;
}

function rangeConditions({ after, range, ...query }: PageQuery) {
  const conditions = [];
  if (range) conditions.push(sql`n.position >= ${range.from} and n.position < ${range.to}`);
  if (after) conditions.push(beyond(query, after));
  return conditions;
}

function beyond({ orderBy, direction }: Pick<PageQuery, 'orderBy' | 'direction'>, key: number[]) {
  const past = direction === 'asc' ? sql`>` : sql`<`;
  const [first, second] = key;
  if (orderBy === 'created') return sql`n.position ${past} ${first}`;
  if (orderBy === 'updated') return sql`(n.updated_at, n.position) ${past} (${first}, ${second})`;
  if (direction === 'desc') return sql`(n.pinned, n.position) < (${first}, ${second})`;
  return sql`(n.pinned < ${first} or (n.pinned = ${first} and n.position > ${second}))`;
}

function orderOf({ orderBy, direction }: PageQuery, table: string): RawBuilder<unknown> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${table}.${name}`);
  const way = direction === 'asc' ? sql`asc` : sql`desc`;
  const position = sql`${column('position')} ${way}`;
  if (orderBy === 'updated') return sql`${column('updated_at')} ${way}, ${position}`;
  return orderBy === 'pinned' ? sql`${column('pinned')} desc, ${position}` : position;
}
