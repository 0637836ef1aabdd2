import { CommandError, runNotesiumCommand, type Command } from '../../domain/notesium/index.ts';
import { cat } from './cat.ts';
import { createFolderSource } from './folder-source.ts';
import { openFolder } from './open-folder.ts';
import { printAll, type Print } from './print.ts';

interface Terminal {
  print: Print;
  /** Prints a line for people. */
  warn(text: string): void;
}

/**
 * A command that reads a folder and prints: `home`, `new`, `list`, `links`, `lines`, `stats` or `cat`.
 * @param path of the folder
 * @throws CommandError
 */
export async function runOnFolder(command: Command, path: string, { print, warn }: Terminal): Promise<void> {
  const folder = openFolder(path);
  if (command.name === 'cat') return printAll(print, cat(folder, command.options.filename));
  return printAll(print, runNotesiumCommand(createFolderSource(folder, warn), command));
}

/** @returns the exit status: 1 after an error, which is told; only a mistake of the program shows where it happened */
export async function statusOf(warn: Terminal['warn'], work: () => Promise<number | void>): Promise<number> {
  try {
    return (await work()) ?? 0;
  } catch (error) {
    const { message, stack } = error as Error;
    warn(error instanceof CommandError ? message : `This should not happen; please report it:\n${stack}`);
    return 1;
  }
}
