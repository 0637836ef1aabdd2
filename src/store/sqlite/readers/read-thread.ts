import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { createReads } from '../../repositories.ts';
import { kyselyOn } from '../dialect.ts';
import { sqliteEngine } from '../engine.ts';
import { CREATE_WORDS } from '../search/words-with.ts';
import type { Ask, Reply } from './messages.ts';

/** One of the threads of `createReaderThreads`: answers one call at a time over a connection that only reads. */
const db = new Database((workerData as { file: string }).file, { readonly: true, timeout: 10_000 });
db.exec(CREATE_WORDS);
db.pragma('cache_size = -16384');
type Method = (...args: readonly unknown[]) => Promise<unknown>;
const reads: Record<string, Record<string, Method>> = createReads(kyselyOn(db), sqliteEngine) as never;

parentPort?.on('message', (ask: Ask | null) => {
  if (ask === null) {
    db.close();
    parentPort?.close();
  } else void answer(ask).then((reply) => parentPort?.postMessage(reply));
});

/** All of it reads the store as it is at one moment, which is not before the call. */
async function answer({ repository, method, args }: Ask): Promise<Reply> {
  db.exec('begin');
  try {
    return { result: await reads[repository]![method]!(...args) };
  } catch (error) {
    return { error: error as Error };
  } finally {
    db.exec('rollback');
  }
}
