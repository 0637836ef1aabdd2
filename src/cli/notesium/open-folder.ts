import { realpathSync, statSync } from 'node:fs';
import { CommandError } from '../../domain/notesium/index.ts';

/**
 * @returns the folder's own path, with links followed
 * @throws CommandError where there is none
 */
export function openFolder(path: string): string {
  let folder: string;
  let isFolder: boolean;
  try {
    folder = realpathSync.native(path);
    isFolder = statSync(folder).isDirectory();
  } catch {
    throw new CommandError(`NOTESIUM_DIR does not exist: ${path}`);
  }
  if (!isFolder) throw new CommandError(`NOTESIUM_DIR is not a directory: ${folder}`);
  return folder;
}
