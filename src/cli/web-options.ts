import { realpathSync, statSync } from 'node:fs';
import type { Mount } from '../config.ts';
import { isLoopback } from '../domain/reach.ts';
import { Failure } from './failure.ts';

const MOUNT = /^(.+?):(\/[a-zA-Z0-9-_]+\/)$/;

/** @throws Failure with the words of Notesium */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && (port === 0 || (port >= 1024 && port <= 65_535))) return port;
  throw new Failure(`invalid or out of range port number: ${text}`);
}

/** Requests need no credentials here, so nobody else may be able to make some. */
export function parseHost(text: string): string {
  const host = text.replace(/^\[|\]$/g, '');
  if (isLoopback(host)) return host;
  throw new Failure(
    `web serves this machine only: use --host=127.0.0.1 (or another loopback address), or 'commonplace serve' for others`,
  );
}

export function parseMount(text: string, earlier: readonly Mount[]): Mount[] {
  const [, folder, uri] = MOUNT.exec(text) ?? [];
  if (folder === undefined || uri === undefined) {
    throw new Failure(`mount format mismatch: expected '${MOUNT.source.replaceAll(String.raw`\/`, '/')}'`);
  }
  if (uri === '/api/') throw new Failure('mount under /api/ would hide the API: choose another path');
  return [
    ...earlier.filter((mount) => mount.uri !== uri),
    { folder: servedFolder('mount source', folder), uri },
  ];
}

/** The folder's own path, with links followed. */
export function servedFolder(what: string, path: string): string {
  let folder: string;
  try {
    folder = realpathSync.native(path);
  } catch {
    throw new Failure(`${what} does not exist: ${path}`);
  }
  if (!statSync(folder).isDirectory()) throw new Failure(`${what} is not a directory: ${folder}`);
  return folder;
}
