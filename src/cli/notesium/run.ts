import { parseCommand, runNotesiumCommand, type Command } from '../../domain/notesium/index.ts';
import type { Context } from '../catalogue.ts';
import { printAll, printTo } from './print.ts';
import { runOnFolder, statusOf } from './run-on-folder.ts';

/**
 * A command of Notesium.
 * @param argv the name of the command first
 * @returns the exit status
 */
export function runNotesium(argv: readonly string[], context: Context): Promise<number> {
  const warn = (text: string) => void context.io.stderr.write(`${text}\n`);
  return statusOf(warn, () => execute(parseCommand(argv), context, warn));
}

async function execute(
  command: Command,
  context: Context,
  warn: (text: string) => void,
): Promise<number | void> {
  const { io, program } = context;
  const path = program.notesFolder(io.env);
  const print = printTo(io.stdout);
  switch (command.name) {
    case 'version': {
      const { versionSource } = await import('./version-source.ts');
      const source = await versionSource(command.options, context);
      return printAll(print, runNotesiumCommand(source, command));
    }
    case 'finder': {
      const { finder } = await import('./finder.ts');
      return finder(command, path, { io, warn });
    }
    default:
      return runOnFolder(command, path, { print, warn });
  }
}
