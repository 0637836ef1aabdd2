import type { Migration } from './migrations.ts';
import { openPostgres } from './postgres/open.ts';
import { openSqlite } from './sqlite/open.ts';
import type { Store } from './store.ts';

/**
 * @param database `postgres://…`, or the path of an SQLite file
 * @param migrations the engine's own, unless a test has others
 */
export function openStore(database: string, migrations?: readonly Migration[]): Promise<Store> {
  const open = /^postgres(ql)?:\/\//.test(database) ? openPostgres : openSqlite;
  return open(database, migrations);
}
