import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isNoteFilename } from '../domain/filename.ts';
import { stampOf } from './stamp.ts';
import { isTemporary } from './temporary.ts';

export interface FolderListing {
  /** The stamps of notes by name. */
  stamps: Map<string, string>;
  /** Names of files of ours that are there for a moment, or were left by a crash. */
  temporaries: string[];
}

/**
 * What is in a folder, by one blocking call after the other: that is the fastest way to look at a hundred thousand files. Where
 * a drive does not answer it takes for ever, so a server has it done by a thread.
 * @throws the error of the system where the folder cannot be read
 */
export function listFolder(folder: string): FolderListing {
  const stamps = new Map<string, string>();
  const temporaries: string[] = [];
  for (const name of readdirSync(folder)) {
    if (isTemporary(name)) temporaries.push(name);
    if (!isNoteFilename(name)) continue;
    const stats = lstatSync(join(folder, name), { bigint: true, throwIfNoEntry: false });
    if (stats?.isFile()) stamps.set(name, stampOf(stats));
  }
  return { stamps, temporaries };
}
