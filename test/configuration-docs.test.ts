import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settings } from '../src/config.ts';

const page = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8');

test('docs/configuration.md lists every setting as the program has it, and no other', () => {
  const [, , ...rows] = page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
  expect(rows).toEqual(
    settings.map(({ name, flag, variable, default: text, description }) => [
      `\`${flag}\``,
      `\`${variable}\``,
      name === 'data' ? 'none' : `\`${name}\``,
      text,
      description,
    ]),
  );
});

test('docs/configuration.md mentions no flag and no variable that does not exist', () => {
  const known = settings.flatMap(({ flag, variable }) => [flag, flag.replace('--', '--no-'), variable]);
  const ofOtherPrograms = ['--pwprompt', '--owner', '--unit'];
  const mentioned = page.match(/(?<![\w-])--[a-z][a-z-]*|COMMONPLACE_[A-Z_]+/g) ?? [];
  expect(mentioned.filter((name) => !known.includes(name) && !ofOtherPrograms.includes(name))).toEqual([]);
});
