import type Database from 'better-sqlite3';
import type { RevisionScope } from '../revisions.ts';
import type { Listener, Peers } from '../store.ts';

/** How soon what another process wrote, such as the command line beside a server, is noticed. */
const POLL_MS = 500;

/**
 * Tells listeners of what this process and its peers commit at once, and of what others commit by asking for the version
 * of the data: a few microseconds, and only while somebody listens.
 * @param db the connection that writes: what it writes itself does not change the version that it sees
 */
export function createWatch(db: Database.Database, peers?: Peers) {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;
  let version = 0;

  const told: Listener = (scopes) => {
    for (const listener of listeners) listener(scopes);
  };
  peers?.heard(told);

  function poll(): void {
    const before = version;
    version = readVersion(db);
    if (version !== before) told(null);
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    announced(scopes: readonly RevisionScope[]): void {
      told(scopes);
      peers?.tell(scopes);
    },
    stop,
    add(listener: Listener): () => void {
      listeners.add(listener);
      if (!timer) {
        version = readVersion(db);
        timer = setInterval(poll, POLL_MS).unref();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
  };
}

function readVersion(db: Database.Database): number {
  return db.pragma('data_version', { simple: true }) as number;
}
