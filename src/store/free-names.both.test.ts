import { afterEach, beforeEach, expect, test } from 'vitest';
import { EPOCH, noteRecord, newUser } from '../../test/support/records.ts';
import { openTestStore, type TestStore } from '../../test/support/store.ts';
import { filenameOf } from '../domain/filename.ts';
import { LAST_TIME, SECOND } from '../domain/time.ts';
import { positionOf } from '../domain/note.ts';
import type { Db, Engine } from './engine.ts';
import { createFreeNames } from './free-names.ts';
import type { Tx } from './store.ts';

const NOW = EPOCH / SECOND;

let opened: TestStore;
beforeEach(async () => {
  opened = await openTestStore();
  await opened.store.transact(async (tx) => {
    await tx.users.insert(newUser('ada'));
    await tx.users.insert(newUser('ben'));
  });
});
afterEach(() => opened.close());

let nextId = 1;
async function add(tx: Tx, second: number, ownerId = 1): Promise<string> {
  const filename = await tx.notes.freeFilename(ownerId, second);
  await tx.notes.insert(noteRecord({ id: nextId++, ownerId, filename }));
  return filename;
}
const addOne = (second: number, ownerId?: number) => opened.store.transact((tx) => add(tx, second, ownerId));

test('a note is named by its second', async () => {
  expect(await addOne(0x64214a1d)).toBe('64214a1d.md');
});

test('notes of the same second take the seconds after it, one after the other', async () => {
  const names = await opened.store.transact(async (tx) => {
    const taken = [];
    for (let count = 0; count < 600; count++) taken.push(await add(tx, NOW));
    return taken;
  });
  expect(names).toEqual(Array.from({ length: 600 }, (_, index) => filenameOf(NOW + index)));
});

test('the nearest free second after a run is found from anywhere inside it', async () => {
  for (const second of [NOW, NOW + 1, NOW + 2, NOW + 4]) await addOne(second);
  expect(await addOne(NOW + 1)).toBe(filenameOf(NOW + 3));
  expect(await addOne(NOW)).toBe(filenameOf(NOW + 5));
});

test('names are free for each owner', async () => {
  expect(await addOne(NOW, 1)).toBe(await addOne(NOW, 2));
});

test('a name that a failed change took is free again', async () => {
  const failing = opened.store.transact(async (tx) => {
    await add(tx, NOW);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await addOne(NOW)).toBe(filenameOf(NOW));
});

test('changes at the same time get different names', async () => {
  const names = await Promise.all(
    Array.from({ length: 30 }, () =>
      opened.store.transact(async (tx) => {
        await tx.revisions.bump('user:1');
        const id = await tx.notes.nextId();
        const filename = await tx.notes.freeFilename(1, NOW);
        await tx.notes.insert(noteRecord({ id, filename }));
        return filename;
      }),
    ),
  );
  expect(names.toSorted()).toEqual(Array.from({ length: 30 }, (_, index) => filenameOf(NOW + index)));
});

test('after the last second of all, names start over and stay names', async () => {
  const last = Math.floor(LAST_TIME / SECOND);
  expect(await addOne(last)).toBe('ffffffff.md');
  expect(await addOne(last)).toBe('00000000.md');
  expect(await addOne(last)).toBe('00000001.md');
});

test('a place that is taken gives way to the next free one', async () => {
  const createdAt = EPOCH;
  const positions = await opened.store.transact(async (tx) => {
    const taken = [];
    for (const id of [3, 4, 3 + 2048, 4 + 2048, 5]) {
      const position = await tx.notes.freePosition(createdAt, id);
      await tx.notes.insert(noteRecord({ id, createdAt, position }));
      taken.push(position);
    }
    return taken;
  });
  const at = positionOf(createdAt, 0);
  expect(positions).toEqual([at + 3, at + 4, at + 5, at + 6, at + 7]);
});

test('looking for a name costs the same however long the run is', async () => {
  const taken = new Set(Array.from({ length: 20_000 }, (_, index) => filenameOf(NOW + index)));
  let rowsRead = 0;
  const names = createFreeNames({} as Engine);
  const db = fakeDb(taken, (count) => (rowsRead += count));
  await names.second(db, 1, NOW);
  const walking = rowsRead;
  expect(walking).toBeGreaterThanOrEqual(20_000);
  for (let count = 0; count < 1000; count++) taken.add(filenameOf(await names.second(db, 1, NOW + count)));
  expect(rowsRead - walking).toBeLessThan(4000);
});

/** Answers the one query that looks for taken names, and tells how many rows it gave. */
function fakeDb(taken: ReadonlySet<string>, read: (rows: number) => void): Db {
  const parameters: unknown[] = [];
  const query = {
    select: () => query,
    orderBy: () => query,
    where(_column: string, _operator: string, value: unknown) {
      parameters.push(value);
      return query;
    },
    limit(count: unknown) {
      parameters.push(count);
      return query;
    },
    compile: () => ({ parameters }),
  };
  async function executeQuery({ parameters: [, from, limit] }: { parameters: [number, string, number] }) {
    const start = Number.parseInt(from, 16);
    const rows = [];
    for (let second = start; rows.length < limit && taken.has(filenameOf(second)); second++) {
      rows.push({ filename: filenameOf(second) });
    }
    read(rows.length);
    return { rows };
  }
  return { selectFrom: () => query, executeQuery } as unknown as Db;
}
