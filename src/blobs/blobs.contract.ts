import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { BlobMissingError, type Blobs } from './blobs.ts';

const MIB = 1024 * 1024;
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (size: number, seed: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: size }, (_, index) => (index * 31 + seed * 7 + (index >> 8)) & 255));

/** Content in chunks such as a request brings them. */
async function* chunks(bytes: Buffer, size = 64 * 1024): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* breaking(bytes: Buffer): AsyncGenerator<Buffer> {
  yield* chunks(bytes);
  throw new Error('the upload broke off');
}

/** @param start a new, empty store, and how many things lie in its place, complete or not */
export function blobsContract(start: () => Promise<{ blobs: Blobs; stored: () => Promise<number> }>): void {
  let blobs: Blobs;
  let stored: () => Promise<number>;
  beforeAll(async () => {
    ({ blobs, stored } = await start());
  });

  async function put(bytes: Buffer): Promise<string> {
    const received = await blobs.receive(chunks(bytes));
    await received.keep();
    return received.hash;
  }
  const read = async (hash: string, range?: { from: number; to: number }) =>
    buffer(await blobs.get(hash, range));
  async function listed(): Promise<string[]> {
    const hashes: string[] = [];
    for await (const { hash } of blobs.list()) hashes.push(hash);
    return hashes;
  }

  test.each([0, 1, 1000, 64 * 1024, 5 * MIB, 5 * MIB + 1, 12 * MIB])('%i bytes come back', async (size) => {
    const bytes = bytesOf(size, size);
    const received = await blobs.receive(chunks(bytes));
    expect([received.hash, received.size]).toEqual([sha256(bytes), size]);
    expect(await blobs.has(received.hash)).toBe(false);
    await received.keep();
    expect(await blobs.has(received.hash)).toBe(true);
    expect((await read(received.hash)).equals(bytes)).toBe(true);
    expect(await listed()).toContain(received.hash);
  });

  test.each([
    [0, 1],
    [10, 20],
    [999, 1000],
    [0, 1000],
  ])('the bytes from %i to %i', async (from, to) => {
    const bytes = bytesOf(1000, 2);
    expect(await read(await put(bytes), { from, to })).toEqual(bytes.subarray(from, to));
  });

  test('the same bytes lie there once', async () => {
    const before = await stored();
    const [one, two] = await Promise.all([put(bytesOf(2000, 3)), put(bytesOf(2000, 3))]);
    expect(one).toBe(two);
    expect(await stored()).toBe(before + 1);
  });

  test('what is removed is gone, and may be removed again', async () => {
    const hash = await put(bytesOf(2000, 4));
    await blobs.remove(hash);
    await blobs.remove(hash);
    expect(await blobs.has(hash)).toBe(false);
    expect(await listed()).not.toContain(hash);
    await expect(blobs.get(hash)).rejects.toThrow(BlobMissingError);
  });

  describe('nothing stays', () => {
    test.each([1000, 7 * MIB])('of an upload that breaks off after %i bytes', async (size) => {
      const before = await stored();
      await expect(blobs.receive(breaking(bytesOf(size, 5)))).rejects.toThrow('broke off');
      expect(await stored()).toBe(before);
    });

    test('of one that is discarded', async () => {
      const before = await stored();
      const received = await blobs.receive(chunks(bytesOf(3000, 6)));
      await received.discard();
      await received.discard();
      expect(await stored()).toBe(before);
      expect(await blobs.has(received.hash)).toBe(false);
    });

    test('of one that was never kept, after its time', async () => {
      const before = await stored();
      await blobs.receive(Readable.from([bytesOf(3000, 7)]));
      await blobs.tidy(Date.now() - 60_000);
      expect(await stored()).toBe(before + 1);
      await blobs.tidy(Date.now() + 60_000);
      expect(await stored()).toBe(before);
    });
  });

  test('discarding what is kept leaves it', async () => {
    const received = await blobs.receive(chunks(bytesOf(3000, 8)));
    await received.keep();
    await received.discard();
    expect(await blobs.has(received.hash)).toBe(true);
  });
}
