import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, personal, startPersonal, type Personal } from '../support/personal.ts';
import { requestHead, sendRaw } from '../support/raw-http.ts';

const SECRET = 'not to be served';

let server: Personal;
let webroot: string;
let images: string;
let outside: string;
let address: string;

beforeAll(async () => {
  outside = await makeFolder({ 'secret.txt': SECRET });
  webroot = await makeFolder({ 'index.html': '<h1>Mine</h1>', 'app.js': 'run()', '.hidden': SECRET });
  await mkdir(join(webroot, 'api'));
  await writeFile(join(webroot, 'api', 'notes'), SECRET);
  await symlink(join(outside, 'secret.txt'), join(webroot, 'linked.txt'));
  images = await makeFolder({ 'a.png': 'png' });
  server = await startPersonal({ webroot, mounts: [{ folder: images, uri: '/images/' }] });
  address = await server.app.listen();
});
afterAll(async () => {
  await server.stop();
  for (const folder of [outside, webroot, images]) await rm(folder, { recursive: true });
});

test('a webroot is served at /', async () => {
  const page = await server.call('GET', '/');
  expect([page.status, page.text]).toEqual([200, '<h1>Mine</h1>']);
  expect(page.headers['content-type']).toMatch(/^text\/html/);
  expect((await server.call('GET', '/app.js')).text).toBe('run()');
});

test('a mount is served at its path', async () => {
  expect((await server.call('GET', '/images/a.png')).text).toBe('png');
});

test('pages may run their own scripts, and nobody may frame them', async () => {
  const { headers } = await server.call('GET', '/');
  expect(headers['content-security-policy']).toBe("frame-ancestors 'self'");
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('the APIs go before files of the same name', async () => {
  expect((await server.call('GET', '/api/notes')).json).toEqual([]);
  expect((await server.call('GET', '/api/runtime')).json.web.webroot).toMatch(/^\//);
});

test('what is not there is answered in the shape of the face that it would belong to', async () => {
  expect((await server.call('GET', '/api/notes/a/b')).json).toEqual({
    Error: 'There is nothing at /api/notes/a/b',
    Code: 404,
  });
  expect((await server.call('GET', '/api/raw/a/b')).text).toBe('There is nothing at /api/raw/a/b\n');
  expect((await server.call('GET', '/api/v1/nothing')).json.error.code).toBe('NOT_FOUND');
  expect((await server.call('GET', '/nothing.html')).json.error.code).toBe('NOT_FOUND');
});

test('without a webroot, / leads to the page of the API', async () => {
  const { call } = await personal();
  expect((await call('GET', '/')).status).toBe(302);
});

describe('nothing outside of the folders is served:', () => {
  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/images/../../secret.txt',
    '/images/..%2f..%2fsecret.txt',
    '/images/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/images//etc/passwd',
    '//etc/passwd',
    '/.hidden',
    '/%2ehidden',
    '/app.js%00.png',
    '/images/a.png/',
  ])('%s', async (path) => {
    const { status, body } = await sendRaw(address, requestHead(`GET ${path}`));
    expect([400, 403, 404]).toContain(status);
    expect(body).not.toContain(SECRET);
    expect(body).not.toContain('root:');
  });
});

test('a link inside a folder leads where its owner wants it to', async () => {
  expect((await server.call('GET', '/linked.txt')).status).toBe(200);
});
