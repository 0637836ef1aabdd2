import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { stampOf } from './stamp.ts';
import { decodeText, type FileText } from './text.ts';

export interface FileRead extends FileText {
  stamp: string;
  hash: string;
  /** Epoch milliseconds. */
  modifiedAt: number;
}

/** Without waiting for a writer, should somebody have put a pipe there, and without following links. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a note's file as a whole: null where it changed meanwhile.
 * @throws the error of the system where it cannot be read
 */
export async function readNoteFile(path: string, maxBytes: number): Promise<FileRead | null> {
  await using handle = await open(path, FLAGS);
  const before = await handle.stat({ bigint: true });
  if (!before.isFile()) return null;
  // What is larger than a note may be is not taken into memory.
  const buffer = Buffer.alloc(Math.min(Number(before.size), maxBytes + 8));
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  const after = await handle.stat({ bigint: true });
  const stamp = stampOf(before);
  if (stamp !== stampOf(after) || length < buffer.length) return null;
  return {
    ...decodeText(buffer, maxBytes),
    stamp,
    hash: hashOf(buffer, Number(before.size)),
    modifiedAt: Math.round(Number(before.mtimeNs / 1000n) / 1000),
  };
}

/** @param size of the whole file, of which `bytes` may be the beginning */
export function hashOf(bytes: Buffer, size = bytes.length): string {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return size === bytes.length ? hash : `${hash}+${size}`;
}
