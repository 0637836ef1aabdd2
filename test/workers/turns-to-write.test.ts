import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTurns } from '../../src/cluster/turns.ts';
import { openStore } from '../../src/store/open.ts';
import type { Peers, Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../support/command-line.ts';
import { codeOf } from '../support/outcomes.ts';

/** Two stores on one file that take turns as two workers do, and in which order they had them. */
async function openTwo() {
  const order: string[] = [];
  const waiting = new Map<string, () => void>();
  const turns = createTurns<string>((who) => {
    order.push(who);
    waiting.get(who)?.();
  });
  const peersOf = (who: string): Peers => ({
    turn: () =>
      new Promise((resolve) => {
        waiting.set(who, () => resolve(() => turns.over(who)));
        turns.want(who);
      }),
    tell: () => {},
    heard: () => {},
  });
  const file = join(await temporaryFolder(), 'store.db');
  const stores: Store[] = [];
  for (const who of ['a', 'b']) stores.push(await openStore(file, { peers: peersOf(who) }));
  onTestFinished(async () => void (await Promise.all(stores.map((store) => store.close()))));
  return { stores: stores as [Store, Store], order };
}

const put = (store: Store, name: string) => store.transact((tx) => tx.settings.put(name, 'kept'));

test('two who write all the time have their turns one after the other, and nothing is lost', async () => {
  const { stores, order } = await openTwo();
  const names = Array.from({ length: 1200 }, (_, index) => `name ${index}`);
  await Promise.all(names.map((name, index) => put(stores[index % 2] as Store, name)));
  expect((await stores[0].read.settings.all()).size).toBe(names.length);
  // Each has ten groups to commit, four in a turn.
  expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
});

test('a turn is given back when nothing is left to write', async () => {
  const { stores, order } = await openTwo();
  await put(stores[0], 'one');
  await put(stores[1], 'two');
  await put(stores[0], 'three');
  expect(order).toEqual(['a', 'b', 'a']);
});

test('a change that fails ends the turn like any other', async () => {
  const { stores } = await openTwo();
  const failing = stores[0].transact(async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await put(stores[1], 'after it');
});

test('more changes than can wait are refused, and those that wait are done', async () => {
  const { stores } = await openTwo();
  const codes = await Promise.all(
    Array.from({ length: 2100 }, () => codeOf(stores[0].transact(async () => {}))),
  );
  expect(codes.filter((code) => code === 'OK')).toHaveLength(2048);
  expect(codes.filter((code) => code === 'UNAVAILABLE')).toHaveLength(2100 - 2048);
  await put(stores[0], 'after them');
});
