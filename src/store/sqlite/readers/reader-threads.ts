import { Worker } from 'node:worker_threads';
import { threadProgram } from '../../../domain/thread-program.ts';
import type { Ask, Reply } from './messages.ts';

/** Two, so that one slow call does not keep all others waiting; the second is started when it is first needed. */
const MAX_THREADS = 2;

interface Call {
  ask: Ask;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Thread {
  worker: Worker;
  call: Call | null;
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
 */
export function createReaderThreads(file: string): ReaderThreads {
  const threads = new Set<Thread>();
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
      thread.call = waiting.shift()!;
      thread.worker.ref();
      thread.worker.postMessage(thread.call.ask);
    }
  }

  function start(): Thread | null {
    if (threads.size === MAX_THREADS) return null;
    const thread: Thread = {
      worker: new Worker(threadProgram('read-thread', import.meta.url), { workerData: { file } }),
      call: null,
    };
    threads.add(thread);
    const settle = (reply: Reply): void => {
      const { call } = thread;
      thread.call = null;
      thread.worker.unref();
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
      settle({ error: fault });
      next();
    });
    return thread;
  }

  return {
    ask,
    async close() {
      isClosing = true;
      await Promise.all(
        [...threads].map(({ worker }) => {
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
