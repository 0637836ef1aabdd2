import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { dist } from './paths.mjs';
import { pinnedEnvironment, pinnedNode } from './pinned-node.mjs';
import { quietly } from './quietly.mjs';
import { Problem, say } from './say.mjs';
import { once } from './stamp.mjs';

/** Makes dist/ what the sources say, where it is not already. */
export function ensureBuilt() {
  once(
    join(dist, '.stamp'),
    fingerprint('src', 'scripts/build.mjs', 'package.json', 'package-lock.json'),
    () => run('Building…', 'scripts/build.mjs'),
  );
  ensureWebBuilt();
}

/** The same for the web app in dist/web. */
export function ensureWebBuilt() {
  once(
    join(dist, 'web', '.stamp'),
    fingerprint('web', 'src/client', 'scripts/build-web.mjs', 'package-lock.json'),
    () => run('Building the web app…', 'scripts/build-web.mjs'),
  );
}

function run(what, script) {
  say(what);
  const { ok, output } = quietly(pinnedNode(), [script], { env: pinnedEnvironment() });
  if (!ok) throw new Problem(`The build failed:\n${output.trim()}`);
}
