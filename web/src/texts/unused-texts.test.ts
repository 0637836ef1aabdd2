import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8');
const posix = (files: string[]): string[] => files.map((file) => file.replaceAll('\\', '/'));
const CATALOGUES = posix(globSync('{**/texts/*,**/texts,layout/*-texts}.ts', { cwd: root })).filter(
  (file) => !/(\/index|\.test)\.ts$/.test(file),
);
const SOURCES = posix(globSync('**/*.{ts,tsx}', { cwd: root })).filter(
  (file) => !file.includes('.test.') && !CATALOGUES.includes(file),
);
/** A catalogue has a key on a line, two spaces deep. */
const KEY = /^ {2}(?:'([^']+)'|([\w-]+)):/gm;
/** What may be a key, whole or put together out of a beginning, something, and an end. */
const WHOLE = /(['"`])([\w-]+)\1/g;
const JOINED = /\b[a-z]\(`([\w-]*)\$\{[^`]*?\}([\w-]*)`/g;

/** The texts of a page are asked for by its own files; those of the app, of memories and of the frame by any. */
function askersOf(catalogue: string): string[] {
  const page = /^pages\/[^/]+\//.exec(`${dirname(catalogue)}/`)?.[0] ?? '';
  return SOURCES.filter((file) => file.startsWith(page));
}

function unusedKeys(catalogue: string, askers: readonly string[]): string[] {
  const text = askers.map(read).join('\n');
  const whole = new Set([...text.matchAll(WHOLE)].map(([, , key]) => key));
  const joined = [...text.matchAll(JOINED)].filter(([, start]) => start !== '');
  const isUsed = (key: string): boolean =>
    whole.has(key) ||
    joined.some(
      ([, start = '', end = '']) =>
        key.startsWith(start) && key.endsWith(end) && key.length > start.length + end.length,
    );
  return [...read(catalogue).matchAll(KEY)]
    .map(([, quoted, bare]) => quoted ?? bare!)
    .filter((key) => !isUsed(key));
}

test.each(CATALOGUES)('each text of %s is asked for somewhere', (catalogue) => {
  expect(unusedKeys(catalogue, askersOf(catalogue))).toEqual([]);
});

test('the catalogues are found, and one that nobody asks for would be', () => {
  expect(CATALOGUES).toEqual(
    expect.arrayContaining(['texts/en.ts', 'texts/de.ts', 'pages/trash/texts.ts', 'layout/unsent-texts.ts']),
  );
  expect(unusedKeys('pages/trash/texts.ts', [])).toContain('kept-for');
});
