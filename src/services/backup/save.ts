import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack as createPack, type Pack } from 'tar-stream';
import { BlobMissingError, type Blobs } from '../../blobs/blobs.ts';
import { openBlobs, type BlobLocation } from '../../blobs/open.ts';
import { blobsNamedIn, copyDatabase, isDatabaseFile } from '../../store/snapshot.ts';
import {
  blobName,
  DATABASE,
  FORMAT,
  MANIFEST,
  measure,
  SETTINGS,
  type Manifest,
  type Member,
} from './archive.ts';

export interface Place {
  /** The data folder. */
  data: string;
  /** `postgres://…`, or the path of the SQLite file. */
  database: string;
  /** Undefined: in the data folder. */
  blobs: BlobLocation | undefined;
}

export interface Saved {
  manifest: Manifest;
  /** Hashes of files that the database names and that are not there, or have other bytes than they should. */
  missing: string[];
  damaged: string[];
}

/** There is something where the archive should go. */
export class TargetExistsError extends Error {}

/**
 * Writes everything into one archive while others go on working: the database as it is at this moment, then the files that it
 * names, which never change. The archive appears under its name when it is complete and on the disk.
 * @throws TargetExistsError
 */
export async function saveBackup(place: Place, target: string, version: string): Promise<Saved> {
  const file = resolve(target);
  if (await exists(file)) throw new TargetExistsError(file);
  const temporary = `${file}.${randomUUID()}`;
  const [part, copy] = [`${temporary}.part`, `${temporary}.database`];
  const saved: Saved = {
    manifest: {
      format: FORMAT,
      version,
      createdAt: new Date().toISOString(),
      database: 'sqlite',
      members: [],
    },
    missing: [],
    damaged: [],
  };
  try {
    await (await open(part, 'wx', 0o600)).close();
    if (isDatabaseFile(place.database)) copyDatabase(place.database, copy);
    else saved.manifest.database = 'postgres';
    const pack = createPack();
    await Promise.all([
      pipeline(pack, createWriteStream(part, { flags: 'r+', mode: 0o600, flush: true })),
      fill(pack, place, copy, saved).catch((error: Error) => {
        pack.destroy(error);
        throw error;
      }),
    ]);
    // Unlike a rename, this fails where there is such a file by now.
    await link(part, file).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? new TargetExistsError(file) : error;
    });
  } finally {
    await Promise.all([rm(part, { force: true }), rm(copy, { force: true })]);
  }
  await syncFolder(dirname(file));
  return saved;
}

async function fill(pack: Pack, place: Place, copy: string, saved: Saved): Promise<void> {
  const { members } = saved.manifest;
  const settings = await readFile(join(place.data, SETTINGS)).catch(() => null);
  if (settings) members.push(await add(pack, SETTINGS, settings.length, Readable.from([settings])));
  const hasCopy = saved.manifest.database === 'sqlite';
  if (hasCopy) members.push(await add(pack, DATABASE, (await stat(copy)).size, createReadStream(copy)));
  const blobs = await openBlobs(place.blobs ?? { folder: join(place.data, 'blobs') });
  for await (const hash of hasCopy ? blobsNamedIn(copy) : hashesIn(blobs)) {
    const member = await addBlob(pack, blobs, hash).catch((error: unknown) => {
      if (error instanceof BlobMissingError) return null;
      throw error;
    });
    if (!member) saved.missing.push(hash);
    else if (member.sha256 !== hash) saved.damaged.push(hash);
    if (member) members.push(member);
  }
  const text = Buffer.from(`${JSON.stringify(saved.manifest, null, 1)}\n`);
  await add(pack, MANIFEST, text.length, Readable.from([text]));
  pack.finalize();
}

async function* hashesIn(blobs: Blobs): AsyncGenerator<string, void> {
  for await (const { hash } of blobs.list()) yield hash;
}

/** A tar file says before each member how long it is, so a file is read twice: its bytes, not its name, are believed. */
async function addBlob(pack: Pack, blobs: Blobs, hash: string): Promise<Member> {
  let size = 0;
  for await (const chunk of await blobs.get(hash)) size += (chunk as Buffer).length;
  return add(pack, blobName(hash), size, await blobs.get(hash));
}

async function add(pack: Pack, name: string, size: number, content: Readable): Promise<Member> {
  const { stream, result } = measure();
  await pipeline(content, stream, pack.entry({ name, size, mode: 0o600 }));
  return { name, ...result() };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}
