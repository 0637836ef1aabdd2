import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Reads, Writes } from './repositories.ts';
import type { RevisionScope } from './revisions.ts';

export type { Reads, Writes } from './repositories.ts';

/** What a change can read and write; only inside `transact`. */
export interface Tx extends Writes {
  /** Runs once the change is durable: live events, caches, timers. It must not throw. */
  afterCommit(effect: () => void): void;
  /** Calls those who `watch`, in this process and in others, once the change is durable. */
  announce(scopes: readonly RevisionScope[]): Promise<void>;
  /** Lets the process answer other requests in the middle of a long change; other changes wait. */
  pause(): Promise<void>;
  /**
   * Has something beside the store change together with it: once before the commit that holds this change, with the items of
   * all changes that share the commit. Only on SQLite, which has one writer.
   */
  join<Item>(participant: Participant<Item>, item: Item): void;
}

/** What takes part in commits, such as a folder of files. */
export interface Participant<Item> {
  /**
   * Does its part, durably; a rejection rolls the commit back, and each change of it is run again alone.
   * @param writes those of the transaction
   */
  prepare(items: readonly Item[], writes: Writes): Promise<Prepared>;
}

export interface Prepared {
  committed(): void;
  /** The commit failed: what was done is to be undone. */
  rolledBack(): void;
}

/** The items of a change by participant. */
export type Joined = Map<Participant<unknown>, unknown[]>;

/**
 * Runs one change: all of it is durable when the promise resolves, none of it is there when it rejects.
 * Several changes may share a commit, and a change may be run again after a conflict between processes, so `work` waits
 * for nothing but the store and has no effects outside it.
 */
export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** Is told which scopes have changed; null: any may have. It must not throw. */
export type Listener = (scopes: readonly RevisionScope[] | null) => void;

/** What processes of one machine that share an embedded store do for each other. */
export interface Peers {
  /** Waits until it is this process's turn to write. @returns what ends the turn */
  turn(): Promise<() => void>;
  /** Tells the others what this process has committed. */
  tell(scopes: readonly RevisionScope[]): void;
  /** Has the listener called with what another has committed. */
  heard(listener: Listener): void;
}

/** Makes a count of points by key, over windows of so many seconds. */
export type Limiters = (options: { name: string; points: number; seconds: number }) => RateLimiterAbstract;

export interface Store {
  readonly engine: 'sqlite' | 'postgres';
  /** Counts that all processes share, on whatever machine; undefined where the engine has none. */
  readonly limiters?: Limiters;
  readonly read: Reads;
  readonly transact: Transact;
  /**
   * Tells, in a microsecond or two, whether anything at all has been committed, by this process or by another: as long as
   * it says the same, whatever was read is still so. Undefined where only a question to the database could tell.
   */
  readonly stamp: (() => number) | undefined;
  /**
   * Calls back after each commit that announced something: with the scopes or, where these cannot be told (another process
   * wrote, or a connection was lost for a while), with null. @returns what ends it
   */
  watch(listener: Listener): () => void;
  /** Rejects when the database cannot be reached. */
  ping(): Promise<void>;
  /** Waits for changes under way. */
  close(): Promise<void>;
}

/** One change's view of the writers, and what to call when it is durable. */
export function createTransaction(
  writes: Writes,
  announce: (scopes: readonly RevisionScope[], afterCommit: Tx['afterCommit']) => Promise<void>,
  joined?: Joined,
): { tx: Tx; committed: () => void } {
  const effects: (() => void)[] = [];
  const afterCommit = (effect: () => void): void => void effects.push(effect);
  return {
    tx: {
      ...writes,
      afterCommit,
      announce: (scopes) => announce(scopes, afterCommit),
      pause: () => new Promise(setImmediate),
      join<Item>(participant: Participant<Item>, item: Item) {
        if (!joined) throw new Error('Nothing can take part in commits of this engine');
        const key = participant as Participant<unknown>;
        const items = joined.get(key);
        if (items) items.push(item);
        else joined.set(key, [item]);
      },
    },
    committed: () => {
      for (const effect of effects) runApart(effect);
    },
  };
}

/** What is durable stays acknowledged: a faulty effect ends neither the change, nor its neighbours, nor the writer. */
function runApart(effect: () => void): void {
  try {
    effect();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
