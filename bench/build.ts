import Database from 'better-sqlite3';
import { createServices } from '../src/services/index.ts';
import { openStore } from '../src/store/open.ts';
import { writeNotes } from './data/bulk.ts';
import { createCorpus, USERS } from './data/corpus.ts';

/** What a data set is made of. */
export interface BuildOptions {
  /** As `openStore` takes it; nothing is there yet. */
  database: string;
  notes: number;
  seed: number;
}

const WEEK = 7 * 24 * 60 * 60 * 1000;

/** Fills a database; in a process of its own, since it takes minutes. @returns an access token of the first user */
async function build({ database, notes, seed }: BuildOptions): Promise<string> {
  const store = await openStore(database);
  const services = await createServices({
    store,
    limits: { maxContentBytes: 1024 * 1024 },
    guessing: { perAccount: 10, perAddress: 50 },
    allowSignUp: undefined,
  });
  const userIds: number[] = [];
  for (let index = 0; index < USERS; index++) {
    const user = await services.users.add({ username: `user${index}`, password: 'only for measuring' });
    userIds.push(user.id);
  }
  const { secret } = await services.tokens.createFor(userIds[0] ?? 0, { name: 'bench', scope: 'admin' });
  const corpus = createCorpus({ seed, notes });
  const start = performance.now();
  await writeNotes({
    store,
    corpus,
    userIds,
    changesFrom: corpus.createdAt(notes - 1) - WEEK,
    progress(written) {
      if (written % 20_000 === 0) say(`${written} of ${notes} notes after ${seconds(start)} s`);
    },
  });
  await store.close();
  return secret;
}

/**
 * What is built can be built again, so SQLite need not wait for the disk here, and may gather what it writes. The settings
 * are the store's own affair; this reaches all connections of this process that it makes.
 */
function hurry(): void {
  const { pragma } = Database.prototype;
  Database.prototype.pragma = function (source, options) {
    const answer = pragma.call(this, source, options) as unknown;
    if (source.startsWith('cache_size')) {
      for (const setting of ['synchronous = off', 'wal_autocheckpoint = 50000', 'cache_size = -500000']) {
        pragma.call(this, setting);
      }
    }
    return answer;
  };
}

function seconds(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(0);
}

function say(text: string): void {
  process.stderr.write(`  ${text}\n`);
}

hurry();
const token = await build(JSON.parse(process.argv[2] ?? '') as BuildOptions);
process.send?.(token);
