import { Worker } from 'node:worker_threads';
import { threadProgram } from '../domain/thread-program.ts';
import type { ScanReport, ScanRequest } from './scan-worker.ts';

export type Scanner = ReturnType<typeof createScanner>;

interface Waiting {
  found: Map<string, string>;
  resolve(found: Map<string, string>): void;
  reject(error: Error): void;
}

/**
 * Lists the notes of folders with their stamps. A thread does it, with one blocking call after the other: that is the fastest
 * way to look at a hundred thousand files, and where a drive does not answer, the server still does.
 */
export function createScanner() {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;

  function fail(error: Error): void {
    worker = null;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  }

  function report(message: ScanReport): void {
    const one = waiting.get(message.id);
    if (!one) return;
    if ('files' in message) {
      const { files } = message;
      for (let index = 0; index < files.length; index += 2) {
        one.found.set(files[index] as string, files[index + 1] as string);
      }
      return;
    }
    waiting.delete(message.id);
    if (message.error)
      one.reject(Object.assign(new Error(message.error.message), { code: message.error.code }));
    else one.resolve(one.found);
    if (waiting.size === 0) worker?.unref();
  }

  function started(): Worker {
    if (worker) return worker;
    worker = new Worker(threadProgram('scan-worker', import.meta.url), { execArgv: [] });
    worker.on('message', report);
    worker.on('error', fail);
    return worker;
  }

  return {
    /** @returns stamps by name. @throws the error of the system where the folder cannot be read */
    list(folder: string): Promise<Map<string, string>> {
      if (isClosed) return Promise.reject(new Error('The scanner was closed'));
      return new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { found: new Map(), resolve, reject });
        const thread = started();
        thread.ref();
        thread.postMessage({ id, folder } satisfies ScanRequest, []);
      });
    },

    async close(): Promise<void> {
      isClosed = true;
      const ended = worker;
      fail(new Error('The scanner was closed'));
      await ended?.terminate();
    },
  };
}
