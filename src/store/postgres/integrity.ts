import { sql } from 'kysely';
import { oldScopeTerms } from '../../domain/index-terms.ts';
import { profileOf } from '../../domain/search/index.ts';
import type { Db, SearchDocument } from '../engine.ts';
import { isSameProfile, readProfile } from '../search-profiles.ts';
import { searchVector, searchWords } from './search-vector.ts';

/** PostgreSQL looks after its pages itself; what it knows to be unfinished or broken is in its catalogue. */
export async function integrity(db: Db): Promise<string[]> {
  const indexes = await sql<{ name: string }>`select c.relname as name from pg_index i
    join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace and not (i.indisvalid and i.indisready)`.execute(db);
  const constraints = await sql<{ name: string }>`select conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and not convalidated`.execute(db);
  return [
    ...indexes.rows.map(({ name }) => `the index ${name} is not valid: REINDEX INDEX ${name}`),
    ...constraints.rows.map(({ name }) => `the constraint ${name} was never checked against all rows`),
  ];
}

export async function isIndexed(db: Db, document: SearchDocument): Promise<boolean> {
  const profile = await readProfile(db, document.position);
  return isSameProfile(profile, profileOf(document.title, document.body)) && hasWords(db, document);
}

/** The same for a note that is indexed as by version 1. */
export async function isIndexedAsBefore(db: Db, document: SearchDocument): Promise<boolean> {
  return hasWords(db, { ...document, scope: oldScopeTerms(document.scope) });
}

async function hasWords(db: Db, document: SearchDocument): Promise<boolean> {
  const { literal, isPartial } = searchVector(document);
  const { rows } = await sql`select 1 from note_search where position = ${document.position}
    and terms = ${literal}::tsvector and words = ${searchWords(document)}
    and is_partial = ${isPartial ? 1 : 0}`.execute(db);
  return rows.length > 0;
}

export async function strayPositions(db: Db): Promise<number[]> {
  const { rows } = await sql<{ position: number }>`
    select position from (select position from note_search union select position from search_profiles) s
    where not exists (select 1 from notes n where n.position = s.position) limit 1000`.execute(db);
  return rows.map(({ position }) => position);
}
