import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { Blobs } from '../blobs/blobs.ts';
import { invalid } from '../domain/errors.ts';
import type { Store } from '../store/store.ts';
import type { BlobKeeper } from './blob-keeper.ts';
import { shrink } from './pictures.ts';
import { createTurns } from '../domain/turns.ts';

export type Thumbnails = ReturnType<typeof createThumbnails>;

/** A picture is in memory while it is shrunk, and so are its pixels. */
const MAX_BYTES = 64 * 1024 * 1024;
const AT_ONCE = 2;

/** Thumbnails are made when somebody asks for the first time, and kept as blobs that go when their picture goes. */
export function createThumbnails({
  store,
  blobs,
  keeper,
}: {
  store: Store;
  blobs: Blobs;
  keeper: BlobKeeper;
}) {
  const turn = createTurns(AT_ONCE);
  const underWay = new Map<string, Promise<string>>();

  async function make(hash: string): Promise<string> {
    const small = await shrink(await buffer(await blobs.get(hash)));
    if (!small) throw invalid('thumbnail', 'This file cannot be read as a picture');
    const received = await blobs.receive(Readable.from([small]));
    await keeper.keep(received, []);
    await store.transact((tx) => tx.blobs.setThumbnail(hash, received.hash));
    return received.hash;
  }

  return {
    /**
     * @returns the hash of the blob that is the thumbnail
     * @throws INVALID_ARGUMENT naming `thumbnail` for what is no picture, or too large a one
     */
    async of(hash: string): Promise<{ hash: string; size: number }> {
      const picture = await store.read.blobs.find(hash);
      if (picture && picture.size > MAX_BYTES)
        throw invalid('thumbnail', 'This file is too large for a thumbnail');
      let thumbnail = picture?.thumbnail ?? null;
      if (thumbnail === null) {
        const making = underWay.get(hash) ?? turn(() => make(hash)).finally(() => underWay.delete(hash));
        underWay.set(hash, making);
        thumbnail = await making;
      }
      const found = await store.read.blobs.find(thumbnail);
      if (!found) throw new Error(`The thumbnail ${thumbnail} is not known`);
      return { hash: found.hash, size: found.size };
    },
  };
}
