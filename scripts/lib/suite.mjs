// Everything that `npm test` does once the packages are there; runs on the pinned Node.
import { globSync } from 'node:fs';
import { ensureWebBuilt } from './built.mjs';
import { runChecks } from './checks.mjs';
import { getChromium } from './get-chromium.mjs';
import { getPostgres } from './get-postgres.mjs';
import { root } from './paths.mjs';
import { Problem, say } from './say.mjs';
import { runVitest } from './vitest.mjs';

async function suite() {
  const checks = runChecks();
  if (checks.failed > 0) return { ...checks, skipped: 0 };
  const tests = await runTests();
  return { passed: checks.passed + tests.passed, failed: tests.failed, skipped: tests.skipped };
}

async function runTests() {
  try {
    const tests = await runVitest(process.argv.slice(2), findServers());
    if (tests.passed + tests.failed === 0) throw new Problem('No test ran.');
    return tests;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** What the tests need beyond npm; the browser only where a test opens it. */
function findServers() {
  const postgres = { COMMONPLACE_TEST_POSTGRES_BIN: getPostgres() };
  const browser = globSync('test/browser/**/*.test.ts', { cwd: root }).length > 0;
  if (!browser) return postgres;
  ensureWebBuilt();
  return { ...postgres, COMMONPLACE_TEST_CHROMIUM: getChromium() };
}

const { passed, failed, skipped } = await suite();
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
