import { chmod, mkdir, readdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandLine, temporaryFolder } from './support/command-line.ts';

/** A folder with one note, a place for the index, and the command line. */
async function prepare(overrides = {}) {
  const home = await realpath(await temporaryFolder());
  const folder = join(home, 'notes');
  await mkdir(folder);
  await writeFile(join(folder, '64214a1d.md'), '# richard feynman\n');
  const cli = await commandLine(overrides);
  const env = {
    NOTESIUM_DIR: folder,
    XDG_STATE_HOME: join(home, 'state'),
    HOME: home,
    PATH: process.env['PATH'],
  };
  return {
    ...cli,
    home,
    folder,
    env,
    /** Starts `web`, and waits until it listens. */
    async web(...options: string[]) {
      const { printed, io, ended } = cli.start(['web', ...options], env);
      const url = await Promise.race([
        printed(/^Serving on (http:\/\/localhost:\d+) \(bind address .*\)$/),
        ended.then((status) => Promise.reject(new Error(`${status}: ${String(io.stderr.read())}`))),
      ]);
      return { url, printed, io, ended };
    },
    fail: (...options: string[]) => cli.run(['web', ...options], { env }),
  };
}

test('says where it serves, and serves the folder until SIGTERM', async () => {
  const { web, signals } = await prepare();
  const { url, printed, ended } = await web();
  await printed(/^Press Ctrl\+C to stop$/);
  const notes = (await (await fetch(`${url}/api/notes`)).json()) as { Title: string }[];
  expect(notes.map(({ Title }) => Title)).toEqual(['richard feynman']);
  signals.emit('SIGTERM', 'SIGTERM');
  expect(await ended).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
});

test('is read-only unless it is writable', async () => {
  const { web, signals, folder } = await prepare();
  const body = JSON.stringify({ Content: '# x', Ctime: '2023-11-30T14:20:00+02:00' });
  const post = async (url: string) => (await fetch(`${url}/api/notes/`, { method: 'POST', body })).status;
  const first = await web();
  expect(await post(first.url)).toBe(403);
  signals.emit('SIGTERM', 'SIGTERM');
  await first.ended;
  const second = await web('--writable');
  expect(await post(second.url)).toBe(200);
  expect(await readFile(join(folder, '65687df0.md'), 'utf8')).toBe('# x');
  signals.emit('SIGINT', 'SIGINT');
  expect(await second.ended).toBe(0);
});

test('keeps its index in the state folder, one for each folder, and finds it again', async () => {
  const { web, signals, home, folder } = await prepare();
  const memo = async () => {
    const { url, ended } = await web();
    const page = (await (await fetch(`${url}/api/v1/memos`)).json()) as { data: { uid: string }[] };
    signals.emit('SIGTERM', 'SIGTERM');
    await ended;
    return page.data[0]?.uid;
  };
  const uid = await memo();
  expect(await memo()).toBe(uid);
  expect(await readdir(folder)).toEqual(['64214a1d.md']);
  const indexes = await readdir(join(home, 'state', 'commonplace'));
  expect(indexes).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
});

test('with --stop-on-idle it says so, stops by itself, and says so again', async () => {
  const { web } = await prepare({ idleMs: 200 });
  const { printed, ended } = await web('--stop-on-idle');
  await printed(/^Press Ctrl\+C to stop \(stop-on-idle enabled\)$/);
  await printed(/^No active client, stopping server\.$/);
  expect(await ended).toBe(0);
});

