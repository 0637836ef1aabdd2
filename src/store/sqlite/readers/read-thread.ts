import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { createReads } from '../../repositories.ts';
import { kyselyOn } from '../dialect.ts';
import { sqliteEngine } from '../engine.ts';
import { CREATE_WORDS } from '../search/words-with.ts';
import type { Ask, Reply } from './messages.ts';
import { packCandidates } from './packed-candidates.ts';

/** One of the threads of `createReaderThreads`: answers one call at a time over a connection that only reads. */
const db = new Database((workerData as { file: string }).file, { readonly: true, timeout: 10_000 });
db.exec(CREATE_WORDS);
// The system keeps the file in its memory too; more of it here made no search faster.
db.pragma('cache_size = -8192');
const begin = db.prepare('begin');
const rollback = db.prepare('rollback');
type Method = (...args: readonly unknown[]) => Promise<unknown>;
const near = createReads(kyselyOn(db), sqliteEngine);
const reads: Record<string, Record<string, Method>> = {
  ...near,
  search: {
    ...near.search,
    async candidates(...args: Parameters<typeof near.search.candidates>) {
      const { candidates, below } = await near.search.candidates(...args);
      return { candidates: packCandidates(candidates), below };
    },
  },
} as never;

parentPort?.on('message', (ask: Ask | null) => {
  if (ask === null) {
    db.close();
    parentPort?.close();
  } else void answer(ask).then((reply) => parentPort?.postMessage(reply));
});

/** All of it reads the store as it is at one moment, which is not before the call. */
async function answer({ repository, method, args }: Ask): Promise<Reply> {
  begin.run();
  try {
    return { result: await reads[repository]![method]!(...args) };
  } catch (error) {
    return { error: error as Error };
  } finally {
    rollback.run();
  }
}
