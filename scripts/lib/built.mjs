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
    () => {
      say('Building…');
      const { ok, output } = quietly(pinnedNode(), ['scripts/build.mjs'], { env: pinnedEnvironment() });
      if (!ok) throw new Problem(`The build failed:\n${output.trim()}`);
    },
  );
}
