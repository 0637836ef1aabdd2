import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERRORS } from '../src/domain/errors.ts';
import { HTTP_ERRORS, STATUS } from '../src/http/memos/errors.ts';

const PAGE = readFileSync('docs/errors.md', 'utf8');

/** The cells of the table under a heading, row by row, without its head. */
function tableUnder(heading: string): string[][] {
  const section = PAGE.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('docs/errors.md lists the error registry, word for word, with the status in each face', () => {
  const registry = Object.entries(ERRORS).map(([code, { message, fix }]) => [
    `\`${code}\``,
    message,
    fix,
    String(STATUS[code as keyof typeof ERRORS]),
  ]);
  expect(tableUnder('Codes of the program')).toEqual(registry);
});

test('docs/errors.md lists the codes that only HTTP knows', () => {
  const listed = tableUnder('Codes of HTTP').map(([code, , , status]) => [code, status]);
  expect(listed).toEqual(
    Object.entries(HTTP_ERRORS).map(([code, status]) => [`\`${code}\``, String(status)]),
  );
});
