import { join } from 'node:path';
import { modules } from './paths.mjs';
import { pinnedEnvironment, pinnedNode } from './pinned-node.mjs';
import { quietly } from './quietly.mjs';

const CHECKS = [
  { name: 'format', script: 'prettier/bin/prettier.cjs', args: ['--check', '.'] },
  { name: 'lint', script: 'oxlint/bin/oxlint', args: ['--deny-warnings'] },
  { name: 'types', script: 'typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'types of the web app', script: 'typescript/bin/tsc', args: ['--noEmit', '-p', 'web'] },
  { name: 'dead code', script: 'knip/bin/knip.js', args: ['--no-progress', '--no-config-hints'] },
];

/** Runs the checks in order up to the first that fails: `{ passed, failed }`. */
export function runChecks() {
  let passed = 0;
  for (const { name, script, args } of CHECKS) {
    const started = performance.now();
    const result = quietly(pinnedNode(), [join(modules, script), ...args], { env: pinnedEnvironment() });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${result.ok ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (!result.ok) {
      console.log(result.output);
      return { passed, failed: 1 };
    }
    passed += 1;
  }
  return { passed, failed: 0 };
}
