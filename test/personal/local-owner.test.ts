import { access, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personal, startPersonal, type Personal } from '../support/personal.ts';

const FILES = {
  '64214a1d.md': '# richard feynman\n\n[physicist](642146c7.md)\n',
  '642146c7.md': '# physicist\n',
};
const READ_ONLY = { Error: 'NOTESIUM_DIR is set to read-only mode', Code: 403 };

/** One that is not writable, for tests that leave it as it is. */
let reading: Personal;
beforeAll(async () => void (reading = await startPersonal({}, FILES)));
afterAll(() => reading.stop());

describe('requests without credentials', () => {
  test('read the notes of the folder, as files and as memos', async () => {
    const { call, folder } = reading;
    const { json: notes } = await call('GET', '/api/notes');
    expect(notes.map((note: { Title: string }) => note.Title)).toEqual(['physicist', 'richard feynman']);
    const { json: note } = await call('GET', '/api/notes/64214a1d.md');
    expect(note).toMatchObject({ Content: FILES['64214a1d.md'], Path: join(folder, '64214a1d.md') });
    expect((await call('GET', '/api/v1/memos')).json.data).toHaveLength(2);
    expect((await call('GET', '/api/raw/lines?filter=feynman')).text).toBe(
      '64214a1d.md:1: # richard feynman\n',
    );
  });

  test("show a file's own modification time", async () => {
    const { call, folder } = await personal();
    const path = join(folder, '64214a1d.md');
    await writeFile(path, '# touched');
    await utimes(path, new Date(), new Date('2023-01-16T05:05:00Z'));
    const mtime = async () => (await call('GET', '/api/notes/64214a1d.md')).json?.Mtime;
    await expect.poll(mtime, { timeout: 10_000 }).toBeDefined();
    expect(Date.parse(await mtime())).toBe(Date.parse('2023-01-16T05:05:00Z'));
  });

  test('have no rate limit', async () => {
    const { call } = await personal({}, {}, { config: { rateLimitAnonymous: 1, rateLimitSession: 1 } });
    for (let count = 0; count < 5; count++) expect((await call('GET', '/api/notes')).status).toBe(200);
    expect((await call('GET', '/api/v1/memos')).headers['x-ratelimit-limit']).toBeUndefined();
  });

  test('manage no accounts and no settings', async () => {
    const { call } = await personal({ writable: true });
    expect((await call('GET', '/api/v1/users')).status).toBe(403);
    expect((await call('PATCH', '/api/v1/system/info', { body: { allowSignUp: true } })).status).toBe(403);
  });
});

describe('unless the server is writable', () => {
  test.each([
    ['POST', '/api/notes/', { Content: '# x', Ctime: '2023-11-30T14:20:00Z' }],
    ['POST', '/api/notes/', {}],
    ['PATCH', '/api/notes/642146c7.md', { Content: '# x' }],
    ['PATCH', '/api/notes/aaaaaaaa.md', {}],
    ['DELETE', '/api/notes/642146c7.md', { LastMtime: '2023-11-30T14:20:00Z' }],
  ] as const)('%s %s is refused as Notesium does', async (method, path, body) => {
    const { call, file } = reading;
    const { status, json } = await call(method, path, { body });
    expect({ status, json }).toEqual({ status: 403, json: READ_ONLY });
    expect(await file('642146c7.md')).toBe('# physicist\n');
  });

  test('memos are not written either', async () => {
    const { call } = reading;
    const { status, json } = await call('POST', '/api/v1/memos', { body: { content: 'x' } });
    expect([status, json.error.code, json.error.message]).toEqual([
      403,
      'PERMISSION_DENIED',
      READ_ONLY.Error,
    ]);
  });

  test('/api/runtime says so', async () => {
    const { call, folder } = await personal({ versionCheck: false });
    const { json } = await call('GET', '/api/runtime');
    expect(json.home).toBe(folder);
    expect(json.web).toEqual({
      webroot: 'embedded',
      writable: false,
      'stop-on-idle': false,
      'daily-version-check': false,
    });
  });
});

describe('a writable server', () => {
  test('writes, changes and deletes files', async () => {
    const { call, file, folder } = await personal({ writable: true }, FILES);
    const body = { Content: '# new note\n', Ctime: '2023-11-30T12:20:00Z' };
    const { json: made } = await call('POST', '/api/notes/', { body });
    expect(await file('65687df0.md')).toBe('# new note\n');
    expect(made.Path).toBe(join(folder, '65687df0.md'));
    const patch = { Content: '# changed\n', LastMtime: made.Mtime };
    const { json: changed } = await call('PATCH', '/api/notes/65687df0.md', { body: patch });
    expect(await file('65687df0.md')).toBe('# changed\n');
    const { status } = await call('DELETE', '/api/notes/65687df0.md', { body: { LastMtime: changed.Mtime } });
    expect(status).toBe(200);
    await expect(access(join(folder, '65687df0.md'))).rejects.toThrow('ENOENT');
  });

  test('does not overwrite what another program wrote meanwhile', async () => {
    const { call, file, folder } = await personal({ writable: true }, FILES);
    const { Mtime } = (await call('GET', '/api/notes/642146c7.md')).json;
    await writeFile(join(folder, '642146c7.md'), '# by an editor\n');
    const patch = { Content: '# by the API', LastMtime: Mtime };
    const { status, json } = await call('PATCH', '/api/notes/642146c7.md', { body: patch });
    expect([status, json.Error]).toEqual([409, 'Refusing to overwrite. File changed on disk.']);
    expect(await file('642146c7.md')).toBe('# by an editor\n');
  });

  test('does not overwrite a file that it did not know of', async () => {
    const { call, file, folder } = await personal({ writable: true });
    await writeFile(join(folder, '65687df0.md'), '# by an editor\n');
    const body = { Content: '# new note\n', Ctime: '2023-11-30T12:20:00Z' };
    expect((await call('POST', '/api/notes/', { body })).status).toBe(409);
    expect(await file('65687df0.md')).toBe('# by an editor\n');
  });

  test('a memo is a file', async () => {
    const { call, file } = await personal({ writable: true });
    const { json } = await call('POST', '/api/v1/memos', { body: { content: '# quick' } });
    expect(await file(json.filename)).toBe('# quick');
  });
});

describe('credentials', () => {
  test('that are wrong are refused, not passed over', async () => {
    const { call } = await personal();
    const { status, json } = await call('GET', '/api/notes', { token: 'cpl_wrong' });
    expect([status, json.Code]).toEqual([401, 401]);
  });

  test('in a token count for themselves', async () => {
    const { call, account } = reading;
    const { token } = await account('guest', 'write');
    expect((await call('GET', '/api/notes', { token })).json).toEqual([]);
  });

  test('in a cookie, which may be of another server on this machine, do not count', async () => {
    const { call } = reading;
    const { status, json } = await call('GET', '/api/notes', { cookie: 'commonplace_session=of-another' });
    expect([status, json.length]).toEqual([200, 2]);
  });
});

test('nothing of ours is put into the folder', async () => {
  const { call, folder } = await personal({ writable: true }, FILES);
  await call('POST', '/api/notes/', { body: { Content: '# x', Ctime: '2023-11-30T12:20:00Z' } });
  expect((await readdir(folder)).toSorted()).toEqual(['642146c7.md', '64214a1d.md', '65687df0.md']);
});
