import { lstatSync, statSync, type BigIntStats } from 'node:fs';

/**
 * Tells whether a file is the one that was seen, without reading it: size, time of change in nanoseconds, and inode. A
 * program that writes a file anew gives it another inode; one that writes into it, another time.
 */
export function stampOf({ size, mtimeNs, ino }: BigIntStats): string {
  return `${size}-${mtimeNs}-${ino}`;
}

export type Seen =
  /** `changedAt`: of anything about it, epoch milliseconds; no program can set it. */
  { is: 'file'; stamp: string; size: number; changedAt: number } | { is: 'missing' } | { is: 'other' };

const OTHER: Seen = { is: 'other' };
const MISSING: Seen = { is: 'missing' };

/**
 * What there is under this name, links not followed: a note is a file of its own.
 * Synchronous on purpose: it costs some microseconds, and what is compared must not change while others get their turn.
 */
export function look(path: string): Seen {
  try {
    const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    if (!stats) return MISSING;
    if (!stats.isFile()) return OTHER;
    return {
      is: 'file',
      stamp: stampOf(stats),
      size: Number(stats.size),
      changedAt: Number(stats.ctimeNs / 1_000_000n),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return MISSING;
    return OTHER;
  }
}

/** Which folder it is: another one under the same name, as where a drive is not mounted, is told apart. */
export function identityOf(folder: string): string | null {
  try {
    const stats = statSync(folder, { bigint: true, throwIfNoEntry: false });
    return stats?.isDirectory() ? `${stats.dev}:${stats.ino}` : null;
  } catch {
    return null;
  }
}
