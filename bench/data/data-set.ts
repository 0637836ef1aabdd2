import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { constants, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noteRecord } from '../../src/services/note-record.ts';
import { loadMigrations } from '../../src/store/migrations.ts';
import { createCorpus } from './corpus.ts';
import { copyDatabase, createDatabase, dropDatabase, urlOf } from './postgres.ts';

export const SEED = 1;

export interface Place {
  /** Where data sets are kept between runs. */
  cache: string;
  /** `postgres://…` of a server whose user may create databases; undefined: SQLite. */
  postgres: string | undefined;
}

/** A copy of a data set, to be changed at will. */
export interface DataSet {
  notes: number;
  /** What `--database` is given. */
  database: string;
  /** The data folder. */
  folder: string;
  /** Of the first user; of scope admin. */
  token: string;
  remove(): Promise<void>;
}

interface Kept {
  token: string;
  seconds: number;
}

/** Makes a data set of so many notes, or finds the one that an earlier run has made, and copies it. */
export async function openDataSet(place: Place, notes: number): Promise<DataSet> {
  mkdirSync(place.cache, { recursive: true });
  const { postgres, cache } = place;
  const name = `${postgres === undefined ? 'sqlite' : 'postgres'}_${notes}_${fingerprint(place)}`;
  const described = join(cache, `${name}.json`);
  const kept = existsSync(described)
    ? (JSON.parse(readFileSync(described, 'utf8')) as Kept)
    : await build(place, name, notes);
  writeFileSync(described, JSON.stringify(kept));

  const copy = `${name}_${process.pid}`;
  const folder = join(cache, copy);
  mkdirSync(folder);
  if (postgres !== undefined) await copyDatabase(postgres, name, copy);
  else copyFileSync(join(cache, `${name}.db`), join(folder, 'commonplace.db'), constants.COPYFILE_FICLONE);
  return {
    notes,
    database: postgres === undefined ? join(folder, 'commonplace.db') : urlOf(postgres, copy),
    folder,
    token: kept.token,
    async remove() {
      rmSync(folder, { recursive: true, force: true });
      if (postgres !== undefined) await dropDatabase(postgres, copy);
    },
  };
}

async function build({ cache, postgres }: Place, name: string, notes: number): Promise<Kept> {
  console.log(`Building ${notes} notes (once; kept in ${cache})`);
  const start = performance.now();
  const file = join(cache, `${name}.db`);
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  if (postgres !== undefined) await createDatabase(postgres, name);
  const database = postgres === undefined ? file : urlOf(postgres, name);
  const builder = fork(new URL('../build.ts', import.meta.url), [
    JSON.stringify({ database, notes, seed: SEED }),
  ]);
  const ended = once(builder, 'exit').then(() =>
    Promise.reject(new Error('The data set could not be built')),
  );
  const [token] = (await Promise.race([once(builder, 'message'), ended])) as [string];
  ended.catch(() => {});
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`Built ${notes} notes in ${seconds} s`);
  return { token, seconds };
}

/** Changes with the tables, with what is derived from a note, and with the notes themselves. */
function fingerprint({ postgres }: Place): string {
  const hash = createHash('sha256').update(`${SEED} ${postgres ?? ''}`);
  for (const { id, checksum } of loadMigrations(postgres === undefined ? 'sqlite' : 'postgres')) {
    hash.update(`${id} ${checksum}\n`);
  }
  const corpus = createCorpus({ seed: SEED, notes: 200 });
  for (let index = 0; index < corpus.notes; index++) {
    const { owner, ...note } = corpus.note(index);
    const fixed = { id: index, ownerId: owner, filename: '', kind: 'note', status: 'NORMAL' } as const;
    const times = { updatedAt: 0, displayAt: 0, trashedAt: null, revision: 0, position: 0 };
    const record = noteRecord({ ...note, ...fixed, ...times }, { editedAt: 0, editor: null });
    hash.update(JSON.stringify({ ...record, tagKeys: [...record.tagKeys] }));
  }
  return hash.digest('hex').slice(0, 10);
}
