import { createHash, randomUUID } from 'node:crypto';
import {
  access,
  mkdir,
  open as openFile,
  readdir,
  rename,
  rm,
  stat,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BlobMissingError, StorageFullError, type Blobs } from './blobs.ts';

const INCOMING = 'incoming';
const SHARD = /^[0-9a-f]{2}$/;
const REST = /^[0-9a-f]{62}$/;

/**
 * Blobs in a folder: `ab/cdef…` by hash. What is being received lies in `incoming/`, and is renamed when it is complete and
 * on the disk.
 * @param open how a new file is opened
 */
export function createDiskBlobs(folder: string, { open = createFile } = {}): Blobs {
  const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash.slice(2));

  return {
    async receive(content) {
      const path = join(folder, INCOMING, randomUUID());
      await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(translate);
      let written: { hash: string; size: number };
      try {
        written = await write(path, open, content);
      } catch (error) {
        await rm(path, { force: true });
        return translate(error);
      }
      return {
        ...written,
        async keep() {
          const target = pathOf(written.hash);
          const isNew =
            (await mkdir(dirname(target), { recursive: true, mode: 0o700 }).catch(translate)) !== undefined;
          await rename(path, target).catch(translate);
          await syncFolder(dirname(target));
          if (isNew) await syncFolder(folder);
        },
        discard: () => rm(path, { force: true }),
      };
    },

    async get(hash, range) {
      const file = await openFile(pathOf(hash), 'r').catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new BlobMissingError(hash, { cause: error }) : error;
      });
      return file.createReadStream(range && { start: range.from, end: range.to - 1 });
    },

    has: (hash) =>
      access(pathOf(hash)).then(
        () => true,
        () => false,
      ),

    remove: (hash) => rm(pathOf(hash), { force: true }),

    async *list() {
      for (const shard of (await names(folder)).filter((name) => SHARD.test(name))) {
        for (const rest of (await names(join(folder, shard))).filter((name) => REST.test(name))) {
          const { size } = await stat(join(folder, shard, rest));
          yield { hash: shard + rest, size };
        }
      }
    },

    async tidy(before) {
      for (const name of await names(join(folder, INCOMING))) {
        const path = join(folder, INCOMING, name);
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
        if (mtimeMs < before) await rm(path, { force: true });
      }
    },
  };
}

function createFile(path: string): Promise<FileHandle> {
  return openFile(path, 'wx', 0o600);
}

async function write(path: string, open: typeof createFile, content: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  let size = 0;
  await using file = await open(path);
  for await (const chunk of content) {
    hash.update(chunk);
    for (let done = 0; done < chunk.length;) done += (await file.write(chunk, done)).bytesWritten;
    size += chunk.length;
  }
  await file.sync();
  return { hash: hash.digest('hex'), size };
}

/** A rename is on the disk when the folder is. */
async function syncFolder(folder: string): Promise<void> {
  await using handle = await openFile(folder, 'r');
  await handle.sync();
}

async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

function translate(error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  throw FULL.includes(code ?? '') ? new StorageFullError({ cause: error }) : error;
}
