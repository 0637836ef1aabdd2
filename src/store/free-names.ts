import { filenameOf } from '../domain/filename.ts';
import type { Db, Engine } from './engine.ts';
import { statement } from './statement.ts';

export type FreeNames = ReturnType<typeof createFreeNames>;

/** Which of these values are taken, ascending from `start` on, at most `limit`. */
type Taken = (start: number, limit: number) => Promise<number[]>;

const SECONDS = 2 ** 32;

/**
 * Notes are named by their creation second, one note a second; what comes faster takes the seconds after it. It is the same
 * with their positions, of which a millisecond has 2048. Walking over a run of taken values for every note would make the
 * millionth import crawl, so the end of each owner's last run is remembered. The memory is a hint: a value that it skips is
 * merely not used, one that it offers is checked.
 */
export function createFreeNames(engine: Engine) {
  const seconds = createRuns();
  const positions = createRuns();

  return {
    /** The first second from this one on that names no note of the owner; after the last one, from 1970 on. */
    async second(db: Db, ownerId: number, second: number): Promise<number> {
      const taken: Taken = (start, limit) => takenSeconds(db, engine, ownerId, start, limit);
      const free = await seconds.take(ownerId, second, taken);
      return free < SECONDS ? free : firstFree(taken, 0);
    },

    /** The first position from this one on that no note has. */
    async position(db: Db, position: number): Promise<number> {
      return positions.take(0, position, (start, limit) => takenPositions(db, engine, start, limit));
    },
  };
}

function createRuns() {
  const runs = new Map<number, { start: number; end: number }>();
  return {
    async take(owner: number, wanted: number, taken: Taken): Promise<number> {
      const run = runs.get(owner);
      const inside = run !== undefined && run.start <= wanted && wanted <= run.end;
      const free = await firstFree(taken, inside ? run.end : wanted);
      runs.set(owner, { start: inside ? run.start : wanted, end: free });
      return free;
    },
  };
}

async function firstFree(taken: Taken, start: number): Promise<number> {
  // Mostly the first one is free; where it is not, many may be taken.
  for (let from = start, batch = 2; ; from += batch, batch = 256) {
    const found = await taken(from, batch);
    const gap = found.findIndex((value, index) => value !== from + index);
    if (gap !== -1) return from + gap;
    if (found.length < batch) return from + found.length;
  }
}

const filenamesFrom = statement<{ ownerId: number; start: string; limit: number }, { filename: string }>(
  ['ownerId', 'start', 'limit'],
  (db, { ownerId, start, limit }) =>
    db
      .selectFrom('notes')
      .select('filename')
      .where('owner_id', '=', ownerId)
      .where('filename', '>=', start)
      .orderBy('filename')
      .limit(limit),
);

const positionsFrom = statement<{ start: number; limit: number }, { position: number }>(
  ['start', 'limit'],
  (db, { start, limit }) =>
    db.selectFrom('notes').select('position').where('position', '>=', start).orderBy('position').limit(limit),
);

async function takenSeconds(
  db: Db,
  engine: Engine,
  ownerId: number,
  start: number,
  limit: number,
): Promise<number[]> {
  const rows = await filenamesFrom(db, engine, { ownerId, start: filenameOf(start), limit });
  return rows.map((row) => Number.parseInt(row.filename, 16));
}

async function takenPositions(db: Db, engine: Engine, start: number, limit: number): Promise<number[]> {
  const rows = await positionsFrom(db, engine, { start, limit });
  return rows.map((row) => row.position);
}
