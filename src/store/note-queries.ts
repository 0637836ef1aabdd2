import { sql } from 'kysely';
import type { Audience, Shelf } from '../domain/access.ts';
import type { Visibility } from '../domain/note.ts';
import { noteAttachments } from './attachment-rows.ts';
import type { Db, Engine } from './engine.ts';
import { pagePositions, type PageQuery } from './note-pages.ts';
import { noteColumns, type ReadRow } from './note-rows.ts';
import { isInSpaceOf, isShownTo } from './readable.ts';
import type { Bit } from './schema.ts';
import { statementByShape } from './statement.ts';

/** How a note is named by those who ask for it. */
export type NoteRef = { id: number } | { uid: string } | OwnFile;
/** The name of a file of the reader's own. */
type OwnFile = { filename: string };

interface FindShape {
  by: 'id' | 'uid' | 'filename';
  visibilities: readonly Visibility[];
  throughSpaces: boolean;
  forUpdate: boolean;
}

const findOne = statementByShape<FindShape, { name: number | string; userId: number }, ReadRow>(
  ({ by, visibilities, throughSpaces, forUpdate }) =>
    `${by} ${visibilities.join()} ${throughSpaces} ${forUpdate}`,
  () => ['name', 'userId'],
  ({ by, visibilities, throughSpaces, forUpdate }) =>
    (db, { name, userId }, engine) => {
      const audience = { userId, visibilities, throughSpaces };
      const named = selectNotes(db, engine, audience).where(`n.${by}`, '=', name);
      const found = by === 'filename' ? named.where('n.owner_id', '=', userId) : named;
      return forUpdate ? found.modifyEnd(engine.forUpdate) : found;
    },
);

function nameIn(ref: NoteRef): ['id', number] | ['uid' | 'filename', string] {
  if ('id' in ref) return ['id', ref.id];
  return 'uid' in ref ? ['uid', ref.uid] : ['filename', ref.filename];
}

/** One note, with what the audience may see of its links and attachments. */
export async function findNote(
  db: Db,
  engine: Engine,
  ref: NoteRef,
  { userId, visibilities, throughSpaces = false }: Audience,
  forUpdate = false,
): Promise<ReadRow | undefined> {
  const [by, name] = nameIn(ref);
  const shape = { by, visibilities, throughSpaces, forUpdate } as const;
  const rows = await findOne(shape, db, engine, { name, userId: userId ?? 0 });
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

const findAt = statementByShape<
  Omit<FindShape, 'by' | 'forUpdate'>,
  { userId: number; json: string },
  ReadRow
>(
  ({ visibilities, throughSpaces }) => `${visibilities.join()} ${throughSpaces}`,
  () => ['userId', 'json'],
  (shape) =>
    (db, { userId, json }, engine) =>
      selectNotes(db, engine, { ...shape, userId }).where(engine.isAmong(sql.ref('n.position'), json)),
);

/** The notes at these positions, in no order. */
export async function findNotesAt(
  db: Db,
  engine: Engine,
  positions: readonly number[],
  { userId, visibilities, throughSpaces = false }: Audience,
): Promise<ReadRow[]> {
  const values = { userId: userId ?? 0, json: JSON.stringify(positions) };
  return findAt({ visibilities, throughSpaces }, db, engine, values);
}

/** `notes as n`, with the links and attachments that the audience may see. */
export function selectNotes(db: Db, engine: Engine, audience: Audience) {
  return db
    .selectFrom('notes as n')
    .select(noteColumns)
    .select(relatedIds(engine, audience).as('related'))
    .select(noteAttachments(engine, audience).as('attachments'))
    .$if(audience.throughSpaces === true, (query) =>
      query.select(throughSpace(audience).as('through_space')),
    );
}

/** The linked notes that the audience may read, as a JSON array; the SQL twin of `mayRead`. */
function relatedIds(engine: Engine, audience: Audience) {
  return sql<string>`(select ${engine.jsonArray(sql`t.id`, sql`l.ordinal`)}
    from note_links l join notes t on t.owner_id = l.owner_id and t.filename = l.target
    where l.note_id = n.id and ${isShownTo(audience)})`;
}

function throughSpace({ userId }: Audience) {
  return sql<Bit>`case when ${isInSpaceOf(userId, sql`n.id`)} then 1 else 0 end`;
}
