import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../../store/store.ts';
import { eachOf } from '../../vault/each.ts';
import { readNoteFile } from '../../vault/read.ts';
import { identityOf, look, type Seen } from '../../vault/stamp.ts';
import type { VaultOwner } from './owner.ts';
import type { Found, TakeIn } from './take-in.ts';

/** A program that is writing a file goes on within this time; what is younger is looked at again. */
const SETTLED_MS = 40;
/** Many programs save by removing a file, or emptying it, and writing it anew: so long neither is believed. */
const GONE_MS = 250;
/** A file that never comes to rest is taken in now and then all the same. */
const PATIENCE_MS = 2000;
const ROUND_MS = 20;
/** So many files are taken in in one transaction. */
const PER_CHANGE = 50;
/** Where very many wait, as at the first start, more share a commit: it costs each less, and holds up other changes longer. */
const MANY = 1000;
const PER_CHANGE_OF_MANY = 200;
/** Contents that are in memory at a time, unless one alone is larger. */
const BYTES_PER_CHANGE = 2 ** 25;
const READERS = 16;
const LOOKS_PER_TURN = 500;
const NOTES_PER_TURN = 10;

interface Entry {
  /** How often it was named, and how often when it was last looked at: what happened since is looked at again. */
  named: number;
  looked: number;
  since: number;
  missingSince: number | null;
  done: PromiseWithResolvers<void>;
}

interface Ready {
  name: string;
  size: number;
}

function* changesOf(ready: readonly Ready[]): Generator<string[]> {
  const most = ready.length > MANY ? PER_CHANGE_OF_MANY : PER_CHANGE;
  let names: string[] = [];
  let bytes = 0;
  for (const { name, size } of ready) {
    if (names.length === most || (names.length > 0 && bytes + size > BYTES_PER_CHANGE)) {
      yield names;
      names = [];
      bytes = 0;
    }
    names.push(name);
    bytes += size;
  }
  if (names.length > 0) yield names;
}

