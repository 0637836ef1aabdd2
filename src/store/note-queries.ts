import { sql } from 'kysely';
import type { Audience, Shelf } from '../domain/access.ts';
import type { Visibility } from '../domain/note.ts';
import { noteAttachments } from './attachment-rows.ts';
import type { Db, Engine } from './engine.ts';
import { pagePositions, type PageQuery } from './note-pages.ts';
import { noteColumns, type ReadRow } from './note-rows.ts';
import { isShownTo } from './readable.ts';
import { statementByShape } from './statement.ts';

/** How a note is named by those who ask for it. */
export type NoteRef = { id: number } | { uid: string };

interface FindShape {
  by: 'id' | 'uid';
  visibilities: readonly Visibility[];
  forUpdate: boolean;
}

const findOne = statementByShape<FindShape, { name: number | string; userId: number }, ReadRow>(
  ({ by, visibilities, forUpdate }) => `${by} ${visibilities.join()} ${forUpdate}`,
  () => ['name', 'userId'],
  ({ by, visibilities, forUpdate }) =>
    (db, { name, userId }, engine) => {
      const found = selectNotes(db, engine, { userId, visibilities }).where(`n.${by}`, '=', name);
      return forUpdate ? found.modifyEnd(engine.forUpdate) : found;
    },
);

/** One note, with what the audience may see of its links and attachments. */
export async function findNote(
  db: Db,
  engine: Engine,
  ref: NoteRef,
  { userId, visibilities }: Audience,
  forUpdate = false,
): Promise<ReadRow | undefined> {
  const by = 'id' in ref ? 'id' : 'uid';
  const name = 'id' in ref ? ref.id : ref.uid;
  const rows = await findOne({ by, visibilities, forUpdate }, db, engine, { name, userId: userId ?? 0 });
  return rows[0];
}

interface PageShape {
  shelves: readonly Shelf[];
  query: PageQuery;
  visibilities: readonly Visibility[];
}

interface PageValues {
  userId: number;
  /** Of the shelves that have an owner; all the same one. */
  ownerId: number;
  limit: number;
  offset: number;
  wanted: number;
  first: number;
  second: number;
  tagKey: string;
  from: number;
  to: number;
}

const findPage = statementByShape<PageShape, PageValues, ReadRow>(
  ({ shelves, query, visibilities }) =>
    [
      ...shelves.map((shelf) => `${shelf.ownerId === null ? '' : 'own '}${shelf.status} ${shelf.visibility}`),
      `${query.orderBy} ${query.direction} ${query.after?.length} ${query.tagKey === undefined} ${query.range === undefined}`,
      ...visibilities,
    ].join(),
  () => ['userId', 'ownerId', 'limit', 'offset', 'wanted', 'first', 'second', 'tagKey', 'from', 'to'],
  (shape) => (db, slots, engine) => {
    const { query } = shape;
    const shelves = shape.shelves.map((shelf) => ({
      ...shelf,
      ownerId: shelf.ownerId === null ? null : slots.ownerId,
    }));
    const { positions, order } = pagePositions(shelves, {
      orderBy: query.orderBy,
      direction: query.direction,
      limit: slots.limit,
      offset: slots.offset,
      wanted: slots.wanted,
      after: query.after && [slots.first, slots.second],
      tagKey: query.tagKey === undefined ? undefined : slots.tagKey,
      range: query.range && { from: slots.from, to: slots.to },
    });
    const audience = { userId: slots.userId, visibilities: shape.visibilities };
    return selectNotes(db, engine, audience)
      .innerJoin(positions.as('p'), 'n.position', 'p.position')
      .orderBy(order('n'));
  },
);

/** One page of the given shelves, all of one owner where they have one; see `PageQuery`. */
export async function findNotePage(
  db: Db,
  engine: Engine,
  shelves: readonly Shelf[],
  query: PageQuery,
  { userId, visibilities }: Audience,
): Promise<ReadRow[]> {
  const { limit, offset = 0, after, tagKey, range } = query;
  return findPage({ shelves, query, visibilities }, db, engine, {
    userId: userId ?? 0,
    ownerId: shelves.find((shelf) => shelf.ownerId !== null)?.ownerId ?? 0,
    limit,
    offset,
    wanted: offset + limit,
    first: after?.[0] ?? 0,
    second: after?.[1] ?? 0,
    tagKey: tagKey ?? '',
    from: range?.from ?? 0,
    to: range?.to ?? 0,
  });
}

/** `notes as n`, with the links and attachments that the audience may see. */
export function selectNotes(db: Db, engine: Engine, audience: Audience) {
  return db
    .selectFrom('notes as n')
    .select(noteColumns)
    .select(relatedIds(engine, audience).as('related'))
    .select(noteAttachments(engine, audience).as('attachments'));
}

/** The linked notes that the audience may read, as a JSON array; the SQL twin of `mayRead`. */
function relatedIds(engine: Engine, audience: Audience) {
  return sql<string>`(select ${engine.jsonArray(sql`t.id`, sql`l.ordinal`)}
    from note_links l join notes t on t.owner_id = l.owner_id and t.filename = l.target
    where l.note_id = n.id and ${isShownTo(audience)})`;
}
