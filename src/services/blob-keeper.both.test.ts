import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addUser, openTestServices, type TestServices } from '../../test/support/services.ts';
import { createDiskBlobs } from '../blobs/disk.ts';
import type { SignedIn } from '../domain/access.ts';
import { DAY } from '../domain/time.ts';

const folder = mkdtempSync(join(tmpdir(), 'commonplace-keeper-'));
const blobs = createDiskBlobs(folder);
let opened: TestServices;
let ada: SignedIn;
beforeAll(async () => {
  opened = await openTestServices({ files: { blobs, maxUploadBytes: 1000, maxUserBytes: 0 } });
  ada = await addUser(opened, 'ada');
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

async function add(text: string) {
  const { attachments } = opened.services;
  const file = { filename: 'a.txt', type: 'text/plain', content: Readable.from([Buffer.from(text)]) };
  const created = await attachments.add(ada, await attachments.receive(ada, file));
  if (!('result' in created)) throw new Error('This was a repetition');
  return created.result;
}
const remove = (id: number) => opened.services.attachments.remove(ada, { id });
const sweep = () => opened.services.keeper.sweep();

test('bytes in use stay, however old', async () => {
  const { hash } = await add('in use');
  opened.clock.advance(90 * DAY);
  await sweep();
  expect(await blobs.has(hash)).toBe(true);
});

test('bytes that nothing refers to any more go after a day', async () => {
  const { id, hash } = await add('unused');
  await remove(id);
  opened.clock.advance(DAY - 1);
  await sweep();
  expect(await blobs.has(hash)).toBe(true);
  opened.clock.advance(2);
  await sweep();
  expect(await blobs.has(hash)).toBe(false);
});

test('bytes that two refer to stay until both are gone', async () => {
  const [one, two] = [await add('shared'), await add('shared')];
  await remove(one.id);
  opened.clock.advance(2 * DAY);
  await sweep();
  expect(await blobs.has(one.hash)).toBe(true);
  await remove(two.id);
  opened.clock.advance(2 * DAY);
  await sweep();
  expect(await blobs.has(one.hash)).toBe(false);
});

test('bytes that were received and kept, but that no attachment came to refer to, go too', async () => {
  const received = await blobs.receive(Readable.from([Buffer.from('lost in a crash')]));
  await opened.services.keeper.keep(received, []);
  await sweep();
  expect(await blobs.has(received.hash)).toBe(true);
  opened.clock.advance(2 * DAY);
  await sweep();
  expect(await blobs.has(received.hash)).toBe(false);
});

test('an upload of bytes that are about to go starts their day anew', async () => {
  const first = await add('again');
  await remove(first.id);
  opened.clock.advance(2 * DAY);
  const second = await add('again');
  await sweep();
  expect(await blobs.has(second.hash)).toBe(true);
});

test('uploads and sweeps of the same bytes do not cross', async () => {
  for (let round = 0; round < 20; round++) {
    const { id, hash } = await add('crossing');
    await remove(id);
    opened.clock.advance(2 * DAY);
    const [again] = await Promise.all([add('crossing'), sweep(), sweep()]);
    expect(await blobs.has(hash)).toBe(true);
    await remove(again.id);
  }
});

test('what a sweep began and a crash stopped, the next one ends', async () => {
  const { id, hash } = await add('stopped');
  await remove(id);
  opened.clock.advance(2 * DAY);
  await opened.store.transact((tx) => tx.blobs.markForRemoval(opened.clock() - DAY, 10));
  await sweep();
  expect(await blobs.has(hash)).toBe(false);
});
