import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Header } from 'tar-stream';
import { assertIntact, forgetVaults, leaveRevisionsBehind } from '../../store/snapshot.ts';
import {
  DATABASE,
  FORMAT,
  isMemberName,
  MANIFEST,
  MAX_MANIFEST_BYTES,
  measure,
  type Manifest,
  type Member,
} from './archive.ts';

/** Why an archive is not restored; the folder is as it was. */
export class RestoreError extends Error {}

const STAGE = '.restoring';
/** What a file system of its own has from the start. */
const NOTHING = new Set(['lost+found']);

/**
 * Puts what an archive holds into an empty folder. Everything is unpacked beside its place and compared with the manifest
 * first; what is wrong with it is found before anything is moved.
 * @throws RestoreError
 */
export async function restoreBackup(archive: string, data: string): Promise<Manifest> {
  const there = await readdir(data).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (there.some((name) => !NOTHING.has(name))) {
    throw new RestoreError(`${data} is not empty: restore into an empty folder, named with --data`);
  }
  await mkdir(data, { recursive: true, mode: 0o700 });
  const stage = join(data, STAGE);
  const moved: string[] = [];
  try {
    await mkdir(stage, { mode: 0o700 });
    const manifest = await unpack(archive, stage);
    if (manifest.database === 'sqlite') prepareDatabase(join(stage, DATABASE));
    for (const name of await readdir(stage)) {
      await rename(join(stage, name), join(data, name));
      moved.push(name);
    }
    await rm(stage, { recursive: true });
    await using folder = await open(data, 'r');
    await folder.sync();
    return manifest;
  } catch (error) {
    for (const name of [STAGE, ...moved]) await rm(join(data, name), { recursive: true, force: true });
    throw error;
  }
}

function prepareDatabase(copy: string): void {
  try {
    assertIntact(copy);
    leaveRevisionsBehind(copy);
    forgetVaults(copy);
  } catch (error) {
    throw new RestoreError(`The database in the archive cannot be used: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function unpack(archive: string, stage: string): Promise<Manifest> {
  const found = new Map<string, Member>();
  let text: string | undefined;
  const entries = extract();
  const reading = pipeline(createReadStream(archive), entries);
  // An archive that ends in the middle of a member fails here, while that member would be waited for.
  const broken = reading.then(() => new Promise<never>(() => {}));
  broken.catch(() => {});
  try {
    for await (const entry of entries) {
      const { name } = entry.header;
      assertMember(entry.header, found);
      const content = entry as unknown as Readable;
      if (name === MANIFEST) text = await Promise.race([broken, readText(content, entry.header.size ?? 0)]);
      else found.set(name, await Promise.race([broken, unpackMember(content, name, stage)]));
    }
    await reading;
  } catch (error) {
    if (error instanceof RestoreError || isAboutFiles(error)) throw error;
    throw new RestoreError(`The archive cannot be read: ${(error as Error).message}`, { cause: error });
  }
  if (text === undefined)
    throw new RestoreError(`The archive has no ${MANIFEST}: it is incomplete, or no backup`);
  const manifest = parseManifest(text);
  compare(manifest, found);
  return manifest;
}

function assertMember({ name, type }: Header, found: ReadonlyMap<string, Member>): void {
  const isKnown = name === MANIFEST || isMemberName(name);
  if (!isKnown || type !== 'file') {
    throw new RestoreError(
      `The archive has the member ${JSON.stringify(name)} (${type}), which no backup has`,
    );
  }
  if (found.has(name)) throw new RestoreError(`The archive has ${name} twice`);
}

async function unpackMember(content: Readable, name: string, stage: string): Promise<Member> {
  const path = join(stage, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { stream, result } = measure();
  await pipeline(content, stream, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  return { name, ...result() };
}

async function readText(content: Readable, size: number): Promise<string> {
  if (size > MAX_MANIFEST_BYTES) throw new RestoreError(`The ${MANIFEST} is too large`);
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function parseManifest(text: string): Manifest {
  let manifest: Partial<Manifest> | null;
  try {
    manifest = JSON.parse(text) as Partial<Manifest> | null;
  } catch (error) {
    throw new RestoreError(`The ${MANIFEST} is not JSON`, { cause: error });
  }
  if (manifest?.format !== FORMAT) {
    throw new RestoreError(
      `The archive has the format ${String(manifest?.format)}, and this version knows ${FORMAT}`,
    );
  }
  if (!Array.isArray(manifest.members)) throw new RestoreError(`The ${MANIFEST} lists no members`);
  return manifest as Manifest;
}

function compare({ members, database }: Manifest, found: ReadonlyMap<string, Member>): void {
  for (const { name, size, sha256 } of members) {
    const member = found.get(name);
    if (!member) throw new RestoreError(`The archive lacks ${name}`);
    if (member.size !== size || member.sha256 !== sha256) {
      throw new RestoreError(`${name} in the archive is damaged: its checksum differs from the manifest's`);
    }
  }
  if (found.size !== members.length)
    throw new RestoreError(`The archive has members that its manifest does not list`);
  if (database === 'sqlite' && !found.has(DATABASE)) throw new RestoreError(`The archive lacks ${DATABASE}`);
}

/** A full disk is not the archive's fault. */
function isAboutFiles(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
