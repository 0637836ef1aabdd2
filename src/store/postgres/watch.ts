import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { Db } from '../engine.ts';
import type { RevisionScope } from '../revisions.ts';
import type { Listener } from '../store.ts';

const CHANNEL = 'commonplace_changes';
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 10_000;

/** Part of the transaction: PostgreSQL passes it on when, and only if, that commits. */
export async function announce(db: Db, scopes: readonly RevisionScope[]): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${scopes.join(' ')})`.execute(db);
}

/**
 * Tells listeners of what any process commits, over a connection of its own that is there while somebody listens. Whenever
 * that has been made (again), anything may have been missed.
 */
export function createWatch(url: string) {
  const listeners = new Set<Listener>();
  let current: { ending: AbortController; done: Promise<void> } | undefined;

  const tell: Listener = (scopes) => {
    for (const listener of listeners) listener(scopes);
  };

  function start() {
    const ending = new AbortController();
    return { ending, done: keepListening(url, tell, ending.signal) };
  }

  async function stop(): Promise<void> {
    const last = current;
    current = undefined;
    last?.ending.abort();
    await last?.done;
  }

  return {
    stop,
    add(listener: Listener): () => void {
      listeners.add(listener);
      current ??= start();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) void stop();
      };
    },
  };
}

async function keepListening(url: string, tell: Listener, signal: AbortSignal): Promise<void> {
  let wait = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const heard = await listenOnce(url, tell, signal);
    if (heard) wait = FIRST_PAUSE_MS;
    await pause(wait, undefined, { signal, ref: false }).catch(() => {});
    wait = Math.min(2 * wait, MAX_PAUSE_MS);
  }
}

/** Listens until the connection is lost or the signal comes. @returns whether it was ever there */
async function listenOnce(url: string, tell: Listener, signal: AbortSignal): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
  });
  const ended = Promise.withResolvers<void>();
  const end = (): void => ended.resolve();
  client.on('error', end);
  client.on('end', end);
  client.on('notification', ({ payload = '' }) => tell(payload.split(' ') as RevisionScope[]));
  signal.addEventListener('abort', end);
  let isThere = false;
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    isThere = true;
    tell(null);
    await ended.promise;
  } catch {
    // Whoever asks the database for something is told why it does not answer; here, trying again is all there is to do.
  } finally {
    signal.removeEventListener('abort', end);
    await client.end().catch(() => {});
  }
  return isThere;
}
