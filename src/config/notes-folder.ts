import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Environment } from './settings.ts';

/** The folder of notes that the commands of Notesium work on: `NOTESIUM_DIR`, else `~/notes`. It need not exist. */
export function notesFolder({ NOTESIUM_DIR: folder, HOME: home }: Environment): string {
  return resolve(folder || join(home ?? homedir(), 'notes'));
}