test('--port, --webroot, --mount, --keyed and --no-check', async () => {
  const { web, signals, home } = await prepare();
  await writeFile(join(home, 'index.html'), 'the webroot');
  await writeFile(join(home, 'notes', 'a.txt'), 'mounted');
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const { url, ended } = await web(
    `--port=${port}`,
    `--webroot=${home}`,
    `--mount=${home}/notes:/files/`,
    '--keyed',
    '--no-check',
  );
  expect(url).toBe(`http://localhost:${port}`);
  const get = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  expect(await get('/')).toBe('the webroot');
  expect(await get('/files/a.txt')).toBe('mounted');
  expect(await get('/api/notes')).toMatch(/^\{"64214a1d\.md":/);
  expect(JSON.parse(await get('/api/runtime')).web).toEqual({
    webroot: home,
    writable: false,
    'stop-on-idle': false,
    'daily-version-check': false,
  });
  signals.emit('SIGTERM', 'SIGTERM');
  await ended;
});

test('--open-browser opens the address', async () => {
  const { web, signals, home, env } = await prepare();
  const opened = join(home, 'opened');
  for (const name of ['xdg-open', 'open']) {
    await writeFile(
      join(home, name),
      `#!/bin/sh\necho "$1" > "${opened}.part" && mv "${opened}.part" "${opened}"\n`,
    );
    await chmod(join(home, name), 0o755);
  }
  env.PATH = `${home}:${env.PATH}`;
  const { url, ended } = await web('--open-browser');
  await expect.poll(() => readFile(opened, 'utf8').catch(() => ''), { timeout: 10_000 }).toBe(`${url}\n`);
  signals.emit('SIGTERM', 'SIGTERM');
  await ended;
});

test('where there is no browser to open, it says so and serves', async () => {
  const { web, signals, env } = await prepare();
  env.PATH = '/nowhere';
  const { url, io, ended } = await web('--open-browser');
  await expect.poll(() => String(io.stderr.read() ?? '')).toMatch(/^Failed to launch the browser: /);
  expect((await fetch(`${url}/api/notes`)).status).toBe(200);
  signals.emit('SIGTERM', 'SIGTERM');
  await ended;
});

test('settings of the environment that are about other servers do not count', async () => {
  const { web, signals, env, home } = await prepare();
  Object.assign(env, {
    COMMONPLACE_DATABASE: join(home, 'other.db'),
    COMMONPLACE_URL: 'https://notes.example.com',
    COMMONPLACE_TRUST_PROXY: 'true',
    COMMONPLACE_HOST: '0.0.0.0',
  });
  const { url, ended } = await web();
  expect((await fetch(`${url}/api/notes`)).status).toBe(200);
  expect(await readdir(home)).not.toContain('other.db');
  signals.emit('SIGTERM', 'SIGTERM');
  await ended;
});

test.each([
  [['--host=0.0.0.0'], /^web serves this machine only: /],
  [['--host=192.168.0.2'], /^web serves this machine only: /],
  [['--port=80'], /^invalid or out of range port number: 80\n$/],
  [['--port=70000'], /^invalid or out of range port number: 70000\n$/],
  [['--port=x'], /^invalid or out of range port number: x\n$/],
  [['--webroot=/no/such/folder'], /^webroot does not exist: \/no\/such\/folder\n$/],
  [['--mount=x'], /^mount format mismatch: expected '\^\(\.\+\?\):\(\/\[a-zA-Z0-9-_\]\+\/\)\$'\n$/],
  [['--mount=/no/such/folder:/x/'], /^mount source does not exist: \/no\/such\/folder\n$/],
  [['--mount=/:/api/'], /^mount under \/api\/ /],
  [['--foo'], /^unrecognized option: --foo\n$/],
])('%j is refused in one line', async (options, message) => {
  const { fail } = await prepare();
  const { status, stdout, stderr } = await fail(...options);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(message);
});

test('a folder that is not there is told in the words of Notesium', async () => {
  const { env, fail, home } = await prepare();
  env.NOTESIUM_DIR = join(home, 'nowhere');
  expect(await fail()).toEqual({
    status: 1,
    stdout: '',
    stderr: `NOTESIUM_DIR does not exist: ${join(home, 'nowhere')}\n`,
  });
});

test('a link to the folder is the folder', async () => {
  const { web, signals, env, home, folder } = await prepare();
  await symlink(folder, join(home, 'linked'));
  env.NOTESIUM_DIR = join(home, 'linked');
  const { url, ended } = await web();
  const { home: shown } = (await (await fetch(`${url}/api/runtime`)).json()) as { home: string };
  expect(shown).toBe(folder);
  signals.emit('SIGTERM', 'SIGTERM');
  await ended;
});
