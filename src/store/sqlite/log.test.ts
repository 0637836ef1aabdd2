import Database from 'better-sqlite3';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../test/support/command-line.ts';
import type { Writes } from '../store.ts';
import { createLog } from './log.ts';
import { createWriter } from './writer.ts';

let writing: Database.Database;
let reading: Database.Database;
/** Settles the sync that is under way. */
let disk: PromiseWithResolvers<void>;
let writer: ReturnType<typeof createWriter>;
let written = 0;

beforeEach(async () => {
  const file = `${await temporaryFolder()}/store.db`;
  [writing, reading] = [new Database(file), new Database(file)];
  onTestFinished(() => {
    writing.close();
    reading.close();
  });
  writing.exec('pragma journal_mode = wal; create table notes (id integer primary key)');
  disk = Promise.withResolvers();
  const log = createLog(file, writing, reading, () => disk.promise);
  writer = createWriter(writing, {} as Writes, {
    log,
    written: () => written,
    announced() {},
    committed() {},
    async pause() {},
  });
});

const insert = (id: number) =>
  writer.transact(async () => {
    written++;
    writing.prepare('insert into notes values (?)').run(id);
    return id;
  });
const seen = () => reading.prepare('select id from notes order by id').pluck().all();
const later = () => new Promise((resolve) => setTimeout(resolve, 20));

test('nobody is told of a change, and nobody sees it, before it is on the disk', async () => {
  let isTold = false;
  const first = insert(1).then(() => (isTold = true));
  await later();
  expect(writing.inTransaction).toBe(false);
  expect([isTold, seen()]).toEqual([false, []]);

  // Meanwhile the next ones are made, and wait for their turn.
  const others = [insert(2), insert(3)];
  await later();
  expect([isTold, seen()]).toEqual([false, []]);
  const { resolve } = disk;
  disk = Promise.withResolvers();
  resolve();
  await first;
  expect(seen()).toEqual([1]);
  disk.resolve();
  expect(await Promise.all(others)).toEqual([2, 3]);
  expect(seen()).toEqual([1, 2, 3]);
});

test('a change that cannot be brought to the disk fails, those after it need not', async () => {
  const first = insert(1);
  await later();
  const { reject } = disk;
  disk = Promise.withResolvers();
  disk.resolve();
  reject(new Error('the disk is gone'));
  await expect(first).rejects.toThrow('the disk is gone');
  expect(await insert(2)).toBe(2);
  await expect(insert(2)).rejects.toThrow(/unique/i);
});

test('what fails is told of it when its neighbours are on the disk', async () => {
  const first = insert(1);
  let problem: unknown;
  const second = insert(1).catch((error: unknown) => (problem = error));
  await later();
  expect(problem).toBeUndefined();
  disk.resolve();
  await Promise.all([first, second]);
  expect(String(problem)).toMatch(/unique/i);
});

test('who waits for the writer waits for the disk', async () => {
  let isIdle = false;
  void insert(1);
  const idle = writer.idle().then(() => (isIdle = true));
  await later();
  expect(isIdle).toBe(false);
  disk.resolve();
  await idle;
  expect(seen()).toEqual([1]);
});
