import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { CaptureFailure, seconds } from './failure.ts';
import type { PageReply, PageToRead, ReadPage } from './messages.ts';
import { stopped } from './watch.ts';

/** One that takes long does not keep all others waiting; more would take time from those who read notes. */
const MAX_THREADS = 2;
/** What a page of the largest size needs, with room to spare. A thread that wants more is ended. */
const RESOURCES = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

interface Call {
  page: PageToRead;
  resolve(page: ReadPage): void;
  reject(failure: CaptureFailure): void;
}

interface Thread {
  worker: Worker;
  isReady: boolean;
  call: Call | null;
  /** While it reads, the end of its time; while it does not, the end of its waiting. */
  timer: NodeJS.Timeout | undefined;
}

export interface PageThreads {
  /** The bytes of the page move to the thread, and are gone here. @throws CaptureFailure */
  read(page: PageToRead, signal?: AbortSignal): Promise<ReadPage>;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/**
 * Reads pages in threads beside this one: what is in them was written by strangers, and can take as long and as much memory
 * as they like. A thread that takes too long is ended, and another takes its place. Threads start when they are needed, end
 * when they have had nothing to do for a while, and do not keep the process alive.
 */
export function createPageThreads(idleMs: number): PageThreads {
  const threads = new Set<Thread>();
  const waiting: Call[] = [];
  let isClosed = false;

  function read(page: PageToRead, signal?: AbortSignal): Promise<ReadPage> {
    const { promise, resolve, reject } = Promise.withResolvers<ReadPage>();
    const call: Call = { page, resolve, reject };
    const stop = (): void => abandon(call, stopped());
    waiting.push(call);
    if (isClosed || signal?.aborted) stop();
    else signal?.addEventListener('abort', stop);
    next();
    return promise.finally(() => signal?.removeEventListener('abort', stop));
  }

  function next(): void {
    while (waiting.length > 0) {
      const thread = [...threads].find(({ call }) => call === null) ?? start();
      if (!thread) return;
      const call = waiting.shift()!;
      thread.call = call;
      if (thread.isReady) limitTime(thread, call);
      thread.worker.ref();
      thread.worker.postMessage(call.page, [call.page.bytes.buffer]);
    }
  }

  function limitTime(thread: Thread, call: Call): void {
    const { readingMs } = call.page.limits;
    clearTimeout(thread.timer);
    thread.timer = setTimeout(() => abandon(call, tooSlow(readingMs)), readingMs);
  }

  function start(): Thread | null {
    if (threads.size === MAX_THREADS) return null;
    const worker = new Worker(entry(), { resourceLimits: RESOURCES, stdout: true, stderr: true });
    const thread: Thread = { worker, isReady: false, call: null, timer: undefined };
    threads.add(thread);
    worker.on('message', (reply: PageReply) => {
      const { call } = thread;
      if (reply === 'ready') {
        thread.isReady = true;
        if (call) limitTime(thread, call);
        return;
      }
      thread.call = null;
      clearTimeout(thread.timer);
      thread.timer = setTimeout(() => end(thread), idleMs).unref();
      worker.unref();
      if ('page' in reply) call?.resolve(reply.page);
      else call?.reject(new CaptureFailure(reply.reason, reply.message));
      next();
    });
    let failure = new CaptureFailure('unreadable', 'The page could not be read.');
    worker.on('error', (error: Error & { code?: string }) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') failure.cause = error;
      else failure = new CaptureFailure('tooComplicated', 'The page takes too much memory to be read.');
    });
    worker.on('exit', () => {
      thread.call?.reject(failure);
      forget(thread);
      next();
    });
    return thread;
  }

  function abandon(call: Call, failure: CaptureFailure): void {
    call.reject(failure);
    const at = waiting.indexOf(call);
    if (at >= 0) waiting.splice(at, 1);
    const thread = [...threads].find((other) => other.call === call);
    if (!thread) return;
    end(thread);
    next();
  }

  function end(thread: Thread): Promise<number> {
    forget(thread);
    return thread.worker.terminate();
  }

  function forget(thread: Thread): void {
    clearTimeout(thread.timer);
    threads.delete(thread);
  }

  return {
    read,
    async close() {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(stopped());
      for (const { call } of threads) call?.reject(stopped());
      await Promise.all([...threads].map(end));
    },
  };
}

function tooSlow(readingMs: number): CaptureFailure {
  return new CaptureFailure('tooComplicated', `The page cannot be read within ${seconds(readingMs)}.`);
}

/** The thread's program lies beside this file in the sources, and beside the bundle in a build. */
function entry(): URL {
  const source = new URL('./page-thread.ts', import.meta.url);
  return existsSync(source) ? source : new URL('./page-thread.js', import.meta.url);
}
