import { Worker } from 'node:worker_threads';
import { threadProgram } from '../../domain/thread-program.ts';
import type { CompareQuestion, CompareReply, CompareRequest } from './compare-messages.ts';

export type Comparer = ReturnType<typeof createComparer>;

/** A folder as it was at some time; the thread has the rest of it. */
export interface Listing {
  id: number;
  /** How many notes there are. */
  files: number;
  /** Names of temporary files of ours. */
  temporaries: string[];
}

export interface Unwritten {
  /** Ids of notes that are gone, of whose files something is known. */
  orphans: number[];
  /** Ids of notes whose files are not as the notes are. */
  behind: number[];
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/**
 * Compares folders with the store, in a thread: where a drive does not answer, the server still does, and a hundred thousand
 * notes hold nobody up.
 * @param database path of the SQLite file; it need not be there before it is compared with
 */
export function createComparer(database: string) {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;

  function fail(error: Error): void {
    worker = null;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  }

  function settle(reply: CompareReply): void {
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) worker?.unref();
    if ('error' in reply) {
      const { code = 'UNKNOWN', message } = reply.error;
      one?.reject(Object.assign(new Error(message), { code }));
    } else one?.resolve(reply.result);
  }

  function started(): Worker {
    if (worker) return worker;
    const program = threadProgram('compare-thread', import.meta.url);
    worker = new Worker(program, { execArgv: [], workerData: { database } });
    worker.on('message', settle);
    worker.on('error', fail);
    return worker;
  }

  function ask<T>(question: CompareQuestion): Promise<T> {
    if (isClosed) return Promise.reject(new Error('The comparer was closed'));
    return new Promise<T>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      const thread = started();
      thread.ref();
      thread.postMessage({ ...question, id } satisfies CompareRequest, []);
    });
  }

  return {
    /** Whoever asks for a listing uses it or forgets it. @throws the error of the system where the folder cannot be read */
    list: (folder: string) => ask<Listing>({ ask: 'list', folder }),

    forget: ({ id }: Listing) => ask<void>({ ask: 'forget', listing: id }),

    /** @returns the names under which the folder, as it was listed, and the store differ; the listing is used up */
    differing: ({ id }: Listing, ownerId: number) =>
      ask<string[]>({ ask: 'differing', listing: id, ownerId }),

    /** What was changed in the store while there was no vault. */
    unwritten: (ownerId: number) => ask<Unwritten>({ ask: 'unwritten', ownerId }),

    async close(): Promise<void> {
      isClosed = true;
      const ended = worker;
      fail(new Error('The comparer was closed'));
      await ended?.terminate();
    },
  };
}
