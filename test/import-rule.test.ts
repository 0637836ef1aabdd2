import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { violations, webViolations } from './support/import-rule.ts';

test('every file in src/ keeps the import rule', () => {
  const files = globSync('src/**/*.ts')
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.(test|contract)\.ts$/.test(file));
  expect(files).not.toEqual([]);
  expect(files.flatMap((file) => violations(file, readFileSync(file, 'utf8')))).toEqual([]);
});

test('the web app sees nothing of the program but the client and the domain', () => {
  const files = globSync('web/**/*.{ts,tsx}').map((file) => file.replaceAll('\\', '/'));
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap((file) => webViolations(file, readFileSync(file, 'utf8')))).toEqual([]);
  const bad = `import { x } from '../../../src/services/notes.ts';`;
  expect(webViolations('web/src/lib/a.ts', bad)).toEqual([expect.stringContaining('web sees only')]);
});

describe('the rule allows', () => {
  test.each([
    ['src/domain/note.ts', `import { parse } from './markdown.ts';`],
    ['src/store/notes.ts', `import { sql } from 'kysely';\nimport type { Note } from '../domain/note.ts';`],
    ['src/store/sqlite/engine.ts', `import type { Engine } from '../engine.ts';`],
    ['src/services/notes.ts', `import type { Store } from '../store/store.ts';`],
    ['src/http/memos/routes.ts', `import { send } from '../send.ts';`],
    ['src/http/server.ts', `import { memos } from './memos/routes.ts';`],
    ['src/cli/run.ts', `import type { Config } from '../config.ts';`],
    ['src/client/client.ts', `import type { Note } from '../domain/note.ts';`],
    ['src/app.ts', `import { createStore } from './store/store.ts';`],
    ['src/config.ts', `export const read = () => process.env;`],
    ['src/domain/note.ts', `/** Unlike process.env */\n// import '../store/store.ts'\nexport const a = 'b';`],
  ])('%s: %s', (path, source) => {
    expect(violations(path, source)).toEqual([]);
  });
});

describe('the rule refuses', () => {
  test.each([
    ['src/domain/note.ts', `import { readFile } from 'node:fs';`, 'imports no package'],
    ['src/domain/note.ts', `import {\n  a,\n  b,\n} from '../store/store.ts';`, 'does not see store'],
    ['src/store/notes.ts', `import { notes } from '../services/notes.ts';`, 'does not see services'],
    ['src/vault/watch.ts', `import '../store/store.ts';`, 'does not see store'],
    ['src/blobs/disk.ts', `export * from '../vault/files.ts';`, 'does not see vault'],
    ['src/services/notes.ts', `import { page } from '../http/page.ts';`, 'does not see http'],
    ['src/http/memos/routes.ts', `import type { Row } from '../../store/schema.ts';`, 'does not see store'],
    ['src/http/memos/routes.ts', `import { a } from '../notesium/present.ts';`, 'another face'],
    ['src/cli/run.ts', `const { a } = await import('../app.ts');`, 'only types of app.ts'],
    ['src/cli/run.ts', `import { a } from '../http/server.ts';`, 'does not see http'],
    ['src/client/client.ts', `import { a } from '../domain/note.ts';`, 'only types of domain'],
    ['src/services/notes.ts', `import { a } from '../../test/support/a.ts';`, 'not part of the program'],
    ['src/jobs/clean.ts', `import { a } from '../domain/note.ts';`, 'in no layer'],
    ['src/http/server.ts', `export const port = process.env.PORT;`, 'reads process.env'],
    ['src/main.ts', `export const port = process.env.PORT;`, 'reads process.env'],
  ])('%s: %s', (path, source, reason) => {
    expect(violations(path, source)).toEqual([expect.stringContaining(reason)]);
  });
});
