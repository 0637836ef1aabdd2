import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { examine } from '../../src/services/doctor/index.ts';
import { watchLog } from '../support/command-line.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const EDITOR = fileURLToPath(new URL('../support/editor.mjs', import.meta.url));
/** How often the server is killed; more of it finds rarer things. */
const KILLS = Number(process.env['COMMONPLACE_TEST_VAULT_KILLS'] ?? 3);
const NOTES = 12;
const WRITERS = 6;

interface Running {
  child: ChildProcess;
  url: string;
}

let data: string;
let token: string;
let running: Running;
let store: Store;

async function start(): Promise<Running> {
  const env = { PATH: process.env['PATH'], COMMONPLACE_DATA: data };
  const argv = ['serve', '--port', '0', '--rate-limit-token', '0', '--log-format', 'text'];
  const child = spawn(process.execPath, [MAIN, ...argv], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await watchLog(child.stdout as Readable)(/Commonplace is at (http:\/\/[\d.]+:\d+)/);
  child.stdout?.resume();
  return { child, url };
}

async function kill(): Promise<void> {
  const ended = once(running.child, 'exit');
  running.child.kill('SIGKILL');
  await ended;
}

/** Null: nobody answered, so nobody knows whether it happened. */
async function send(method: string, path: string, body?: object): Promise<any> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  try {
    const payload = body && { body: JSON.stringify(body) };
    const answer = await fetch(`${running.url}/api/v1${path}`, { method, headers, ...payload });
    const json: any = await answer.json();
    // The editor never stopped saving: the change was refused.
    if (answer.status === 503) return null;
    if (answer.status !== 200) throw new Error(JSON.stringify(json));
    return json;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'commonplace-'));
  running = await start();
  const signUp = await fetch(`${running.url}/api/v1/auth/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'ada', password: 'correct horse battery' }),
  });
  const cookie = String(signUp.headers.get('set-cookie')).split(';')[0] ?? '';
  const made = await fetch(`${running.url}/api/v1/access-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: running.url },
    body: JSON.stringify({ name: 'test' }),
  });
  token = ((await made.json()) as any).accessToken as string;
  store = await openStore(join(data, 'commonplace.db'));
});
afterAll(async () => {
  running.child.kill('SIGKILL');
  await store.close();
  await rm(data, { recursive: true, force: true });
});

test(`a server that is killed ${KILLS} times while it and an editor write the same files loses nothing`, async () => {
  const folder = join(data, 'notes', 'ada');
  const memos: { id: number; filename: string }[] = [];
  for (let count = 0; count < NOTES; count++)
    memos.push(await send('POST', '/memos', { content: `note ${count}` }));
  /** Everything that somebody has written or tried to write, by file name. */
  const written = new Map(memos.map(({ filename }, count) => [filename, new Set([`note ${count}`])]));
  /** What the server has said is written. */
  const acknowledged = new Map(memos.map(({ id }, count) => [id, new Set([`note ${count}`])]));
  const created = new Set<string>();

  for (let round = 0; round < KILLS; round++) {
    const editor = spawn(
      process.execPath,
      [EDITOR, folder, memos.map(({ filename }) => filename).join(), `editor ${round}`],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const lastSaves = new Map<string, string>();
    const saves = createInterface({ input: editor.stdout as Readable });
    saves.on('line', (line) => {
      const [name, content] = JSON.parse(line) as [string, string];
      written.get(name)?.add(content);
      lastSaves.set(name, content);
    });
    const over = new AbortController();
    const writers = Array.from({ length: WRITERS }, async (_, writer) => {
      for (let count = 0; !over.signal.aborted; count++) {
        const content = `server ${round} ${writer} ${count}`;
        if (count % 4 === 0) {
          if (await send('POST', '/memos', { content })) created.add(content);
          continue;
        }
        const { id, filename } = memos[Math.floor(Math.random() * NOTES)]!;
        written.get(filename)?.add(content);
        if (await send('PATCH', `/memos/${id}`, { content })) acknowledged.get(id)?.add(content);
      }
    });
    await pause(300 + Math.random() * 900);
    await kill();
    over.abort();
    // What went into a file just as the server put another in its place is looked for a second later (docs/vault.md), which a
    // killed server cannot do; from here on nobody but the editor writes, and each of its last saves must be kept.
    await pause(50);
    lastSaves.clear();
    const ended = once(saves, 'close');
    editor.kill('SIGTERM');
    await Promise.all([...writers, ended]);

    running = await start();
    await agrees(folder);
    for (const [name, contents] of written) {
      const content = await readFile(join(folder, name), 'utf8');
      expect(contents, `${name} is a version that somebody wrote`).toContain(content);
    }
    for (const { id, filename } of memos) {
      const kept = await keptOf(id);
      for (const content of acknowledged.get(id) ?? []) expect(kept).toContain(content);
      const lastSave = lastSaves.get(filename);
      if (lastSave !== undefined) expect(kept, `the last save of ${filename}`).toContain(lastSave);
    }
  }
  const contents = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
  );
  for (const content of created) expect(contents).toContain(content);
  expect((await readdir(folder)).filter((name) => name.startsWith('.commonplace'))).toEqual([]);
  const findings = [];
  for await (const finding of examine({ store, data, blobs: undefined }, { repair: false }))
    findings.push(finding);
  expect(findings).toEqual([]);
}, 600_000);

/** Present content and history. */
async function keptOf(id: number): Promise<string[]> {
  const versions = await store.read.notes.versions(id);
  const note = await store.read.notes.find({ id }, { userId: null, visibilities: [] });
  return [note?.content ?? '', ...versions.map(({ content }) => content)];
}

/** Waits until the folder and what the API shows are the same. */
async function agrees(folder: string): Promise<void> {
  const different = async (): Promise<string[]> => {
    const shown = new Map<string, string>();
    for (let pageToken = ''; ;) {
      const page = await send('GET', `/memos?limit=100${pageToken && `&pageToken=${pageToken}`}`);
      for (const { filename, content } of page.data) shown.set(filename, content);
      pageToken = page.nextPageToken;
      if (!pageToken) break;
    }
    const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{8}\.md$/.test(name));
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    const wrong = names.filter((name, index) => shown.get(name) !== texts[index]);
    return [...wrong, ...[...shown.keys()].filter((name) => !names.includes(name))];
  };
  for (const begin = performance.now(); ; await pause(20)) {
    const found = await different();
    if (found.length === 0) return;
    if (performance.now() - begin > 20_000) throw new Error(`Folder and API differ: ${found.join()}`);
  }
}
