import { setTimeout as pause } from 'node:timers/promises';
import type { Blobs, Received } from '../blobs/blobs.ts';
import type { ByteRange } from '../domain/attachment/index.ts';
import { DAY, type Clock } from '../domain/time.ts';
import type { Store } from '../store/store.ts';

export type BlobKeeper = ReturnType<typeof createBlobKeeper>;

/** Bytes that nothing refers to are kept for so long: an upload may be about to refer to them, and a backup to read them. */
const GRACE_MS = DAY;
const SWEEP = 200;
const [TRIES, TRY_MS] = [100, 100];

/** Keeps the blob store and what the database knows of it in step. The database says first what is about to happen. */
export function createBlobKeeper({ store, blobs, clock }: { store: Store; blobs: Blobs; clock: Clock }) {
  /** Bytes may be on their way out just now, by another process too; they come back after that. */
  async function claim(blob: { hash: string; size: number; privateRanges: ByteRange[] }): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      if (await store.transact((tx) => tx.blobs.claim(blob, clock()))) return;
      await pause(TRY_MS);
    }
    throw new Error(`The blob ${blob.hash} has been on its way out for too long`);
  }

  async function removeMarked(): Promise<number> {
    const hashes = await store.read.blobs.beingRemoved(SWEEP);
    for (const hash of hashes) {
      await blobs.remove(hash);
      await store.transact(async (tx) => {
        const thumbnail = await tx.blobs.forget(hash);
        if (thumbnail !== null) await tx.blobs.release(thumbnail, clock());
      });
    }
    return hashes.length;
  }

  return {
    /** Moves received bytes to where they stay. Something must refer to them within the grace time. */
    async keep(received: Received, privateRanges: ByteRange[]): Promise<void> {
      await claim({ hash: received.hash, size: received.size, privateRanges });
      await received.keep();
    },

    /** Removes what nothing has referred to for the grace time, and what broken uploads left. */
    async sweep(): Promise<void> {
      await blobs.tidy(Date.now() - GRACE_MS);
      for (;;) {
        const marked = await store.transact((tx) => tx.blobs.markForRemoval(clock() - GRACE_MS, SWEEP));
        if (marked + (await removeMarked()) === 0) return;
      }
    },
  };
}
