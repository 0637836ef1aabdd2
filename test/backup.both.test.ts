import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, onTestFinished, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { commandLine, temporaryFolder } from './support/command-line.ts';
import { startInstance, TEST_CONFIG, type Account, type Instance } from './support/instance.ts';
import { runRaw } from './support/raw-database.ts';
import { signedIn } from './support/records.ts';

const isSqlite = inject('engine') === 'sqlite';

let server: Instance;
let ada: Account;
let blobs: string;
let line: Awaited<ReturnType<typeof commandLine>>;
beforeEach(async () => {
  blobs = await temporaryFolder();
  server = await startInstance({ blobs: { folder: blobs } });
  ada = await server.account('ada');
  line = await commandLine();
});
afterEach(() => server.stop());

const here = () => ({ env: { COMMONPLACE_DATABASE: server.databaseUrl, COMMONPLACE_BLOBS: blobs } });
const doctor = (...options: string[]) => line.run(['doctor', ...options], here());

async function write(content: string): Promise<{ id: number; content: string }> {
  const answer = await server.call('POST', '/api/v1/memos', { token: ada.token, body: { content } });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json;
}

async function attach(bytes: Buffer, filename: string): Promise<{ name: string; hash: string }> {
  const body = { filename, type: 'application/octet-stream', content: bytes.toString('base64') };
  const answer = await server.call('POST', '/api/v1/resources', { token: ada.token, body });
  if (answer.status !== 200) throw new Error(answer.text);
  return { name: answer.json.name, hash: createHash('sha256').update(bytes).digest('hex') };
}

test('a doctor finds nothing where nothing is wrong', async () => {
  for (const content of [
    '# A title\n\n#tag and #nested/tag',
    'plain',
    '- [ ] task https://example.com `code`',
    '世界 #日本',
  ]) {
    await write(content);
  }
  const memo = await write('with [link](00000000.md)');
  await server.call('PATCH', `/api/v1/memos/${memo.id}`, {
    token: ada.token,
    body: { rowStatus: 'ARCHIVED' },
  });
  await attach(Buffer.from('hello'), 'hello.txt');
  expect(await doctor()).toEqual({ status: 0, stdout: 'Everything is as it should be\n', stderr: '' });
  expect(JSON.parse((await doctor('--json')).stdout)).toEqual({ findings: [] });
});

const BREAKS: [name: string, found: string, ...statements: string[]][] = [
  ['a wrong number of notes', 'count: user:1: ', `update note_counts set value = 7 where scope = 'user:1'`],
  ['a number that is not kept', 'count: space:1: ', `delete from note_counts where scope = 'space:1'`],
  [
    'a number of what is not there',
    'count: space:9: ',
    `insert into note_counts (scope, value) values ('space:9', 2)`,
  ],
  [
    'a note that a space has as archived',
    'space: note 1: ',
    `update space_notes set status = 'ARCHIVED' where note_id = 1`,
  ],
  [
    'a note that a space has in another place',
    'space: note 1: ',
    `update space_notes set position = 5 where note_id = 1`,
  ],
  [
    'a note that a search within its space would not find',
    'search index: note 1: ',
    `insert into spaces (uid, owner_id, name, is_public, created_at, updated_at) values ('other', 1, 'Other', 0, 0, 0)`,
    `insert into space_notes (space_id, note_id, status, position, added_by, added_at)
       select 2, id, status, position, 1, 0 from notes`,
    `insert into note_counts (scope, value) values ('space:2', 1)`,
  ],
  ['a wrong tag row', 'tags: note 1: ', `update note_tags set tag_key = 'other' where tag_key = 'planted'`],
  ['a missing tag row', 'tags: note 1: ', `delete from note_tags where tag_key = 'planted'`],
  ['a wrong title', 'title: note 1: ', `update notes set title = 'other' where id = 1`],
  ['a wrong count', 'word count: note 1: ', `update notes set word_count = 99 where id = 1`],
  ['a missing link', 'links: note 1: ', `delete from note_links`],
  ['a note that is not in the index', 'search index: note 1: ', `delete from note_search`],
  [
    'a revision that lags behind',
    'revision: user:1: ',
    `update revisions set value = 0 where scope = 'user:1'`,
  ],
  [
    'other words in the index',
    'search index: note 1: ',
    ...(isSqlite
      ? [
          `delete from note_search`,
          `insert into note_search (rowid, title, body, scope) select position, 'a title', 'a b c d e', 'x' from notes`,
        ]
      : [`update note_search set words = 'other'`]),
  ],
  [
    'a place in the index without a note',
    'search index: place 7: ',
    isSqlite
      ? `insert into note_search (rowid, title, body, scope) values (7, 'a', 'b', 'c')`
      : `insert into note_search values (7, 'a'::tsvector, 'a', 0)`,
  ],
];

