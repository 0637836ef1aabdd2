import type { Reads, Writes } from './repositories.ts';

export type { Writes } from './repositories.ts';

/** What a change can read and write; only inside `transact`. */
export interface Tx extends Writes {
  /** Runs once the change is durable: live events, caches, timers. It must not throw. */
  afterCommit(effect: () => void): void;
  /** Lets the process answer other requests in the middle of a long change; other changes wait. */
  pause(): Promise<void>;
}

/**
 * Runs one change: all of it is durable when the promise resolves, none of it is there when it rejects.
 * Several changes may share a commit, and a change may be run again after a conflict between processes, so `work` waits
 * for nothing but the store and has no effects outside it.
 */
export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

export interface Store {
  readonly engine: 'sqlite' | 'postgres';
  readonly read: Reads;
  readonly transact: Transact;
  /** Rejects when the database cannot be reached. */
  ping(): Promise<void>;
  /** Waits for changes under way. */
  close(): Promise<void>;
}

/** One change's view of the writers, and what to call when it is durable. */
export function createTransaction(writes: Writes): { tx: Tx; committed: () => void } {
  const effects: (() => void)[] = [];
  return {
    tx: {
      ...writes,
      afterCommit: (effect) => void effects.push(effect),
      pause: () => new Promise(setImmediate),
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
