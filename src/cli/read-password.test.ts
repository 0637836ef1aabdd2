import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { Io } from './program.ts';
import { readPassword } from './read-password.ts';

function ask(input: string, options: { passwordStdin?: boolean } = {}) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = new PassThrough();
  stdin.end(input);
  return {
    answer: readPassword({ stdin, stderr } as unknown as Io, options),
    shown: () => String(stderr.read()),
  };
}

test('a terminal is asked twice and shows nothing of the answer', async () => {
  const { answer, shown } = ask('correct horse\rcorrect horse\r');
  expect(await answer).toBe('correct horse');
  expect(shown()).toBe('Password: \nAgain: \n');
});

test('two different answers are refused', async () => {
  await expect(ask('correct horse\rcorrect house\r').answer).rejects.toThrow('The two passwords differ');
});

test('Ctrl-C ends with 130', async () => {
  await expect(ask('corr\u0003').answer).rejects.toMatchObject({ status: 130 });
});

test.each([
  ['correct horse', 'correct horse'],
  ['correct horse\n', 'correct horse'],
  ['correct horse\r\n', 'correct horse'],
  [' räum \n\n', ' räum \n'],
])('standard input %j is the password %j', async (input, expected) => {
  expect(await ask(input, { passwordStdin: true }).answer).toBe(expected);
});

test('an endless standard input is refused', async () => {
  await expect(ask('x'.repeat(10_000), { passwordStdin: true }).answer).rejects.toThrow('too long');
});
