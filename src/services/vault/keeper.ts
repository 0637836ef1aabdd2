import { identityOf } from '../../vault/stamp.ts';
import { watchFolder, type FolderWatch } from '../../vault/watch.ts';
import type { Store } from '../../store/store.ts';
import type { BegunFolder } from './begin.ts';
import type { Listing } from './comparer.ts';
import type { Vault, VaultOwner } from './index.ts';

/** Another process watches; when it ends, one of the others takes over. */
const LEASE_RETRY_MS = 2000;
/** Watching misses things (drives elsewhere, too much at once), so everything is compared now and then. */
const COMPARE_MS = 30_000;
/** Large folders are compared less often, but not ten times less: comparing is to take about this part of the time. */
const SHARE = 0.01;
const MOST = 10;
/** Other processes may write often. */
const WELCOME_MS = 100;
/** A folder that is not available is looked for this often. */
const RETRY_MS = 2000;

export interface VaultKeeper {
  /** When the store has what was in the folders that are known at the start. */
  takenIn(): Promise<void>;
  /** When all folders that are known have been compared, and what was changed without a vault is in their files. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

interface Log {
  info(message: string): void;
  warn(details: object, message: string): void;
}

interface Watched {
  owner: VaultOwner;
  watch: FolderWatch | null;
  /** Which folder is watched. */
  identity: string | null;
  isComplete: boolean;
  /** Why it is not available; null while it is. */
  trouble: string | null;
  comparing: Promise<void> | null;
  /** What has happened since that comparison began is for the next. */
  isAskedAgain: boolean;
}

/** Sees to it that what happens in the folders is in the database a moment later. One process does it. */
export function startVaultKeeper({
  vault,
  store,
  takeLease,
  begun = null,
  log,
  compareEveryMs = COMPARE_MS,
}: {
  vault: Vault;
  store: Store;
  takeLease: () => (() => void) | null;
  /** A folder that is listed and watched already. */
  begun?: BegunFolder | null | undefined;
  log: Log;
  compareEveryMs?: number | undefined;
}): VaultKeeper {
  const watched = new Map<number, Watched>();
  let giveBack: (() => void) | null = null;
  let unlisten = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  let welcoming: NodeJS.Timeout | undefined;
  let isStopped = false;
  let first: Promise<void> = Promise.resolve();
  const takenIn = Promise.withResolvers<void>();

  /** @returns what is in the folder, where that is being listed already */
  function arm(one: Watched): Promise<Listing> | null {
    const identity = identityOf(one.owner.folder);
    if (one.watch && !one.watch.isBroken && one.identity === identity) return null;
    one.watch?.close();
    one.watch = null;
    one.identity = identity;
    if (identity === null) return null;
    const taken = begun?.take(one.owner.folder, (names) => hint(one, names));
    if (taken) {
      one.watch = taken.watch;
      return taken.listing;
    }
    try {
      one.watch = watchFolder(one.owner.folder, (names) => hint(one, names));
    } catch (error) {
      log.warn(
        { err: error, folder: one.owner.folder },
        'A folder cannot be watched; it is compared now and then',
      );
    }
    return null;
  }

  function hint(one: Watched, names: readonly string[] | null): void {
    if (isStopped) return;
    if (names === null || identityOf(one.owner.folder) !== one.identity) {
      if (one.comparing) one.isAskedAgain = true;
      else void compare(one);
    } else void vault.look(one.owner, names).catch(() => {});
  }

  /** One comparison of a folder at a time. */
  function compare(one: Watched, done?: () => void): Promise<void> {
    one.comparing ??= compareNow(one, done).finally(() => {
      one.comparing = null;
      if (one.isAskedAgain && !isStopped) void compare(one);
    });
    return one.comparing;
  }

  async function compareNow(one: Watched, done?: () => void): Promise<void> {
    one.isAskedAgain = false;
    try {
      // Armed first, so that nothing that happens meanwhile is missed.
      const listing = arm(one);
      await vault.reconcile(one.owner, !one.isComplete, { begun: listing, takenIn: done });
      const { watch } = one;
      arm(one);
      // The folder has just been made, or watching it broke: what happened meanwhile was not told.
      if (one.watch !== watch) one.isAskedAgain = true;
      one.isComplete = true;
      if (one.trouble !== null) log.info(`The folder ${one.owner.folder} is available again`);
      one.trouble = null;
      vault.states.set(one.owner.id, null);
    } catch (error) {
      const { message } = error as Error;
      if (!isStopped && one.trouble !== message) {
        log.warn({ err: error, folder: one.owner.folder }, 'A folder of notes cannot be compared');
      }
      one.trouble = message;
      vault.states.set(one.owner.id, error);
    }
  }

  async function compareAll(): Promise<void> {
    const owners = await vault.all();
    for (const owner of owners) {
      if (isStopped) return;
      await compare(entryOf(owner), owner === owners.at(-1) ? takenIn.resolve : undefined);
    }
  }

  function entryOf(owner: VaultOwner): Watched {
    const there = watched.get(owner.id);
    if (there) return there;
    const one: Watched = {
      owner,
      watch: null,
      identity: null,
      isComplete: false,
      trouble: null,
      comparing: null,
      isAskedAgain: false,
    };
    watched.set(owner.id, one);
    return one;
  }

  /** Somebody may have signed up. */
  async function welcome(): Promise<void> {
    welcoming = undefined;
    for (const owner of await vault.all()) {
      if (!watched.has(owner.id) && !isStopped) await compare(entryOf(owner));
    }
  }

  async function round(): Promise<void> {
    const start = performance.now();
    await compareAll().catch((error: unknown) => {
      if (!isStopped) log.warn({ err: error }, 'The folders of notes could not be compared');
    });
    const took = performance.now() - start;
    if (isStopped) return;
    const isTroubled = [...watched.values()].some(({ trouble }) => trouble !== null);
    const wait = Math.min(Math.max(compareEveryMs, took / SHARE), MOST * compareEveryMs);
    timer = setTimeout(() => void round(), isTroubled ? Math.min(wait, RETRY_MS) : wait).unref();
  }

  function begin(): void {
    if (isStopped) return;
    giveBack = takeLease();
    if (!giveBack) {
      void begun?.close();
      takenIn.resolve();
      timer = setTimeout(begin, LEASE_RETRY_MS).unref();
      return;
    }
    unlisten = store.watch((scopes) => {
      const isStranger = (scope: string): boolean => {
        const [, id] = /^user:(\d+)$/.exec(scope) ?? [];
        return id !== undefined && !watched.has(Number(id));
      };
      if (isStopped || welcoming || (scopes !== null && !scopes.some(isStranger))) return;
      welcoming = setTimeout(() => void welcome().catch(() => {}), WELCOME_MS).unref();
    });
    first = round().finally(takenIn.resolve);
  }

  begin();
  return {
    async takenIn() {
      await takenIn.promise;
      await vault.idle();
    },

    async settled() {
      await first;
      await vault.idle();
    },

    async stop() {
      isStopped = true;
      clearTimeout(timer);
      clearTimeout(welcoming);
      unlisten();
      for (const { watch } of watched.values()) watch?.close();
      await Promise.all([begun?.close(), vault.close()]);
      await Promise.all([first, ...[...watched.values()].map(({ comparing }) => comparing)]);
      giveBack?.();
    },
  };
}
