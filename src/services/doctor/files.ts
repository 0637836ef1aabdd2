import { createHash } from 'node:crypto';
import { BlobMissingError, type Blobs } from '../../blobs/blobs.ts';
import type { Store } from '../../store/store.ts';
import { BY_BACKUP, type Finding } from './finding.ts';

const PAGE = 200;

/** Reads every file that the database names, and looks for files that it does not name. */
export async function* checkFiles(store: Store, blobs: Blobs): AsyncGenerator<Finding, void> {
  for (let last = ''; ;) {
    const page = await store.read.checks.blobs(last, PAGE);
    for (const blob of page) {
      const problem = await problemOf(blobs, blob);
      if (problem === null || !(await isStillNamed(store, blob.hash))) continue;
      const where = await describe(store, blob.hash);
      yield { what: 'file', where, problem, repair: BY_BACKUP, isRepaired: false };
    }
    if (page.length === 0) break;
    last = page.at(-1)?.hash ?? last;
  }
  for await (const { hash } of blobs.list()) {
    // The database is told first, so what it does not know belongs to nobody.
    if (await store.read.checks.isBlobKnown(hash)) continue;
    const repair = 'remove it, if nobody misses it';
    yield { what: 'file', where: hash, problem: 'belongs to no attachment', repair, isRepaired: false };
  }
}

async function problemOf(blobs: Blobs, expected: { hash: string; size: number; isUsed: boolean }) {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of await blobs.get(expected.hash)) {
      hash.update(chunk as Buffer);
      size += (chunk as Buffer).length;
    }
  } catch (error) {
    if (error instanceof BlobMissingError) return expected.isUsed ? 'is missing' : null;
    return `cannot be read: ${(error as Error).message}`;
  }
  if (size !== expected.size) return `has ${size} bytes instead of ${expected.size}`;
  return hash.digest('hex') === expected.hash ? null : 'has other bytes than it had when it was uploaded';
}

/** It may have been removed while it was read. */
async function isStillNamed(store: Store, hash: string): Promise<boolean> {
  return store.read.checks.isBlobKnown(hash);
}

async function describe(store: Store, hash: string): Promise<string> {
  const attachments = await store.read.checks.attachmentsWith(hash);
  const names = attachments.map(
    ({ id, filename, noteIds }) =>
      `resource ${id} ${JSON.stringify(filename)}, notes ${noteIds.join(', ') || 'none'}`,
  );
  return names.length === 0 ? hash : `${hash} (${names.join('; ')})`;
}
