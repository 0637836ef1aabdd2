import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pack, type Header } from 'tar-stream';
import { beforeEach, expect, test } from 'vitest';
import { commandLine, temporaryFolder } from './support/command-line.ts';
import { runRaw } from './support/raw-database.ts';

let line: Awaited<ReturnType<typeof commandLine>>;
let folder: string;
let archive: string;
let target: string;
beforeEach(async () => {
  line = await commandLine();
  folder = await temporaryFolder();
  archive = join(folder, 'all.tar');
  target = join(folder, 'restored');
  await line.run(['user', 'add', 'ada', '--password-stdin'], { input: 'correct horse' });
  await writeFile(join(line.data, 'commonplace.json'), '{"port": 8080}');
  const { status, stderr } = await line.run(['backup', archive]);
  if (status !== 0) throw new Error(stderr);
});

const restore = (file = archive) => line.run(['restore', file, '--data', target]);

/** Nothing was restored, for this reason, and the folder is as empty as before. */
async function expectRefusal(reason: string | RegExp, file?: string): Promise<void> {
  const { status, stderr } = await restore(file);
  expect(stderr).toMatch(reason);
  expect(stderr).toMatch(/^Nothing was restored\. /);
  expect(status).toBe(1);
  expect(await readdir(target).catch(() => [])).toEqual([]);
}

/** An archive of these members, with a manifest that fits unless one is given. */
async function write(
  members: [name: string, text: string, more?: Partial<Header>][],
  manifest?: object,
): Promise<string> {
  const file = join(folder, 'made.tar');
  const tar = pack();
  for (const [name, text, more] of members) tar.entry({ name, ...more }, text);
  const listed = members.map(([name, text]) => ({
    name,
    size: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  }));
  const all = { format: 1, version: '1', createdAt: '', database: 'postgres', members: listed, ...manifest };
  tar.entry({ name: 'manifest.json' }, JSON.stringify(all));
  tar.finalize();
  await pipeline(tar, createWriteStream(file));
  return file;
}

test('a backup is restored into a folder that is not there yet', async () => {
  const { status, stdout } = await restore();
  expect(status).toBe(0);
  expect(stdout).toContain(`into ${target}`);
  expect((await readdir(target)).toSorted()).toEqual(['commonplace.db', 'commonplace.json']);
  expect(await readFile(join(target, 'commonplace.json'), 'utf8')).toBe('{"port": 8080}');
  expect((await line.run(['user', 'list', '--data', target])).stdout).toContain('ada');
});

test('and into one that is empty', async () => {
  await mkdir(target);
  expect((await restore()).status).toBe(0);
});

test('a folder with anything in it is left alone', async () => {
  await mkdir(target);
  await writeFile(join(target, 'mine.txt'), 'precious');
  const { status, stderr } = await restore();
  expect([status, stderr]).toEqual([
    1,
    `Nothing was restored. ${target} is not empty: restore into an empty folder, named with --data\n`,
  ]);
  expect(await readdir(target)).toEqual(['mine.txt']);
});

test.each([0, 100, 600, 5000, 40_000])(
  'an archive that was cut off after %i bytes is refused',
  async (length) => {
    await writeFile(archive, (await readFile(archive)).subarray(0, length));
    await expectRefusal(/incomplete|cannot be read/);
  },
);

test('an archive without its last part is refused, even where it ends between members', async () => {
  const bytes = await readFile(archive);
  const manifest = bytes.indexOf('manifest.json');
  await writeFile(archive, Buffer.concat([bytes.subarray(0, manifest), Buffer.alloc(1024)]));
  await expectRefusal('has no manifest.json');
});

test('a flipped byte is found, wherever it is', async () => {
  const bytes = await readFile(archive);
  for (const place of [bytes.indexOf('"port"'), bytes.indexOf('CREATE TABLE'), bytes.length / 2]) {
    const damaged = Buffer.from(bytes);
    damaged[Math.floor(place)]! ^= 1;
    await writeFile(archive, damaged);
    await expectRefusal(/checksum differs|cannot be read/);
  }
});

test.each([
  '../evil',
  '/etc/evil',
  'blobs/../../evil',
  String.raw`..\evil`,
  'blobs/ab/..',
  'notes/evil',
  'commonplace.db-wal',
])('a member called %j is refused', async (name) => {
  await expectRefusal('which no backup has', await write([[name, 'evil']]));
  expect(await readdir(folder)).not.toContain('evil');
});

test.each([
  ['symlink', { type: 'symlink', linkname: '/etc' }],
  ['link', { type: 'link', linkname: 'commonplace.json' }],
  ['directory', { type: 'directory' }],
] as const)('a member that is a %s is refused', async (_, header) => {
  await expectRefusal('which no backup has', await write([['commonplace.json', '', header]]));
});

test('members that come twice, are not listed, or are listed and missing are refused', async () => {
  const settings: [string, string] = ['commonplace.json', '{}'];
  await expectRefusal('twice', await write([settings, settings]));
  await expectRefusal('does not list', await write([settings], { members: [] }));
  const listed = [{ name: 'commonplace.json', size: 2, sha256: '' }];
  await expectRefusal('lacks commonplace.json', await write([], { members: listed }));
  await expectRefusal('lacks commonplace.db', await write([settings], { database: 'sqlite' }));
});

test('the format of a later version, and what is no archive, are refused', async () => {
  await expectRefusal('has the format 2', await write([], { format: 2 }));
  await writeFile(archive, 'my shopping list\n'.repeat(100));
  await expectRefusal(/cannot be read|no backup/);
  await expectRefusal('ENOENT', join(folder, 'nowhere.tar'));
});

test('a database that is none is refused though its checksum is right', async () => {
  await expectRefusal(
    'cannot be used',
    await write([['commonplace.db', 'x'.repeat(5000)]], { database: 'sqlite' }),
  );
});

test('readers of before do not take what is restored for what they have: revisions leap ahead', async () => {
  await runRaw(join(line.data, 'commonplace.db'), `insert into revisions values ('commons', 5)`);
  const later = join(folder, 'later.tar');
  await line.run(['backup', later]);
  await restore(later);
  const [rows] = await runRaw(join(target, 'commonplace.db'), 'select value from revisions');
  expect(rows).toEqual([{ value: 1_000_005 }]);
  expect((await line.run(['doctor', '--data', target])).stdout).toBe('Everything is as it should be\n');
});
