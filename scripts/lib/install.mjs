import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { npm } from './npm.mjs';
import { modules } from './paths.mjs';
import { isRecent, pinnedBinary, pinnedNode } from './pinned-node.mjs';
import { quietly } from './quietly.mjs';
import { say } from './say.mjs';
import { once } from './stamp.mjs';

/** Makes node_modules what package-lock.json says, where it is not already. */
export function ensureInstalled() {
  const wanted = `${process.platform}-${process.arch} ${fingerprint('package-lock.json')}`;
  once(join(modules, '.commonplace-stamp'), wanted, () => {
    say(existsSync(modules) ? 'Updating packages…' : 'Installing packages (first run)…');
    // better-sqlite3 carries its binary, yet npm would compile it again; so no script runs but these two.
    npm('ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error');
    npm('rebuild', 'esbuild', '--loglevel=error');
    installPinnedNode();
  });
}

function installPinnedNode() {
  try {
    npm('rebuild', 'node', '--loglevel=error');
    if (quietly(pinnedBinary, ['--version']).ok) return;
  } catch (error) {
    if (!isRecent()) throw error;
  }
  rmSync(pinnedBinary, { force: true });
  say(`Running on ${pinnedNode()} (${process.version}), as no pinned Node fits this machine.`);
}
