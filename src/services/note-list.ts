import { audienceOf, shelvesFor, type Principal } from '../domain/access.ts';
import { invalid } from '../domain/errors.ts';
import { tagKey } from '../domain/markdown/index.ts';
import { positionAt, type NoteView, type Status, type Visibility } from '../domain/note.ts';
import { decodeCursor, encodeCursor } from '../domain/page.ts';
import type { Direction, OrderBy, PageQuery } from '../store/note-pages.ts';
import type { PositionRange } from '../store/search.ts';
import type { Store } from '../store/store.ts';

export interface NoteQuery {
  orderBy: OrderBy;
  direction: Direction;
  limit: number;
  status: Status;
  /** 1-based; `pageToken` wins. */
  page: number;
  pageToken?: string | undefined;
  tag?: string | undefined;
  visibility?: Visibility | undefined;
  ownerId?: number | undefined;
  /** Creation time, epoch milliseconds: from <= time < to. */
  from?: number | undefined;
  to?: number | undefined;
}

export interface NotePage {
  items: NoteView[];
  /** Empty on the last page. */
  nextPageToken: string;
}

/** One page of the notes that the reader may see. */
export async function listNotes(
  { read }: Pick<Store, 'read'>,
  principal: Principal,
  query: NoteQuery,
): Promise<NotePage> {
  const audience = audienceOf(principal);
  const shelves = shelvesFor(audience, query);
  const order = `${query.orderBy}-${query.direction}`;
  const keySize = query.orderBy === 'created' ? 1 : 2;
  const after = query.pageToken === undefined ? undefined : decodeCursor(query.pageToken, order, keySize);
  const found = await read.notes.page(shelves, pageQuery(query, after), audience);
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  const hasMore = found.length > query.limit && last !== undefined;
  return { items, nextPageToken: hasMore ? encodeCursor(order, sortKey(query.orderBy, last)) : '' };
}

function sortKey(orderBy: OrderBy, note: NoteView): number[] {
  if (orderBy === 'created') return [note.position];
  return [orderBy === 'updated' ? note.updatedAt : Number(note.pinned), note.position];
}

function pageQuery(query: NoteQuery, after: number[] | undefined): PageQuery {
  if (query.from !== undefined && query.to !== undefined && query.to < query.from) {
    throw invalid('to', 'Must not lie before `from`');
  }
  const isByCreation = query.orderBy === 'created';
  return {
    orderBy: query.orderBy,
    direction: query.direction,
    // One more than is shown tells whether there is a next page.
    limit: query.limit + 1,
    after: isByCreation ? undefined : after,
    offset: after ? 0 : (query.page - 1) * query.limit,
    tagKey: query.tag === undefined ? undefined : tagKey(query.tag),
    range: rangeOf(query, isByCreation ? after?.[0] : undefined),
  };
}

/**
 * In the order of creation, where a page begins is one more bound of the range: with two bounds on the same side, SQLite
 * would seek by the wrong one, and read all that lies between them.
 */
function rangeOf({ from = 0, to, direction }: NoteQuery, after: number | undefined): PositionRange {
  const range = { from: positionAt(from), to: to === undefined ? LAST_POSITION : positionAt(to) };
  if (after === undefined) return range;
  return direction === 'desc'
    ? { ...range, to: Math.min(range.to, after) }
    : { ...range, from: Math.max(range.from, after + 1) };
}

const LAST_POSITION = Number.MAX_SAFE_INTEGER;
