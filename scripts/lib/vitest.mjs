import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { follow } from './follow.mjs';
import { cache, modules, root } from './paths.mjs';
import { pinnedEnvironment, pinnedNode } from './pinned-node.mjs';

const report = join(cache, 'vitest.json');

/** Runs vitest, its progress on this terminal: `{ passed, failed, skipped }`. */
export async function runVitest(args, variables) {
  mkdirSync(cache, { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await exitCode([join(modules, 'vitest/vitest.mjs'), 'run', ...reporters, ...args], variables);
  const counts = readCounts();
  // An error outside any test, in a set-up or after the last test, is a failure too.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

async function exitCode(args, variables) {
  const env = { ...pinnedEnvironment(), ...variables };
  const child = spawn(pinnedNode(), args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const { code } = await follow(child);
  return code;
}

function readCounts() {
  const result = readReport();
  if (!result) return { passed: 0, failed: 1, skipped: 0 };
  // A file that could not be loaded holds no failed test, yet failed.
  const broken = result.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + broken.length,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return undefined;
  }
}
