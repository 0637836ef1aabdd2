import { CATALOGUE, type Entry } from './catalogue.ts';
import { Failure } from './failure.ts';

/**
 * The entries from the catalogue's top to the command that the arguments ask for; ends at a group where they name none in it.
 * @throws Failure for a name that is not there
 */
export function findCommand(argv: readonly string[]): Entry[] {
  const path: Entry[] = [];
  let choices: readonly Entry[] | undefined = CATALOGUE;
  for (const [index, word] of argv.entries()) {
    if (!choices || word.startsWith('-')) break;
    const entry: Entry | undefined = choices.find(({ name }) => name === word);
    if (!entry) throw new Failure(`unrecognized command: ${argv.slice(0, index + 1).join(' ')}`);
    path.push(entry);
    choices = entry.commands;
  }
  return path;
}
