import { afterEach, beforeEach, expect, test } from 'vitest';
import { noteRecord, newUser } from '../../test/support/records.ts';
import { openTestStore, type TestStore } from '../../test/support/store.ts';
import type { Engine } from './engine.ts';
import { openStore } from './open.ts';
import { postgresEngine } from './postgres/engine.ts';
import { sqliteEngine } from './sqlite/engine.ts';
import type { Tx } from './store.ts';

let opened: TestStore;
let engine: Engine;
beforeEach(async () => {
  opened = await openTestStore();
  engine = opened.store.engine === 'sqlite' ? sqliteEngine : postgresEngine;
  await opened.store.transact(async (tx) => {
    await tx.users.insert(newUser('ada', { email: 'ada@example.com' }));
    await tx.notes.insert(noteRecord({ id: 1, uid: '0000000a', filename: '00000001.md', position: 1 }));
  });
});
afterEach(() => opened.close());

const violation = (work: (tx: Tx) => Promise<unknown>) =>
  opened.store.transact(work).then(
    () => 'nothing was violated',
    (error: unknown) => engine.violatedIndex(error),
  );

test.each<[string, (tx: Tx) => Promise<unknown>]>([
  ['users_username_key', (tx) => tx.users.insert(newUser('ADA'))],
  ['users_email_key', (tx) => tx.users.insert(newUser('ben', { email: 'Ada@Example.com' }))],
  ['notes_uid', (tx) => tx.notes.insert(noteRecord({ id: 2, uid: '0000000a' }))],
  ['notes_filename', (tx) => tx.notes.insert(noteRecord({ id: 2, filename: '00000001.md' }))],
  ['notes_position', (tx) => tx.notes.insert(noteRecord({ id: 2, position: 1 }))],
])('a violated %s is reported by its name', async (index, work) => {
  expect(await violation(work)).toBe(index);
});

test('other failures are no violated index', async () => {
  expect(await violation((tx) => tx.notes.insert(noteRecord({ id: 2, ownerId: 99 })))).toBeNull();
  expect(await violation(() => Promise.reject(new Error('UNIQUE constraint failed: a.b')))).toBeNull();
  expect(engine.violatedIndex('no error at all')).toBeNull();
});

test('two processes that create notes at once with the same draw both succeed', async () => {
  const other = await openStore(opened.url);
  try {
    const uids = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 ? opened.store : other).transact(async (tx) => {
          let drawn = 0xb0;
          while (await tx.notes.uidExists(drawn.toString(16).padStart(8, '0'))) drawn++;
          const id = await tx.notes.nextId();
          const uid = drawn.toString(16).padStart(8, '0');
          const filename = await tx.notes.freeFilename(1, 1000);
          await tx.pause();
          await tx.notes.insert(noteRecord({ id: id + 100, uid, filename }));
          return uid;
        }),
      ),
    );
    expect(new Set(uids).size).toBe(12);
    const { nodes } = await opened.store.read.notes.graph(1);
    expect(nodes).toHaveLength(13);
  } finally {
    await other.close();
  }
});

test('two changes that take the same two notes in opposite order both succeed', async () => {
  await opened.store.transact((tx) => tx.notes.insert(noteRecord({ id: 2 })));
  const audience = { userId: 1, visibilities: [] };
  const pinBoth = (ids: number[]) =>
    opened.store.transact(async (tx) => {
      for (const id of ids) {
        const note = await tx.notes.findForUpdate({ id }, audience);
        await tx.pause();
        await tx.notes.update(noteRecord({ ...note!, id, words: note!.words + 1 }));
      }
    });
  await Promise.all([pinBoth([1, 2]), pinBoth([2, 1]), pinBoth([1, 2]), pinBoth([2, 1])]);
  for (const id of [1, 2]) {
    expect((await opened.store.read.notes.find({ id }, audience))?.words).toBe(6);
  }
});
