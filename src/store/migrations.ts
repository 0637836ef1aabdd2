import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sql } from 'kysely';
import type { Db } from './engine.ts';

export interface Migration {
  /** The file's name without `.sql`; the same on both engines. */
  id: string;
  text: string;
  checksum: string;
}

/** The frozen migrations of an engine, in order. They lie beside it in the sources and in `migrations/` of a build. */
export function loadMigrations(engine: 'sqlite' | 'postgres'): Migration[] {
  const source = new URL(`./${engine}/migrations/`, import.meta.url);
  const folder = existsSync(source) ? source : new URL(`./migrations/${engine}/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      return { id: basename(name, '.sql'), text, checksum: createHash('sha256').update(text).digest('hex') };
    });
}

interface Applied {
  id: string;
  checksum: string;
}

export async function createJournal(db: Db): Promise<void> {
  await sql`create table if not exists migrations (
    id text not null primary key, checksum text not null, applied_at bigint not null)`.execute(db);
}

/**
 * The migrations that a database still needs.
 * @throws when it was written by a newer program, or a migration that it has was edited since
 */
export async function pendingMigrations(db: Db, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await sql<Applied>`select id, checksum from migrations order by id`.execute(db);
  for (const { id, checksum } of rows) {
    const known = migrations.find((migration) => migration.id === id);
    if (!known) {
      throw new Error(
        `The database has the migration ${id}, which this version does not know: use a newer version`,
      );
    }
    if (known.checksum !== checksum) {
      throw new Error(
        `The migration ${id} differs from the one that made this database: migrations are frozen`,
      );
    }
  }
  return migrations.filter((migration) => !rows.some((row) => row.id === migration.id));
}

export async function recordMigration(db: Db, { id, checksum }: Migration): Promise<void> {
  await sql`insert into migrations (id, checksum, applied_at) values (${id}, ${checksum}, ${Date.now()})`.execute(
    db,
  );
}
