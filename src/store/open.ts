import type { Migration } from './migrations.ts';
import { openPostgres } from './postgres/open.ts';
import { openSqlite } from './sqlite/open.ts';
import type { Peers, Store } from './store.ts';

export interface StoreOptions {
  /** The engine's own, unless a test has others. */
  migrations?: readonly Migration[] | undefined;
  /** Other processes of this server, which an embedded store has to get along with; PostgreSQL does so by itself. */
  peers?: Peers | undefined;
}

/** @param database `postgres://…`, or the path of an SQLite file */
export function openStore(database: string, { migrations, peers }: StoreOptions = {}): Promise<Store> {
  return /^postgres(ql)?:\/\//.test(database)
    ? openPostgres(database, migrations)
    : openSqlite(database, migrations, peers);
}
