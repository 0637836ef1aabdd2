import { printToDescriptor } from './cli/notesium/print.ts';
import { runOnFolder, statusOf } from './cli/notesium/run-on-folder.ts';
import { environment, notesFolder } from './config.ts';
import { parseCommand } from './domain/notesium/parse-command.ts';

/**
 * The commands on a folder alone, without what the rest of the program needs: editors run them at every keystroke.
 * @returns the exit status
 */
export function main(argv: readonly string[]): Promise<number> {
  const warn = (text: string) => void printToDescriptor(2)(`${text}\n`);
  return statusOf(warn, () =>
    runOnFolder(parseCommand(argv), notesFolder(environment()), {
      print: printToDescriptor(1),
      warn,
    }),
  );
}
