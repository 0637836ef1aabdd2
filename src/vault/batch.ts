import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsync,
  futimesSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { eachOf } from './each.ts';
import { look, stampOf } from './stamp.ts';
import { temporaryName } from './temporary.ts';

/** What one file is to become. */
export interface FileChange {
  path: string;
  /** As it was last seen; null where there must be none. */
  expected: string | null;
  /** Of the bytes that were there; null where there were none. */
  expectedHash: string | null;
  /** Null: the file goes. */
  bytes: Buffer | null;
  /** Epoch milliseconds; becomes the time of the file. */
  editedAt: number;
}

/** The file that another has taken the place of; a program that had it open may still write into it. */
export interface Replaced {
  fd: number;
  path: string;
  stamp: string;
  /** Of what it held. */
  hash: string | null;
  /** The edit that took its place. */
  editedAt: number;
}

/** Another program was faster; nothing was changed. */
export class FileChangedError extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`${path} was changed by another program`);
    this.path = path;
  }
}

/** Files that are open at a time, of those that are written; and of those that are replaced. */
const OPEN = 64;
const MAX_REPLACED = 256;
/** So much is written before others get their turn. */
const BYTES_PER_TURN = 2 ** 21;

const sync = promisify(fsync);

/**
 * Changes many files at the price of one: the new bytes are written beside them and brought to the disk together, then each
 * takes its place, then each folder is brought to the disk once.
 */
export function createBatch(changes: readonly FileChange[]) {
  const staged = new Map<FileChange, { temporary: string; stamp: string }>();
  const replaced: Replaced[] = [];
  /** How to take back what was done, the last first. */
  const undo: (() => unknown)[] = [];
  /** Second names of files that were replaced or removed, kept until the commit. */
  const kept: string[] = [];

  /** Synchronous: for small files, going through the thread pool costs several times as much. */
  function write(change: FileChange, bytes: Buffer): number {
    const temporary = join(dirname(change.path), temporaryName('new'));
    const fd = openSync(temporary, 'wx', 0o666);
    const one = { temporary, stamp: '' };
    staged.set(change, one);
    try {
      writeFileSync(fd, bytes);
      if (change.expected !== null) becomeLike(fd, change.path);
      futimesSync(fd, new Date(), secondsOf(change.editedAt));
      one.stamp = stampOf(fstatSync(fd, { bigint: true }));
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    return fd;
  }

  /** Opens a file that is about to be replaced. */
  function hold({ path, expectedHash, editedAt }: FileChange, stamp: string): void {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    replaced.push({ fd, path, stamp, hash: expectedHash, editedAt });
    if (stampOf(fstatSync(fd, { bigint: true })) !== stamp) throw new FileChangedError(path);
  }

  /** From the comparison to the last name nothing is awaited, so that little can happen in between. */
  function publishOne(change: FileChange): void {
    const { path, expected } = change;
    const { temporary, stamp } = staged.get(change) ?? {};
    // What somebody has written since is not ours to take away.
    const isOurs = (): boolean => {
      const there = look(path);
      return there.is === 'file' && there.stamp === stamp;
    };
    if (expected === null) {
      if (temporary === undefined) return;
      create(temporary, path);
      undo.push(() => isOurs() && unlinkSync(path));
      staged.delete(change);
      return;
    }
    const seen = look(path);
    if (seen.is !== 'file' || seen.stamp !== expected) throw new FileChangedError(path);
    const old = join(dirname(path), temporaryName('old'));
    if (temporary === undefined) {
      renameSync(path, old);
      undo.push(() => create(old, path));
      const moved = look(old);
      if (moved.is !== 'file' || moved.stamp !== expected) throw new FileChangedError(path);
      kept.push(old);
      return;
    }
    if (replaced.length < MAX_REPLACED) hold(change, expected);
    if (keep(path, old)) {
      kept.push(old);
      undo.push(() => isOurs() && renameSync(old, path));
    }
    renameSync(temporary, path);
    staged.delete(change);
  }

  return {
    /** Writes the new bytes beside their places, durably. */
    async stage(): Promise<void> {
      for (let start = 0; start < changes.length; start += OPEN) {
        const fds: number[] = [];
        try {
          let written = 0;
          for (const change of changes.slice(start, start + OPEN)) {
            if (!change.bytes) continue;
            fds.push(write(change, change.bytes));
            written += change.bytes.length;
            if (written < BYTES_PER_TURN) continue;
            written = 0;
            await new Promise(setImmediate);
          }
          await eachOf(fds, OPEN, sync);
        } finally {
          for (const fd of fds) closeSync(fd);
        }
      }
    },

    /** The stamp that a file has now or will have; null for one that goes. Before `publish`. */
    stampOf: (change: FileChange): string | null => staged.get(change)?.stamp ?? null,

    /** Puts all in their places. @throws FileChangedError, or the error of the system */
    publish(): void {
      for (const change of changes) {
        const seen = look(change.path);
        const isExpected =
          change.expected === null
            ? seen.is === 'missing'
            : seen.is === 'file' && seen.stamp === change.expected;
        if (!isExpected) throw new FileChangedError(change.path);
      }
      for (const change of changes) publishOne(change);
    },

    async sync(): Promise<void> {
      for (const folder of new Set(changes.map(({ path }) => dirname(path)))) {
        await using handle = await open(folder, 'r');
        await handle.sync();
      }
    },

    /** After the commit. @returns the files that were replaced; who takes them closes them */
    finish(): Replaced[] {
      for (const path of kept) attempt(() => unlinkSync(path));
      for (const { temporary } of staged.values()) attempt(() => unlinkSync(temporary));
      return replaced;
    },

    /** Puts everything back, as far as others have not changed it meanwhile. */
    undo(): void {
      for (const step of undo.toReversed()) attempt(step);
      for (const path of kept) attempt(() => unlinkSync(path));
      for (const { temporary } of staged.values()) attempt(() => unlinkSync(temporary));
      for (const { fd } of replaced) attempt(() => closeSync(fd));
    },
  };
}

/** Gives a file its name only if nobody has it; where there are no hard links, there is a moment in between. */
function create(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new FileChangedError(to);
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EMLINK') throw error;
    if (look(to).is !== 'missing') throw new FileChangedError(to);
    renameSync(from, to);
    return;
  }
  unlinkSync(from);
}

/** Another name, by which a file comes back should the commit fail; not every file system can. */
function keep(path: string, old: string): boolean {
  try {
    linkSync(path, old);
    return true;
  } catch {
    return false;
  }
}

function becomeLike(fd: number, path: string): void {
  const before = lstatSync(path, { throwIfNoEntry: false });
  // Gone by now: publishing will notice.
  if (!before) return;
  const own = fstatSync(fd);
  if (before.uid !== own.uid || before.gid !== own.gid) attempt(() => fchownSync(fd, before.uid, before.gid));
  if ((before.mode & 0o777) !== (own.mode & 0o777)) fchmodSync(fd, before.mode & 0o777);
}

/**
 * Times are handed over as fractions of a second, which are a hair too small as often as too large: with a microsecond more,
 * every program reads the millisecond that is meant.
 */
function secondsOf(ms: number): number {
  return ms / 1000 + 1e-6;
}

function attempt(step: () => unknown): void {
  try {
    step();
  } catch {}
}
