import { open, readdir, stat } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDiskBlobs } from '../../src/blobs/disk.ts';
import { createServices, type Services } from '../../src/services/index.ts';
import { download, formOf, upload, uploaded } from '../support/files.ts';
import type { Account } from '../support/instance.ts';
import { startMemos, type Memos } from '../support/memos.ts';
import { addUser, openTestServices, type TestServices } from '../support/services.ts';

/** The server hears of a lost connection when the machine has time. */
const PATIENT = { timeout: 20_000 };
const folder = mkdtempSync(join(tmpdir(), 'commonplace-files-'));
let server: Memos;
let ada: Account;

beforeAll(async () => {
  server = await startMemos({ blobs: { folder }, maxUploadBytes: 1_000_000, maxUserBytes: 3_000_000 });
  ada = await server.account('ada');
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function files(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('file names', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['/etc/passwd', 'passwd'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['C:\\autoexec.bat', 'autoexec.bat'],
    ['..', 'file'],
    ['.', 'file'],
    ['a\u0000b.txt', null],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie_ x=1.txt'],
    ['"; filename="b.txt', '_; filename=_b.txt'],
    ['<img src=x onerror=alert(1)>.png', '_img src=x onerror=alert(1)_.png'],
    [`${'a'.repeat(900)}.png`, `${'a'.repeat(196)}.png`],
    ['trailing. . ', 'trailing'],
    ['   ', 'file'],
  ])('%j is kept as %j, and the bytes lie under a name of ours', async (filename, kept) => {
    const body = { filename, type: 'text/plain', content: Buffer.from(filename).toString('base64') };
    const { status, json } = await server.call('POST', '/api/v1/resources', { token: ada.token, body });
    if (kept === null) return expect(status).toBe(400);
    expect([status, json.filename]).toEqual([200, kept]);
    const { headers } = await download(server, ada, `/api/v1/${json.name}`);
    expect(headers['set-cookie']).toBeUndefined();
    expect(String(headers['content-disposition'])).toMatch(
      /^(inline|attachment); filename="[^"\r\n]*"(; filename\*=UTF-8''[\w.%!#$&+^`|~-]+)?$/,
    );
    for (const path of await files())
      expect(path.slice(folder.length)).toMatch(/^\/[0-9a-f]{2}\/[0-9a-f]{62}$/);
    return undefined;
  });

  test('in forms, too', async () => {
    expect((await uploaded(server, ada, { filename: '../../x.txt' })).filename).toBe('x.txt');
    expect((await uploaded(server, ada, { filename: '..\\..\\x.txt' })).filename).toBe('x.txt');
  });
});

describe('an upload that breaks off', () => {
  test.each([100, 100_000, 700_000])('after %i bytes leaves nothing behind', async (sent) => {
    const address = new URL(await listening());
    const { raw, contentType } = formOf({ content: Buffer.alloc(900_000, sent % 251) });
    const before = await files();
    const socket = connect({ host: address.hostname, port: Number(address.port) });
    const head = [
      'POST /api/v1/resources HTTP/1.1',
      `Host: ${address.host}`,
      `Authorization: Bearer ${ada.token}`,
      `Content-Type: ${contentType}`,
      `Content-Length: ${raw.length}`,
    ];
    await new Promise<void>((resolve) => socket.write(`${head.join('\r\n')}\r\n\r\n`, () => resolve()));
    await new Promise<void>((resolve) => socket.write(raw.subarray(0, sent), () => resolve()));
    await expect.poll(async () => sent < 1000 || (await files()).length > before.length, PATIENT).toBe(true);
    socket.destroy();
    await expect.poll(files, PATIENT).toEqual(before);
  });
});

describe('no space', () => {
  test("a user's quota: 507 that says so, and nothing is stored; what is deleted makes room", async () => {
    const eve = await server.account('eve');
    const made = [];
    for (let count = 0; count < 3; count++)
      made.push(await uploaded(server, eve, { content: Buffer.alloc(1_000_000, count) }));
    const answer = await upload(server, eve, { content: 'x' });
    expect([answer.status, answer.json.error.code]).toEqual([507, 'STORAGE_FULL']);
    expect((await upload(server, ada, { content: 'x' })).status).toBe(200);
    await server.call('DELETE', `/api/v1/${made[0]?.name}`, { token: eve.token });
    expect((await upload(server, eve, { content: 'x' })).status).toBe(200);
  });

  test('uploads side by side do not exceed it', async () => {
    const carl = await server.account('carl');
    const all = Array.from({ length: 8 }, (_, index) =>
      upload(server, carl, { content: Buffer.alloc(900_000, index) }),
    );
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === 507)).toHaveLength(5);
  });
});

describe('a full disk', () => {
  let opened: TestServices;
  let services: Services;
  beforeAll(async () => {
    opened = await openTestServices();
    // Every write to this device fails with ENOSPC.
    const blobs = createDiskBlobs(folder, { open: () => open('/dev/full', 'r+') });
    services = await createServices({
      store: opened.store,
      limits: { maxContentBytes: 1000 },
      guessing: { perAccount: 1, perAddress: 1 },
      allowSignUp: undefined,
      files: { blobs, maxUploadBytes: 1_000_000, maxUserBytes: 0 },
    });
  });
  afterAll(() => opened.close());

  test('is a clear error, and nothing is stored', async () => {
    const user = await addUser(opened, 'ada');
    const before = await files();
    async function* content() {
      yield Buffer.alloc(100_000);
    }
    const receiving = services.attachments.receive(user, {
      filename: 'a',
      type: 'text/plain',
      content: content(),
    });
    await expect(receiving).rejects.toMatchObject({
      code: 'STORAGE_FULL',
      message: expect.stringMatching(/no space/),
    });
    expect(await files()).toEqual(before);
  });
});

describe('40 clients at once', () => {
  test('upload and read 900 kB each; the bytes are right, the same ones lie there once', async () => {
    const many = await startMemos({ blobs: { folder: join(folder, 'many') } });
    try {
      const bob = await many.account('bob');
      const contents = Array.from({ length: 40 }, (_, index) => Buffer.alloc(900_000, index % 20));
      const made = await Promise.all(contents.map((content) => uploaded(many, bob, { content })));
      const read = await Promise.all(made.map(({ name }) => download(many, bob, `/api/v1/${name}`)));
      expect(read.every(({ bytes }, index) => bytes.equals(contents[index] ?? Buffer.alloc(0)))).toBe(true);
      const stored = (await files()).filter((path) => path.includes('/many/'));
      expect(stored).toHaveLength(20);
      expect((await stat(stored[0] ?? '')).size).toBe(900_000);
    } finally {
      await many.stop();
      rmSync(join(folder, 'many'), { recursive: true, force: true });
    }
  });
});

let listens: Promise<string> | undefined;
const listening = (): Promise<string> => (listens ??= server.app.listen());
