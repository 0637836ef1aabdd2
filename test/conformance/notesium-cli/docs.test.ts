import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/domain/notesium/index.ts';

const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

test('docs/cli.md lists every command with its options, and no other', () => {
  const rows = [...page.matchAll(/^\| (?:`([a-z]+)`)? *\| (?:`([^`]*)`)? *\|/gm)];
  const listed: Record<string, string[]> = {};
  let command = '';
  for (const [, name, option] of rows) {
    command = name ?? command;
    const flag = /^--([a-z]+)/.exec(option ?? '')?.[1];
    listed[command] = [...(listed[command] ?? []), ...(flag ? [flag] : [])];
  }
  const known = COMMANDS.map(({ name, options }) => [name, options.map((option) => option.name).toSorted()]);
  for (const options of Object.values(listed)) options.sort();
  expect(listed).toEqual(Object.fromEntries(known));
});
