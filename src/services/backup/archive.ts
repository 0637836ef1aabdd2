import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** The archive: a plain tar file. The manifest comes last, so an archive that was cut off has none. */
export const MANIFEST = 'manifest.json';
export const DATABASE = 'commonplace.db';
export const SETTINGS = 'commonplace.json';
export const FORMAT = 1;

/** A manifest of a million files has about 150 MB. */
export const MAX_MANIFEST_BYTES = 512 * 1024 * 1024;

export interface Member {
  name: string;
  size: number;
  /** Hex. */
  sha256: string;
}

export interface Manifest {
  format: number;
  /** Of the program that wrote it. */
  version: string;
  /** When the database was copied, RFC 3339. */
  createdAt: string;
  /** Whether the database is in the archive, or saved by tools of its own. */
  database: 'sqlite' | 'postgres';
  members: Member[];
}

export function blobName(hash: string): string {
  return `blobs/${hash.slice(0, 2)}/${hash.slice(2)}`;
}

/** Whether an archive may hold a member of this name: nothing else is ever written, so none can lead elsewhere. */
export function isMemberName(name: string): boolean {
  return name === DATABASE || name === SETTINGS || /^blobs\/[0-9a-f]{2}\/[0-9a-f]{62}$/.test(name);
}

/** Passes bytes on and knows, at their end, how many there were and their SHA-256. */
export function measure() {
  const hash = createHash('sha256');
  let size = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ size, sha256: hash.digest('hex') }) };
}