test.each(BREAKS)('%s is found, named and repaired', async (_, found, ...statements) => {
  const { id } = await write('# A title\n\nabout #planted with [a link](00000000.md)');
  const owner = signedIn(ada.id);
  const { uid } = await server.services.spaces.create(owner, { name: 'Kitchen' });
  await server.services.spaces.addNote(owner, uid, { id });
  await runRaw(server.databaseUrl, ...statements);
  const before = await doctor();
  expect(before.status).toBe(1);
  expect(before.stdout).toContain(found);
  expect(before.stdout).toContain('to repair: commonplace doctor --repair');
  const repaired = await doctor('--repair');
  expect(repaired.stdout).toContain(found);
  expect(repaired.stdout).toContain('; repaired');
  expect((await doctor()).stdout).toBe('Everything is as it should be\n');
});

test.each([
  [
    'a flipped byte',
    'has other bytes than',
    (bytes: Buffer) => Buffer.concat([Buffer.from([bytes[0]! ^ 1]), bytes.subarray(1)]),
  ],
  ['a cut file', 'has 10 bytes instead of 1000', (bytes: Buffer) => bytes.subarray(0, 10)],
])('%s in an attachment is found and named', async (_, problem, damage) => {
  const bytes = randomBytes(1000);
  const { hash } = await attach(bytes, 'photo.bin');
  await writeFile(join(blobs, hash.slice(0, 2), hash.slice(2)), damage(bytes));
  const { status, stdout } = await doctor('--repair');
  expect(status).toBe(1);
  expect(stdout).toContain(`file: ${hash} (resource 1 "photo.bin", notes none): ${problem}`);
  expect(stdout).toContain('to repair: restore it from a backup');
});

test('a file that belongs to nothing is found', async () => {
  await mkdir(join(blobs, 'ab'), { recursive: true });
  await writeFile(join(blobs, 'ab', 'c'.repeat(62)), 'lost');
  expect((await doctor()).stdout).toContain(`file: ab${'c'.repeat(62)}: belongs to no attachment`);
});

if (isSqlite)
  test('a damaged page of the database is found and named', async () => {
    for (let count = 0; count < 200; count++) await write(`note ${count} ${'words '.repeat(200)}`);
    await server.app.close();
    const bytes = await readFile(server.databaseUrl);
    bytes.fill(0xff, bytes.length - 40 * 4096, bytes.length - 38 * 4096);
    await writeFile(server.databaseUrl, bytes);
    const { status, stdout, stderr } = await doctor();
    expect(status).toBe(1);
    expect(stdout + stderr).toMatch(/database: sqlite: |cannot be used: /);
  });

test('a backup taken while others write has all that was acknowledged before, and is sound', async () => {
  const attached = [await attach(randomBytes(100_000), 'one.bin'), await attach(randomBytes(10), 'two.bin')];
  const before = [];
  for (let count = 0; count < 50; count++) before.push(await write(`before ${count} #kept`));
  const over = new AbortController();
  const writers = [1, 2, 3].map(async (writer) => {
    for (let count = 0; !over.signal.aborted; count++) await write(`while ${writer} ${count}`);
  });
  const file = join(await temporaryFolder(), 'all.tar');
  const backup = await line.run(['backup', file], here());
  over.abort();
  await Promise.all(writers);
  expect(backup.stderr).toBe('');
  expect(backup.status).toBe(0);

  const data = join(await temporaryFolder(), 'restored');
  const restored = await line.run(['restore', file, '--data', data]);
  expect(restored.stderr).toBe('');
  for (const { hash } of attached) {
    const bytes = await readFile(join(data, 'blobs', hash.slice(0, 2), hash.slice(2)));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
  }
  if (!isSqlite) {
    expect(backup.stdout).toContain('pg_dump --format=custom');
    return;
  }
  const database = join(data, 'commonplace.db');
  const check = await line.run(['doctor', '--data', data]);
  expect(check.stdout).toBe('Everything is as it should be\n');
  const app = await createApp({ ...TEST_CONFIG, data, database, logLevel: 'silent' });
  for (const { id, content } of before) {
    const headers = { authorization: `Bearer ${ada.token}` };
    const { body } = await app.inject({ url: `/api/v1/memos/${id}`, headers });
    expect(JSON.parse(body).content).toBe(content);
  }
  await app.close();
});

