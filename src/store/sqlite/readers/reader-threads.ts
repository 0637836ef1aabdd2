import { Worker } from 'node:worker_threads';
import { threadProgram } from '../../../domain/thread-program.ts';
import type { Ask, Reply } from './messages.ts';

/** Two, so that one slow call does not keep all others waiting; the second is started when it is first needed. */
const MAX_THREADS = 2;

/** By itself V8 lets the short-lived objects of each thread take 48 MiB; a search makes about one of them. */
const RESOURCES = { maxYoungGenerationSizeMb: 12 };
/** A thread that has nothing to do for so long ends, and gives back what it holds of the database. */
const IDLE_MS = 60_000;

interface Call {
  ask: Ask;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Thread {
  worker: Worker;
  call: Call | null;
  /** Ends it when it has had nothing to do for long. */
  idle: NodeJS.Timeout | undefined;
}

export interface ReaderThreads {
  ask(call: Ask): Promise<unknown>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/**
 * Reads in threads beside this one: a search, or the tags of ten thousand notes, takes too long for all others to wait for
 * it. Threads start with the first call, and do not keep the process alive while they have nothing to do.
 * @param file path of the database
 * @param idleMs after so long without a call a thread ends
 */
export function createReaderThreads(file: string, idleMs = IDLE_MS): ReaderThreads {
  const threads = new Set<Thread>();
  const ending = new Set<Thread>();
  const waiting: Call[] = [];
  let isClosing = false;

  function ask(given: Ask): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (isClosing) return reject(new Error('The store is closing'));
      waiting.push({ ask: given, resolve, reject });
      next();
    });
  }

  function next(): void {
    while (waiting.length > 0) {
      const thread = [...threads].find(({ call }) => call === null) ?? start();
      if (!thread) return;
      clearTimeout(thread.idle);
      thread.call = waiting.shift()!;
      thread.worker.ref();
      thread.worker.postMessage(thread.call.ask);
    }
  }

  function start(): Thread | null {
    if (threads.size === MAX_THREADS) return null;
    const thread: Thread = {
      worker: new Worker(threadProgram('read-thread', import.meta.url), {
        workerData: { file },
        resourceLimits: RESOURCES,
      }),
      call: null,
      idle: undefined,
    };
    threads.add(thread);
    const settle = (reply: Reply): void => {
      const { call } = thread;
      thread.call = null;
      if (!isClosing) thread.worker.unref();
      thread.idle = setTimeout(() => end(thread), idleMs).unref();
      if ('error' in reply) call?.reject(reply.error);
      else call?.resolve(reply.result);
    };
    thread.worker.on('message', (reply: Reply) => {
      settle(reply);
      next();
    });
    let fault = new Error('A reading thread ended');
    thread.worker.on('error', (error: Error) => (fault = error));
    thread.worker.on('exit', () => {
      threads.delete(thread);
      ending.delete(thread);
      settle({ error: fault });
      clearTimeout(thread.idle);
      next();
    });
    return thread;
  }

  /** It is asked nothing any more, and ends when it has closed its connection. */
  function end(thread: Thread): void {
    threads.delete(thread);
    ending.add(thread);
    thread.worker.postMessage(null);
  }

  return {
    ask,
    async close() {
      isClosing = true;
      await Promise.all(
        [...threads, ...ending].map(({ worker }) => {
          const ended = new Promise((resolve) => worker.once('exit', resolve));
          worker.ref();
          worker.postMessage(null);
          return ended;
        }),
      );
      for (const { reject } of waiting.splice(0)) reject(new Error('The store is closing'));
    },
  };
}