/** The names in one folder that something may have happened to; each is looked at until it is as the database has it. */
export function createInbox({
  store,
  owner,
  takeIn,
  maxBytes,
  failed,
  unknowable,
}: {
  /** The store itself. */
  store: Store;
  owner: VaultOwner;
  takeIn: TakeIn;
  maxBytes: number;
  /** Is told of what could not be taken in. */
  failed: (path: string, error: unknown) => void;
  /** Paths of files that are there and cannot become notes. */
  unknowable: Set<string>;
}) {
  const pending = new Map<string, Entry>();
  let running: Promise<void> | null = null;
  let isClosed = false;

  const pathOf = (name: string): string => join(owner.folder, name);

  function finish(name: string, error?: unknown): void {
    const entry = pending.get(name);
    if (error === undefined && entry?.named !== entry?.looked) return;
    pending.delete(name);
    if (error === undefined) entry?.done.resolve();
    else entry?.done.reject(error);
  }

  function isAtRest(seen: Extract<Seen, { is: 'file' }>, entry: Entry): boolean {
    if (performance.now() - entry.since > PATIENCE_MS) return true;
    const age = Date.now() - seen.changedAt;
    // The clock of a drive elsewhere may be ahead.
    return age < -GONE_MS || age >= (seen.size === 0 ? GONE_MS : SETTLED_MS);
  }

  /** Names by what is to be done about them in this round. */
  async function sort(): Promise<{ ready: Ready[]; gone: string[] }> {
    const [ready, gone]: [Ready[], string[]] = [[], []];
    let looks = 0;
    for (const [name, entry] of pending) {
      if (++looks % LOOKS_PER_TURN === 0) await new Promise(setImmediate);
      entry.looked = entry.named;
      const seen = look(pathOf(name));
      if (seen.is === 'missing') {
        entry.missingSince ??= performance.now();
        if (performance.now() - entry.missingSince >= GONE_MS) gone.push(name);
        continue;
      }
      entry.missingSince = null;
      if (seen.is === 'other') ready.push({ name, size: 0 });
      else if (await isKnown(name, seen.stamp)) finish(name);
      else if (isAtRest(seen, entry)) ready.push({ name, size: seen.size });
    }
    return { ready, gone };
  }

  async function isKnown(name: string, stamp: string): Promise<boolean> {
    const file = await store.read.vaultFiles.named(owner.id, name);
    return file?.stamp === stamp && file.problem !== 'unreadable';
  }

  /** Null: it changed while it was read. */
  async function find(name: string): Promise<Found | null> {
    const seen = look(pathOf(name));
    if (seen.is === 'other') return { is: 'unreadable' };
    try {
      const read = await readNoteFile(pathOf(name), maxBytes);
      return read && { is: 'file', read };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      // Once is enough.
      if (!unknowable.has(pathOf(name))) failed(pathOf(name), error);
      return { is: 'unreadable' };
    }
  }

  async function takeFiles(names: readonly string[]): Promise<void> {
    const found = new Map<string, Found>();
    await eachOf(names, READERS, async (name) => {
      const one = await find(name);
      if (!one) return;
      if (one.is === 'unreadable') unknowable.add(pathOf(name));
      else unknowable.delete(pathOf(name));
      found.set(name, one);
    });
    await take(found);
  }

  async function take(found: ReadonlyMap<string, Found>): Promise<void> {
    if (found.size === 0) return;
    try {
      const taken = await store.transact(async (tx) => {
        const names: string[] = [];
        for (const [name, one] of found) {
          if (await takeIn.take(tx, owner, name, one)) names.push(name);
          if (names.length % NOTES_PER_TURN === NOTES_PER_TURN - 1) await tx.pause();
        }
        return names;
      });
      for (const name of taken) finish(name);
    } catch (error) {
      const [name] = found.keys();
      if (found.size > 1) for (const one of found) await take(new Map([one]));
      else if (name !== undefined) {
        failed(pathOf(name), error);
        finish(name, error);
      }
    }
  }

  /** Whoever waits asks again, and is told that the folder is not there. */
  function drop(): void {
    for (const [name, entry] of pending) {
      pending.delete(name);
      entry.done.resolve();
    }
  }

  async function run(): Promise<void> {
    try {
      await work();
    } catch (error) {
      failed(owner.folder, error);
      drop();
    }
  }

  async function work(): Promise<void> {
    while (pending.size > 0) {
      if (identityOf(owner.folder) !== (await store.read.vaultFiles.folderOf(owner.id))?.identity)
        return drop();
      const { ready, gone } = await sort();
      for (const names of changesOf(ready)) await takeFiles(names);
      // What has another name now must be found there first.
      if (ready.length === 0) {
        for (let start = 0; start < gone.length; start += PER_CHANGE) {
          await take(new Map(gone.slice(start, start + PER_CHANGE).map((name) => [name, { is: 'missing' }])));
        }
      }
      if (ready.length === 0 && gone.length === 0) await pause(ROUND_MS);
    }
  }

  return {
    /** Resolves when the database has what is there. */
    async add(names: readonly string[]): Promise<void> {
      if (isClosed) return;
      const waits = names.map((name) => {
        const entry = pending.get(name) ?? {
          named: 0,
          looked: 0,
          since: performance.now(),
          missingSince: null,
          done: Promise.withResolvers<void>(),
        };
        entry.named++;
        pending.set(name, entry);
        return entry.done.promise;
      });
      running ??= run().finally(() => (running = null));
      await Promise.all(waits);
    },

    /** When nothing waits any more. */
    async idle(): Promise<void> {
      for (let round = running; round; round = running) await round;
    },

    /** Lets go of what has not been looked at; a later comparison finds it. */
    close(): void {
      isClosed = true;
      drop();
    },
  };
}
