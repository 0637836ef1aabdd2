import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EPOCH, noteRecord, newUser, type NoteSketch } from '../../test/support/records.ts';
import { openTestStore, type TestStore } from '../../test/support/store.ts';
import type { Shelf } from '../domain/access.ts';
import { positionAt, STATUSES, VISIBILITIES, type NoteView } from '../domain/note.ts';
import type { Direction, OrderBy, PageQuery } from './note-pages.ts';

const AUDIENCE = { userId: 1, visibilities: ['PROTECTED', 'PUBLIC'] } as const;
const SHELVES: Shelf[] = [
  { ownerId: 1, status: 'NORMAL', visibility: 'PRIVATE' },
  { ownerId: null, status: 'NORMAL', visibility: 'PROTECTED' },
  { ownerId: null, status: 'NORMAL', visibility: 'PUBLIC' },
];

/** Notes of two owners, in all states, several with the same times and pins. */
const NOTES: (NoteSketch & { id: number })[] = Array.from({ length: 120 }, (_, index) => ({
  id: index + 1,
  ownerId: 1 + (index % 2),
  visibility: VISIBILITIES[Math.floor(index / 2) % 3]!,
  status: STATUSES[Math.floor(index / 6) % 4] ?? 'NORMAL',
  pinned: index % 5 === 0,
  createdAt: EPOCH + Math.floor(index / 4) * 1000,
  filename: (index + 1).toString(16).padStart(8, '0') + '.md',
  updatedAt: EPOCH + ((index * 7) % 20) * 1000,
  trashedAt: null,
  tagged: [['work', 'work/alpha', 'home'][index % 3]!],
}));

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
  await opened.store.transact(async (tx) => {
    await tx.users.insert(newUser('ada'));
    await tx.users.insert(newUser('ben'));
    for (const note of NOTES) await tx.notes.insert(noteRecord(note));
  });
});
afterAll(() => opened.close());

const page = (query: PageQuery, shelves = SHELVES) => opened.store.read.notes.page(shelves, query, AUDIENCE);

function keyOf(orderBy: OrderBy, note: Pick<NoteView, 'position' | 'updatedAt' | 'pinned'>): number[] {
  if (orderBy === 'created') return [note.position];
  return [orderBy === 'updated' ? note.updatedAt : Number(note.pinned), note.position];
}

/** The ids that a page should have, worked out from the list above. */
function expectedIds(orderBy: OrderBy, direction: Direction, shelves: Shelf[], tag?: string): number[] {
  const sign = direction === 'asc' ? 1 : -1;
  return NOTES.map((sketch) => noteRecord(sketch))
    .filter(({ note }) =>
      shelves.some(
        (shelf) =>
          shelf.status === note.status &&
          shelf.visibility === note.visibility &&
          (shelf.ownerId ?? note.ownerId) === note.ownerId,
      ),
    )
    .filter(({ tagKeys }) => tag === undefined || tagKeys.has(tag))
    .map(({ note }) => note)
    .toSorted((a, b) => {
      const [one, two] = [keyOf(orderBy, a), keyOf(orderBy, b)];
      const pins = orderBy === 'pinned' ? two[0]! - one[0]! : 0;
      if (orderBy === 'pinned') return pins || sign * (a.position - b.position);
      return sign * (one[0]! - two[0]! || a.position - b.position);
    })
    .map((note) => note.id);
}

const orders: [OrderBy, Direction][] = [
  ['created', 'desc'],
  ['created', 'asc'],
  ['updated', 'desc'],
  ['updated', 'asc'],
  ['pinned', 'desc'],
  ['pinned', 'asc'],
];

