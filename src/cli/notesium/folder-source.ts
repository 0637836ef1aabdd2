import { existsSync, readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { isNoteFilename } from '../../domain/filename.ts';
import { CommandError, type Needs, type Source, type SourceNote } from '../../domain/notesium/index.ts';
import { readBeginning } from './read-beginning.ts';

/**
 * The notes of a folder, read when a command comes to them; nothing is written.
 * @param warn told of each note that cannot be read; the others are read all the same
 */
export function createFolderSource(folder: string, warn: (text: string) => void): Source {
  return {
    folder,
    now: Date.now,
    has: (filename) => existsSync(`${folder}/${filename}`),
    *notes(needs) {
      for (const filename of noteFilenames(folder)) {
        const note = read(folder, filename, needs, warn);
        if (note) yield note;
      }
    },
  };
}

function noteFilenames(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new CommandError(`Could not read directory: ${(error as Error).message}`);
  }
  const filenames: string[] = [];
  for (const entry of entries) {
    if (isNoteFilename(entry.name) && isFile(folder, entry)) filenames.push(entry.name);
  }
  return filenames.toSorted();
}

/** Opening a named pipe would wait for somebody to write to it. */
function isFile(folder: string, entry: Dirent): boolean {
  if (entry.isFile() || entry.isDirectory()) return entry.isFile();
  try {
    return statSync(`${folder}/${entry.name}`, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    // Reading it will say why.
    return true;
  }
}

function read(
  folder: string,
  filename: string,
  needs: Needs,
  warn: (text: string) => void,
): SourceNote | undefined {
  const path = `${folder}/${filename}`;
  try {
    return {
      filename,
      content: needs.content === 'title' ? readBeginning(path) : readFileSync(path, 'utf8'),
      ctime: Number.parseInt(filename, 16) * 1000,
      mtime: needs.mtime ? statSync(path).mtimeMs : 0,
    };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // It was there a moment ago: others use the folder too.
    if (code !== 'ENOENT') warn(`${filename} cannot be read: ${code ?? message}`);
    return undefined;
  }
}
