import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDER = 'docs/decisions';
const records = readdirSync(FOLDER).toSorted();

test('decisions are numbered without gaps', () => {
  const numbers = records.map((name) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]);
  expect(numbers).toEqual(records.map((_, index) => String(index + 1).padStart(4, '0')));
});

test.each(records)('%s has a title and 11 to 40 lines, rows of tables aside', (name) => {
  const text = readFileSync(`${FOLDER}/${name}`, 'utf8');
  const lines = text.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^# \S/);
  expect(lines.length).toBeGreaterThanOrEqual(11);
  expect(lines.filter((line) => !line.startsWith('|')).length).toBeLessThanOrEqual(40);
});

test('the first record has a reason for each package, and for no other', () => {
  const text = readFileSync(`${FOLDER}/${records[0]}`, 'utf8');
  const rows = [...text.matchAll(/^\| `([^`]+)`\s+\| (program|development)\s+\| (.+) \|$/gm)];
  const listed = rows.map(([, name, use]) => `${name} for ${use}`);
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const installed = [
    ...Object.keys(manifest.dependencies).map((name) => `${name} for program`),
    ...Object.keys(manifest.devDependencies).map((name) => `${name} for development`),
  ];
  expect(listed).toEqual(installed);
  for (const [row, , , rest = ''] of rows) {
    const [what, why] = rest.split('|').map((cell) => cell.trim());
    expect(what && why, row).toBeTruthy();
  }
});
