import { readFileSync } from 'node:fs';
import { isNoteFilename } from '../../domain/filename.ts';
import { CommandError, highlightLines } from '../../domain/notesium/index.ts';

/**
 * A note of the folder, for a terminal.
 * @throws CommandError where it is not there
 */
export function cat(folder: string, filename = ''): Iterable<string> {
  if (!isNoteFilename(filename)) throw new CommandError('filename does not exist');
  try {
    return [[...highlightLines(readFileSync(`${folder}/${filename}`, 'utf8'))].join('')];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new CommandError('filename does not exist');
    throw new CommandError(`${filename} cannot be read: ${code ?? message}`);
  }
}
