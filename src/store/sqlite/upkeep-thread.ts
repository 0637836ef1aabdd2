import { Worker } from 'node:worker_threads';

export interface UpkeepThread {
  /** Whether it is doing something. */
  isBusy(): boolean;
  /** To be called when it is not busy. @returns its answer; null where it has died: the next call starts another */
  ask(pages: number): Promise<number | null>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/**
 * A thread beside the writer with a connection of its own, for `serveUpkeep`. It starts when it is first asked, does one thing
 * at a time, and keeps the process alive only meanwhile.
 * @param program of the thread
 * @param file path of the database
 */
export function createUpkeepThread(program: URL, file: string): UpkeepThread {
  let worker: Worker | null = null;
  let answer: ((pages: number | null) => void) | null = null;
  let isClosing = false;

  function settle(pages: number | null): void {
    const waiting = answer;
    answer = null;
    if (!isClosing) worker?.unref();
    waiting?.(pages);
  }

  function start(): Worker {
    const started = new Worker(program, { workerData: { file } });
    const died = (): void => {
      // An error is followed by the exit, and by then there may be another.
      if (worker !== started) return;
      worker = null;
      settle(null);
    };
    return started.on('message', settle).on('error', died).on('exit', died);
  }

  return {
    isBusy: () => answer !== null,

    ask(pages) {
      return new Promise((resolve) => {
        answer = resolve;
        worker ??= start();
        worker.ref();
        worker.postMessage(pages);
      });
    },

    async close() {
      isClosing = true;
      const ending = worker;
      if (!ending) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      ending.ref();
      ending.postMessage(null);
      await ended;
    },
  };
}
