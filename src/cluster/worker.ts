import { RateLimiterCluster, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Peers } from '../store/store.ts';
import { unwrap, wrap, type ToPrimary, type ToWorker } from './messages.ts';

/** What a worker has from belonging to a primary. */
export interface Membership {
  setupCode: string;
  /** Whether this worker does what has to be done once, and not by each. */
  keepsHouse: boolean;
  peers: Peers;
  limiters(options: { name: string; points: number; seconds: number }): RateLimiterAbstract;
  /** Whether all workers answer requests. */
  allListening(): boolean;
  /** Metrics of all workers together, null where they could not be had. */
  metrics(): Promise<string | null>;
  /** Resolves when the primary wants the worker to stop. */
  stopRequested: Promise<void>;
  /** Tells the primary that this worker answers requests. */
  listening(greeting: string): void;
  /** Lets the process end when it has nothing more to do. */
  leave(): void;
}

/** Introduces this process to its primary. A worker whose primary has gone is ended by Node itself. */
export async function joinPrimary(): Promise<Membership> {
  const welcome = Promise.withResolvers<ToWorker & { kind: 'welcome' }>();
  const stop = Promise.withResolvers<void>();
  const metrics = new Map<number, (text: string | null) => void>();
  const listeners: Parameters<Peers['heard']>[0][] = [];
  const turns: (() => void)[] = [];
  let allListening = false;
  let asked = 0;

  const send = (message: ToPrimary): void => void process.send?.(wrap(message));
  // What cannot be sent any more: the primary has gone, and this process is about to end.
  process.on('error', () => {});

  function receive(message: ToWorker): void {
    switch (message.kind) {
      case 'welcome':
        return welcome.resolve(message);
      case 'turn':
        return turns.shift()?.();
      case 'committed':
        return listeners.forEach((listener) => listener(message.scopes as Parameters<typeof listener>[0]));
      case 'all-listening':
        allListening = message.value;
        return;
      case 'metrics':
        metrics.get(message.id)?.(message.text);
        metrics.delete(message.id);
        return;
      case 'stop':
        return stop.resolve();
    }
  }

  process.on('message', (received) => {
    const message = unwrap<ToWorker>(received);
    if (message) receive(message);
  });
  send({ kind: 'hello' });
  const { setupCode, keepsHouse } = await welcome.promise;

  return {
    setupCode,
    keepsHouse,
    peers: {
      turn: () =>
        new Promise((resolve) => {
          turns.push(() => resolve(() => send({ kind: 'turn-over' })));
          send({ kind: 'turn-wanted' });
        }),
      tell: gathered((scopes) => send({ kind: 'committed', scopes })),
      heard: (listener) => void listeners.push(listener),
    },
    limiters: ({ name, points, seconds }) =>
      new RateLimiterCluster({ keyPrefix: name, points, duration: seconds }),
    allListening: () => allListening,
    metrics: () =>
      new Promise((resolve) => {
        const id = ++asked;
        metrics.set(id, resolve);
        send({ kind: 'metrics-wanted', id });
      }),
    stopRequested: stop.promise,
    listening: (greeting) => send({ kind: 'listening', greeting }),
    leave: () => process.channel?.unref(),
  };
}

/** Changes that share a commit announce themselves one after the other; the others are told once. */
function gathered(tell: (scopes: string[]) => void): Peers['tell'] {
  const scopes = new Set<string>();
  return (more) => {
    if (scopes.size === 0) {
      setImmediate(() => {
        tell([...scopes]);
        scopes.clear();
      });
    }
    for (const scope of more) scopes.add(scope);
  };
}
