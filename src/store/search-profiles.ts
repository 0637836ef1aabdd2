import { sql } from 'kysely';
import { standingOf, type Clause, type Profile } from '../domain/search/index.ts';
import type { Candidate } from '../domain/rank.ts';
import type { Db, Engine } from './engine.ts';
import { statement } from './statement.ts';

interface Row extends Profile {
  position: number;
}

const insert = statement<Row>(['position', 'title', 'words', 'length'], (db, row) =>
  db.insertInto('search_profiles').values(row),
);
const remove = statement<{ position: number }>(['position'], (db, { position }) =>
  db.deleteFrom('search_profiles').where('position', '=', position),
);
const atPositions = statement<{ json: string }, Row>(['json'], (db, { json }, engine) =>
  db
    .selectFrom('search_profiles')
    .select(['position', 'title', 'words', 'length'])
    .where(engine.isAmong(sql.ref('position'), json)),
);

/** What a note that has no profile yet, after an upgrade, is taken for. */
const UNKNOWN: Profile = { title: '', words: '', length: 0 };

export async function putProfile(db: Db, engine: Engine, position: number, profile: Profile): Promise<void> {
  await insert(db, engine, { position, ...profile });
}

export async function removeProfile(db: Db, engine: Engine, position: number): Promise<void> {
  await remove(db, engine, { position });
}

export async function readProfile(db: Db, position: number): Promise<Profile | undefined> {
  return db
    .selectFrom('search_profiles')
    .select(['title', 'words', 'length'])
    .where('position', '=', position)
    .executeTakeFirst();
}

export function isSameProfile(stored: Profile | undefined, expected: Profile): boolean {
  return (
    stored !== undefined &&
    stored.title === expected.title &&
    stored.words === expected.words &&
    stored.length === expected.length
  );
}

/** How the clauses stand in the notes at these positions, in the order given, which is newest first. */
export async function readCandidates(
  db: Db,
  engine: Engine,
  positions: readonly number[],
  clauses: readonly Clause[],
): Promise<Candidate[]> {
  if (positions.length === 0) return [];
  const rows = await atPositions(db, engine, { json: JSON.stringify(positions) });
  rows.sort((a, b) => b.position - a.position);
  let next = 0;
  return positions.map((position) => {
    while (next < rows.length && rows[next]!.position > position) next++;
    const row = rows[next];
    const profile = row?.position === position ? row : UNKNOWN;
    return {
      position,
      length: profile.length,
      clauses: clauses.map(({ any }) => standingOf(any, profile)),
    };
  });
}
