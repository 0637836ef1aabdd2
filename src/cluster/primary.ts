import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import { RateLimiterClusterMaster } from 'rate-limiter-flexible';
import { SECOND } from '../domain/time.ts';
import { unwrap, wrap, type ToPrimary, type ToWorker } from './messages.ts';
import { createTurns } from './turns.ts';

export interface Workers {
  /** Resolves with the greeting when all answer requests; rejects where they do not come to it. */
  serving: Promise<string>;
  /** Rejects when a worker ends again and again before it answers requests. */
  failed: Promise<never>;
  /** Lets all finish what they have under way, as long as they take for that. Resolves when they have ended. */
  stop(): Promise<void>;
  /** Ends all at once. */
  kill(): void;
}

interface WorkersLog {
  error(details: object, message: string): void;
}

/** A place for a worker; who has it may change. */
interface Slot {
  number: number;
  worker: Worker | undefined;
  isListening: boolean;
  /** How often, one after the other, a worker has ended here soon. */
  shortLives: number;
  /** How often, one after the other, a worker has ended here before it answered requests. */
  failedStarts: number;
  since: number;
  timer: NodeJS.Timeout | undefined;
}

const MAX_FAILED_STARTS = 5;
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 10 * SECOND;
/** Workers themselves stop in 10 s; one that does not answers to nothing any more. */
const MAX_STOP_MS = 13 * SECOND;
/** A worker that ends after so long has its place filled at once. */
const LONG_LIFE_MS = 60 * SECOND;

/**
 * Starts so many copies of this process, which share its port, and keeps them running. Here nothing is opened and nobody
 * is answered: connections are handed out, turns to write are given, and what all must agree on is counted.
 */
export function startWorkers(count: number, setupCode: string, log: WorkersLog): Workers {
  const serving = Promise.withResolvers<string>();
  const failed = Promise.withResolvers<never>();
  const ended = Promise.withResolvers<void>();
  // Whoever waits for them hears of it; nobody has to.
  for (const { promise } of [serving, failed]) promise.catch(() => {});
  const slots = Array.from({ length: count }, (_, number) => emptySlot(number));
  const turns = createTurns<Worker>((worker) => send(worker, { kind: 'turn' }));
  const metrics = new AggregatorRegistry();
  // Answers the limiters of the workers from here on.
  void new RateLimiterClusterMaster();
  let greeting: string | undefined;
  let isStopping = false;

  function fill(slot: Slot): void {
    const worker = cluster.fork();
    slot.worker = worker;
    slot.since = Date.now();
    worker.on('message', (received: unknown) => {
      const message = unwrap<ToPrimary>(received);
      if (message) void receive(slot, worker, message);
    });
    // A message to a worker that has just ended; its end is what counts.
    worker.on('error', () => {});
    worker.on('exit', (status: number | null, signal: string | null) =>
      lose(slot, worker, { status, signal }),
    );
  }

  async function receive(slot: Slot, worker: Worker, message: ToPrimary): Promise<void> {
    switch (message.kind) {
      case 'hello':
        send(worker, { kind: 'welcome', setupCode, keepsHouse: slot.number === 0 });
        if (isStopping) send(worker, { kind: 'stop' });
        return;
      case 'listening':
        return welcome(slot, message.greeting);
      case 'turn-wanted':
        return turns.want(worker);
      case 'turn-over':
        return turns.over(worker);
      case 'committed':
        return toAll(message, worker);
      case 'metrics-wanted':
        return send(worker, {
          kind: 'metrics',
          id: message.id,
          text: await metrics.clusterMetrics().catch(() => null),
        });
    }
  }

  function welcome(slot: Slot, said: string): void {
    slot.isListening = true;
    slot.failedStarts = 0;
    // The first alone finds out whether database and port are good, and brings the database up to date.
    if (greeting === undefined) for (const other of slots) if (!other.worker) fill(other);
    greeting ??= said;
    tellWhetherAllListen();
    if (slots.every(({ isListening }) => isListening)) serving.resolve(greeting);
  }

  function lose(slot: Slot, worker: Worker, end: { status: number | null; signal: string | null }): void {
    turns.over(worker);
    const wasListening = slot.isListening;
    slot.worker = undefined;
    slot.isListening = false;
    if (isStopping) return finishIfEmpty();
    if (greeting === undefined) {
      serving.reject(new Error(`The server did not start; its first worker ended with ${words(end)}`));
      return;
    }
    tellWhetherAllListen();
    if (!wasListening && ++slot.failedStarts === MAX_FAILED_STARTS) {
      const error = new Error(
        `Workers end before they answer requests, ${MAX_FAILED_STARTS} in a row: the last with ${words(end)}`,
      );
      serving.reject(error);
      failed.reject(error);
      return;
    }
    slot.shortLives = Date.now() - slot.since < LONG_LIFE_MS ? slot.shortLives + 1 : 0;
    const pauseMs =
      slot.shortLives === 0 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (slot.shortLives - 1), MAX_PAUSE_MS);
    log.error({ worker: worker.process.pid, ...end, pauseMs }, 'A worker has ended; another takes its place');
    slot.timer = setTimeout(fill, pauseMs, slot);
  }

  function tellWhetherAllListen(): void {
    toAll({ kind: 'all-listening', value: slots.every(({ isListening }) => isListening) });
  }

  function toAll(message: ToWorker, except?: Worker): void {
    for (const { worker } of slots) if (worker && worker !== except) send(worker, message);
  }

  function finishIfEmpty(): void {
    if (slots.every(({ worker }) => !worker)) ended.resolve();
  }

  function kill(): void {
    isStopping = true;
    for (const { worker } of slots) worker?.process.kill('SIGKILL');
  }

  fill(slots[0] as Slot);

  return {
    serving: serving.promise,
    failed: failed.promise,
    stop() {
      isStopping = true;
      for (const { timer } of slots) clearTimeout(timer);
      toAll({ kind: 'stop' });
      finishIfEmpty();
      const timeUp = setTimeout(kill, MAX_STOP_MS);
      return ended.promise.finally(() => clearTimeout(timeUp));
    },
    kill,
  };
}

function emptySlot(number: number): Slot {
  return {
    number,
    worker: undefined,
    isListening: false,
    shortLives: 0,
    failedStarts: 0,
    since: 0,
    timer: undefined,
  };
}

function send(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(wrap(message));
}

function words({ status, signal }: { status: number | null; signal: string | null }): string {
  return signal === null ? `status ${status}` : `signal ${signal}`;
}
