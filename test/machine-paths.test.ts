import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

// Spelled apart, or this file would find itself.
const FOLDER = `/(${['work', 'root'].join('|')})/`;

/** An absolute path, and not the middle of a relative one or of a URL. */
const ABSOLUTE = new RegExp(`(?<![\\w.~})-])${FOLDER}`);

test('no file holds an absolute path of the machine it was written on', () => {
  const { status, stdout, stderr } = spawnSync(
    'git',
    // Without the index it searches new files too, and unpacked archives.
    ['grep', '--no-index', '--exclude-standard', '-nIE', FOLDER],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  expect(stderr).toBe('');
  expect([0, 1]).toContain(status);
  expect(stdout.split('\n').filter((line) => ABSOLUTE.test(line))).toEqual([]);
});

test.each([
  ['see /work', '/main/notes.md', true],
  ['"/root', '/.config"', true],
  ['/api/v1/tags/work', '/projects', false],
  ['https://example.com/root', '/page', false],
])('%s%s: %s', (start, end, expected) => {
  expect(ABSOLUTE.test(start + end)).toBe(expected);
});