describe.each(orders)('ordered by %s, %s', (orderBy, direction) => {
  const base = { orderBy, direction };

  test('one page holds what the shelves hold, in order', async () => {
    const found = await page({ ...base, limit: 1000 });
    expect(found.map((note) => note.id)).toEqual(expectedIds(orderBy, direction, SHELVES));
  });

  test('keyset pages go on where the last ended, to the end', async () => {
    const ids: number[] = [];
    for (let after: number[] | undefined; ;) {
      const found = await page({ ...base, limit: 7, after });
      ids.push(...found.map((note) => note.id));
      const last = found.at(-1);
      if (!last || ids.length > NOTES.length) break;
      after = keyOf(orderBy, last);
    }
    expect(ids).toEqual(expectedIds(orderBy, direction, SHELVES));
  });

  test('offset pages cut the same list', async () => {
    const all = expectedIds(orderBy, direction, SHELVES);
    const found = await page({ ...base, limit: 10, offset: 20 });
    expect(found.map((note) => note.id)).toEqual(all.slice(20, 30));
    expect(await page({ ...base, limit: 10, offset: 1000 })).toEqual([]);
  });

  test.each(['work', 'work/alpha', 'home', 'nothing'])('the tag %s filters', async (tagKey) => {
    const found = await page({ ...base, limit: 1000, tagKey });
    expect(found.map((note) => note.id)).toEqual(expectedIds(orderBy, direction, SHELVES, tagKey));
  });

  test('tagged keyset pages and a range of time work together', async () => {
    const range = { from: positionAt(EPOCH + 3000), to: positionAt(EPOCH + 20_000) };
    const inRange = new Set(
      NOTES.filter((note) => note.createdAt! >= EPOCH + 3000 && note.createdAt! < EPOCH + 20_000).map(
        ({ id }) => id,
      ),
    );
    const expected = expectedIds(orderBy, direction, SHELVES, 'work').filter((id) => inRange.has(id));
    const first = await page({ ...base, limit: 3, tagKey: 'work', range });
    const after = keyOf(orderBy, first.at(-1)!);
    const rest = await page({ ...base, limit: 1000, tagKey: 'work', range, after });
    expect([...first, ...rest].map((note) => note.id)).toEqual(expected);
  });

  test('one shelf of one owner holds nothing else', async () => {
    const shelf: Shelf[] = [{ ownerId: 2, status: 'ARCHIVED', visibility: 'PUBLIC' }];
    const found = await page({ ...base, limit: 1000 }, shelf);
    expect(found.map((note) => note.id)).toEqual(expectedIds(orderBy, direction, shelf));
    expect(found.length).toBeGreaterThan(0);
  });
});

test('no shelves, no notes', async () => {
  expect(await page({ orderBy: 'created', direction: 'desc', limit: 5 }, [])).toEqual([]);
});

test.each(['asc', 'desc'] as const)(
  'paging (%s) while others write shows every note that was there exactly once',
  async (direction) => {
    const target = await openTestStore();
    try {
      await target.store.transact((tx) => tx.users.insert(newUser('ada')));
      const add = (id: number, second: number) =>
        target.store.transact((tx) => tx.notes.insert(noteRecord({ id, createdAt: EPOCH + second * 1000 })));
      for (let id = 1; id <= 40; id++) await add(id, id * 10);
      const own: Shelf[] = [{ ownerId: 1, status: 'NORMAL', visibility: 'PRIVATE' }];
      const seen: number[] = [];
      let added = 100;
      for (let after: number[] | undefined; ;) {
        const query = { orderBy: 'created', direction, limit: 5, after } as const;
        const found = await target.store.read.notes.page(own, query, AUDIENCE);
        const last = found.at(-1);
        if (!last || seen.length > 200) break;
        seen.push(...found.map((note) => note.id));
        after = [last.position];
        // Before, between and after what has been shown; `added` grows, so at the far end this stops.
        if (added < 120) for (const second of [1, 205, 900]) await add(++added, second + added);
      }
      expect(seen.filter((id) => id <= 40)).toEqual(
        Array.from({ length: 40 }, (_, index) => (direction === 'asc' ? index + 1 : 40 - index)),
      );
      expect(new Set(seen).size).toBe(seen.length);
    } finally {
      await target.close();
    }
  },
);
