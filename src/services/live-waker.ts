import type { RevisionScope } from '../store/revisions.ts';
import type { Store } from '../store/store.ts';

interface Sleeper {
  scopes: readonly RevisionScope[];
  isCalled: boolean;
  wakeUp: () => void;
}

export interface Wake {
  /** Until something has changed in its scopes since the last call: true. Or until the time is over, or the signal: false. */
  next(ms: number, stop: AbortSignal): Promise<boolean>;
  remove(): void;
}

/** Wakes readers when something has changed for them; watches the store only while there are any. */
export function createWaker(store: Pick<Store, 'watch'>) {
  const sleepers = new Set<Sleeper>();
  let unwatch: (() => void) | undefined;

  function call(scopes: readonly RevisionScope[] | null): void {
    for (const sleeper of sleepers) {
      if (scopes && !scopes.some((scope) => sleeper.scopes.includes(scope))) continue;
      sleeper.isCalled = true;
      sleeper.wakeUp();
    }
  }

  return {
    add(scopes: readonly RevisionScope[]): Wake {
      const sleeper: Sleeper = { scopes, isCalled: false, wakeUp: () => {} };
      sleepers.add(sleeper);
      unwatch ??= store.watch(call);
      return {
        async next(ms, stop) {
          if (!sleeper.isCalled && !stop.aborted) {
            const awake = Promise.withResolvers<void>();
            sleeper.wakeUp = awake.resolve;
            stop.addEventListener('abort', sleeper.wakeUp);
            const timer = setTimeout(sleeper.wakeUp, ms);
            await awake.promise;
            clearTimeout(timer);
            stop.removeEventListener('abort', sleeper.wakeUp);
          }
          const wasCalled = sleeper.isCalled;
          sleeper.isCalled = false;
          return wasCalled;
        },
        remove() {
          sleepers.delete(sleeper);
          if (sleepers.size > 0) return;
          unwatch?.();
          unwatch = undefined;
        },
      };
    },
  };
}
