import { closeSync, fstatSync, readSync } from 'node:fs';
import type { Replaced } from './batch.ts';
import { hashOf } from './read.ts';
import { stampOf } from './stamp.ts';

/** A program that had a file open before another took its name still writes into the old one: so long we look. */
const HOLD_MS = 1000;
/** Open files are limited; beyond these, the oldest is looked at for the last time earlier. */
const MAX_HELD = 256;

interface Held extends Replaced {
  timer: NodeJS.Timeout;
}

/**
 * Keeps files open that have been replaced, and looks a second later whether somebody has written into them.
 * @param lost is told of the bytes that would otherwise be nowhere
 */
export function createHeldFiles(maxBytes: number, lost: (file: Replaced, bytes: Buffer) => Promise<void>) {
  const held = new Set<Held>();
  const underWay = new Set<Promise<void>>();

  function end(one: Held): void {
    clearTimeout(one.timer);
    held.delete(one);
    const bytes = writtenSince(one, maxBytes);
    closeSync(one.fd);
    if (!bytes) return;
    const telling = lost(one, bytes).finally(() => underWay.delete(telling));
    underWay.add(telling);
  }

  return {
    add(files: readonly Replaced[]): void {
      for (const file of files) {
        const one: Held = { ...file, timer: setTimeout(() => end(one), HOLD_MS) };
        one.timer.unref();
        held.add(one);
      }
      while (held.size > MAX_HELD) end(held.values().next().value as Held);
    },

    /** Looks at all for the last time. */
    async close(): Promise<void> {
      for (const one of held) end(one);
      await Promise.all(underWay);
    },
  };
}

function writtenSince({ fd, stamp, hash }: Replaced, maxBytes: number): Buffer | null {
  const stats = fstatSync(fd, { bigint: true });
  if (stampOf(stats) === stamp) return null;
  const buffer = Buffer.alloc(Math.min(Number(stats.size), maxBytes + 8));
  const length = readSync(fd, buffer, 0, buffer.length, 0);
  const bytes = buffer.subarray(0, length);
  // Nothing but its time, or emptied on the way to writing it anew elsewhere.
  return length === 0 || hashOf(bytes, Number(stats.size)) === hash ? null : bytes;
}
