import { afterEach, beforeEach, expect, test } from 'vitest';
import { noteRecord, newUser } from '../../test/support/records.ts';
import { createTestLocation, type TestLocation } from '../../test/support/store.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

const AUDIENCE = { userId: 1, visibilities: ['PUBLIC'] } as const;

let location: TestLocation;
let store: Store;
beforeEach(async () => {
  location = await createTestLocation();
  store = await openStore(location.url);
  await store.transact((tx) => tx.users.insert(newUser('ada')));
});
afterEach(async () => {
  await store.close();
  await location.remove();
});

const addNote = (id: number) => store.transact((tx) => tx.notes.insert(noteRecord({ id })));
const exists = async (id: number) => (await store.read.notes.find({ id }, AUDIENCE)) !== undefined;

test('a change returns what its work returns', async () => {
  expect(await store.transact(async (tx) => (await tx.users.byId(1))?.username)).toBe('ada');
});

test('a change that fails at its end leaves nothing of it behind', async () => {
  const change = store.transact(async (tx) => {
    await tx.users.insert(newUser('ben'));
    await tx.notes.insert(noteRecord({ id: 1, tagged: ['a'] }));
    await tx.revisions.bump('user:1');
    throw new Error('at the end');
  });
  await expect(change).rejects.toThrow('at the end');
  expect(await store.read.users.byUsername('ben')).toBeUndefined();
  expect(await exists(1)).toBe(false);
  expect(await store.read.tags.usage(1)).toEqual([]);
  expect(await store.read.revisions.of(['user:1'])).toEqual([0]);
});

test('a change that breaks a rule of the tables is rejected whole', async () => {
  await addNote(1);
  const change = store.transact(async (tx) => {
    await tx.users.insert(newUser('ben'));
    await tx.users.insert(newUser('Ada'));
  });
  await expect(change).rejects.toThrow(/unique/i);
  expect(await store.read.users.byUsername('ben')).toBeUndefined();
});

test('readers do not see a change before it is done', async () => {
  await store.transact(async (tx) => {
    await tx.notes.insert(noteRecord({ id: 1 }));
    await tx.pause();
    expect(await exists(1)).toBe(false);
    expect(await tx.notes.find({ id: 1 }, AUDIENCE)).toBeDefined();
  });
  expect(await exists(1)).toBe(true);
});

test('of many changes at once, some of which fail, exactly those that succeeded are there after a restart', async () => {
  const fails = (id: number) => id % 3 === 0;
  const changes = Array.from({ length: 200 }, (_, index) =>
    store.transact(async (tx) => {
      const id = index + 1;
      await tx.notes.insert(noteRecord({ id }));
      if (id % 5 === 0) await tx.pause();
      if (fails(id)) throw new Error(`change ${id}`);
      return id;
    }),
  );
  const outcomes = await Promise.allSettled(changes);
  const acknowledged = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  expect(acknowledged).toEqual(
    Array.from({ length: 200 }, (_, index) => index + 1).filter((id) => !fails(id)),
  );

  await store.close();
  store = await openStore(location.url);
  const { nodes } = await store.read.notes.graph(1);
  expect(nodes.map((node) => node.id)).toEqual(acknowledged);
});

test('a failing neighbour reports its own error and no other', async () => {
  const [before, failing, after] = await Promise.allSettled([
    addNote(1),
    store.transact(() => Promise.reject(new Error('mine'))),
    addNote(2),
  ]);
  expect([before, after].map((outcome) => outcome?.status)).toEqual(['fulfilled', 'fulfilled']);
  expect(failing).toMatchObject({ status: 'rejected', reason: new Error('mine') });
});

test('a change whose work fails before its first step is rejected and ends nothing', async () => {
  const change = store.transact(() => {
    throw new Error('at once');
  });
  await expect(change).rejects.toThrow('at once');
  await addNote(1);
  expect(await exists(1)).toBe(true);
});

test('effects run when the change is there, in order, and not for a change that failed', async () => {
  const effects: string[] = [];
  await store.transact(async (tx) => {
    tx.afterCommit(() => effects.push('first'));
    tx.afterCommit(() => effects.push('second'));
    await tx.notes.insert(noteRecord({ id: 1 }));
    expect(effects).toEqual([]);
  });
  const failing = store.transact(async (tx) => {
    tx.afterCommit(() => effects.push('never'));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(effects).toEqual(['first', 'second']);
});

test('an effect finds its change readable', async () => {
  let found: Promise<boolean> | undefined;
  await store.transact(async (tx) => {
    await tx.notes.insert(noteRecord({ id: 1 }));
    tx.afterCommit(() => (found = exists(1)));
  });
  expect(await found).toBe(true);
});

test('close waits for the changes under way, however many', async () => {
  const changes = Array.from({ length: 40 }, (_, index) => addNote(index + 1));
  await store.close();
  expect((await Promise.allSettled(changes)).every((outcome) => outcome.status === 'fulfilled')).toBe(true);
  store = await openStore(location.url);
  expect((await store.read.notes.graph(1)).nodes).toHaveLength(40);
});

test('a closed store refuses changes and pings', async () => {
  await store.close();
  await expect(addNote(1)).rejects.toThrow();
  await expect(store.ping()).rejects.toThrow();
  store = await openStore(location.url);
  await expect(store.ping()).resolves.toBeUndefined();
});

test('changes that hold the same lock follow one another', async () => {
  let inside = 0;
  const most: number[] = [];
  await Promise.all(
    Array.from({ length: 8 }, () =>
      store.transact(async (tx) => {
        await tx.lock('door');
        most.push(++inside);
        await tx.pause();
        await tx.users.count();
        inside--;
      }),
    ),
  );
  expect(most).toEqual(Array.from({ length: 8 }, () => 1));
});

test('revisions grow by one with every change, each value given once, also at the same time', async () => {
  const bumped = await Promise.all(
    Array.from({ length: 50 }, () => store.transact((tx) => tx.revisions.bump('commons'))),
  );
  expect(bumped.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  await store.transact((tx) => tx.revisions.bump('user:1'));
  expect(await store.read.revisions.of(['user:2', 'commons', 'user:1'])).toEqual([0, 50, 1]);
});
