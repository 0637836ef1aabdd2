import { open, readdir } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { blobsContract } from './blobs.contract.ts';
import { StorageFullError } from './blobs.ts';
import { createDiskBlobs } from './disk.ts';

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-blobs-'));
  folders.push(folder);
  return folder;
}
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

async function files(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('blobs on a disk', () => {
  blobsContract(async () => {
    const folder = newFolder();
    return { blobs: createDiskBlobs(folder), stored: async () => (await files(folder)).length };
  });
});

test('a full disk is a StorageFullError, and nothing stays', async () => {
  const folder = newFolder();
  // Every write to this device fails with ENOSPC.
  const blobs = createDiskBlobs(folder, { open: () => open('/dev/full', 'r+') });
  async function* content() {
    yield Buffer.alloc(100_000);
  }
  await expect(blobs.receive(content())).rejects.toThrow(StorageFullError);
  expect(await files(folder)).toEqual([]);
});
