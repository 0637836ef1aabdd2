import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { isNoteFilename } from '../domain/filename.ts';
import { stampOf } from './stamp.ts';

/** So many files are reported at once: what the other side does with a message must not take it long. */
const CHUNK = 2000;

export interface ScanRequest {
  id: number;
  folder: string;
}

export type ScanReport =
  /** Name and stamp in turn. */
  { id: number; files: string[] } | { id: number; end: true; error?: { code: string; message: string } };

parentPort?.on('message', ({ id, folder }: ScanRequest) => {
  const send = (report: ScanReport): void => parentPort?.postMessage(report, []);
  try {
    let files: string[] = [];
    for (const name of readdirSync(folder)) {
      if (!isNoteFilename(name)) continue;
      const stats = lstatSync(join(folder, name), { bigint: true, throwIfNoEntry: false });
      if (!stats?.isFile()) continue;
      files.push(name, stampOf(stats));
      if (files.length >= 2 * CHUNK) {
        send({ id, files });
        files = [];
      }
    }
    send({ id, files });
    send({ id, end: true });
  } catch (error) {
    const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
    send({ id, end: true, error: { code, message } });
  }
});
