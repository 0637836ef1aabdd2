import { join } from 'node:path';
import { openBlobs, type BlobLocation } from '../../blobs/open.ts';
import type { Clock } from '../../domain/time.ts';
import type { Store } from '../../store/store.ts';
import { checkFiles } from './files.ts';
import { BY_BACKUP, BY_DOCTOR, type Finding } from './finding.ts';
import { checkNotes } from './notes.ts';
import { checkSpaces } from './spaces.ts';
import { checkVaults } from './vaults.ts';

export type { Finding } from './finding.ts';

export interface Patient {
  store: Store;
  /** The data folder. */
  data: string;
  /** Undefined: in the data folder. */
  blobs: BlobLocation | undefined;
  clock?: Clock;
}

/**
 * Compares database, index, files and settings with each other, while a server may be running; what follows from something
 * else is made anew where `repair` says so. Findings come as they are found.
 */
export async function* examine(
  { store, data, blobs, clock = Date.now }: Patient,
  { repair }: { repair: boolean },
): AsyncGenerator<Finding, void> {
  let isReadable = true;
  for (const problem of await store.read.checks.integrity()) {
    isReadable = false;
    yield { what: 'database', where: store.engine, problem, repair: BY_BACKUP, isRepaired: false };
  }
  try {
    yield* checkNotes(store, clock, repair);
    yield* checkSpaces(store, repair);
    yield* checkIndex(store, repair);
    yield* checkRevisions(store, repair);
    yield* checkSettings(store);
    yield* checkVaults(store, repair);
    yield* checkFiles(store, await openBlobs(blobs ?? { folder: join(data, 'blobs') }));
  } catch (error) {
    if (isReadable) throw error;
    const problem = `cannot be read any further: ${(error as Error).message}`;
    yield { what: 'database', where: store.engine, problem, repair: BY_BACKUP, isRepaired: false };
  }
}

async function* checkIndex(store: Store, repair: boolean): AsyncGenerator<Finding, void> {
  for (const position of await store.read.checks.strayPositions()) {
    const isStray = await store.transact(async (tx) => {
      if (!(await tx.checks.strayPositions()).includes(position)) return false;
      if (repair) await tx.checks.unindex(position);
      return true;
    });
    const problem = 'belongs to no note';
    if (isStray) {
      yield {
        what: 'search index',
        where: `place ${position}`,
        problem,
        repair: BY_DOCTOR,
        isRepaired: repair,
      };
    }
  }
}

async function* checkRevisions(store: Store, repair: boolean): AsyncGenerator<Finding, void> {
  for (const scope of await store.read.checks.laggingScopes()) {
    const problem = 'lags behind what has happened there, so readers may keep what is old';
    if (repair) await store.transact((tx) => tx.checks.catchUp(scope));
    yield { what: 'revision', where: scope, problem, repair: BY_DOCTOR, isRepaired: repair };
  }
}

async function* checkSettings(store: Store): AsyncGenerator<Finding, void> {
  for (const { name, value_json: text } of await store.read.checks.settings()) {
    try {
      JSON.parse(text);
    } catch {
      const repair = 'set it anew with PATCH /api/v1/system/info';
      yield { what: 'setting', where: name, problem: 'is not JSON', repair, isRepaired: false };
    }
  }
}