if (isSqlite)
  test('a backup has spaces, members, favourites and pages, and readers of spaces read anew', async () => {
    const owner = signedIn(ada.id);
    const ben = await server.account('ben', 'write');
    const { services } = server;
    const { uid } = await services.spaces.create(owner, { name: 'Kitchen', isPublic: true });
    await services.spaceMembers.invite(owner, uid, { email: 'ben@example.com', access: 'edit' });
    await services.spaceMembers.accept(signedIn(ben.id), uid);
    await services.spaces.setFavorite(owner, uid, true);
    const prefetched = { title: 'Tea', description: 'About tea', contentToSave: 'Leaves.' };
    const content = 'https://example.com/tea';
    await services.memories.add(owner, { content, prefetched, spaces: [uid] });
    const before = await services.memories.list(owner, { start: 0, count: 10, space: uid });
    const { revision } = await services.memories.scope(owner, uid);
    const file = join(await temporaryFolder(), 'all.tar');
    expect((await line.run(['backup', file], here())).status).toBe(0);

    const data = join(await temporaryFolder(), 'restored');
    await line.run(['restore', file, '--data', data]);
    expect((await line.run(['doctor', '--data', data])).stdout).toBe('Everything is as it should be\n');
    const database = join(data, 'commonplace.db');
    const app = await createApp({ ...TEST_CONFIG, data, database, logLevel: 'silent' });
    onTestFinished(() => app.close());
    const { memories, spaces, spaceMembers } = app.services;
    expect(await memories.list(owner, { start: 0, count: 10, space: uid })).toEqual(before);
    expect((await memories.scope(owner, uid)).revision).toBeGreaterThan(revision + 1000);
    expect(await spaces.get(signedIn(ben.id), uid)).toMatchObject({ permissions: { accessType: 'edit' } });
    expect(await spaces.get(owner, uid)).toMatchObject({ isFavorite: true, isPublic: true });
    expect(await spaceMembers.list(owner, uid)).toMatchObject([{ username: 'ben', status: 'accepted' }]);
  });

test('a backup never takes the place of a file, nor leaves anything beside it', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'there.tar');
  await writeFile(file, 'precious');
  const { status, stderr } = await line.run(['backup', file], here());
  expect([status, stderr]).toEqual([1, `${file} exists: choose another name, or remove it first\n`]);
  expect(await readFile(file, 'utf8')).toBe('precious');
});

test('a file that was lost before the backup is named', async () => {
  const { hash } = await attach(randomBytes(10), 'lost.bin');
  await rm(join(blobs, hash.slice(0, 2), hash.slice(2)));
  const file = join(await temporaryFolder(), 'all.tar');
  const { status, stderr } = await line.run(['backup', file], here());
  if (!isSqlite) return;
  expect(status).toBe(1);
  expect(stderr).toContain(`${hash} is missing`);
});

if (!isSqlite)
  test('the password of a PostgreSQL database is not printed', async () => {
    const url = new URL(server.databaseUrl);
    url.password = 'planted-secret';
    const file = join(await temporaryFolder(), 'all.tar');
    const env = { COMMONPLACE_DATABASE: url.href, COMMONPLACE_BLOBS: blobs };
    const { stdout, stderr } = await line.run(['backup', file], { env });
    expect(stdout).toContain(`--host=${url.hostname} --port=${url.port} --username=postgres --dbname=test_`);
    expect(stdout + stderr).not.toContain('planted-secret');
  });
