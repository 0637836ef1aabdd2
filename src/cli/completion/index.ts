import type { Io } from '../program.ts';
import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import { zshCompletion } from './zsh.ts';

const SCRIPTS = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
]);

/** Prints the script that teaches a shell our commands. @returns the exit status */
export function printCompletion([shell = '', ...more]: readonly string[], { stdout, stderr }: Io): number {
  const script = more.length === 0 ? SCRIPTS.get(shell) : undefined;
  if (script) stdout.write(script());
  else stderr.write(`completion needs the name of a shell: ${[...SCRIPTS.keys()].join(', ')}\n`);
  return script ? 0 : 1;
}
