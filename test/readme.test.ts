import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startInstance, type Instance } from './support/instance.ts';

const README = readFileSync('README.md', 'utf8');
const DEFAULT_HOST = 'http://127.0.0.1:5230';

interface Example {
  heading: string;
  code: string;
}

/** The blocks in ```bash; what is in ```sh is shown, and not run. */
function examples(): Example[] {
  const found: Example[] = [];
  let heading = '';
  for (const { 1: title, 2: code } of README.matchAll(/^#+ (.+)$|^```bash\n([\s\S]*?)^```$/gm)) {
    if (title !== undefined) heading = title;
    else found.push({ heading, code: code ?? '' });
  }
  return found;
}

/** Keeps what each block prints apart. */
const MARK = '\u001E';

interface Run {
  code: number;
  stderr: string;
  /** What each block printed, by its heading. */
  output: Map<string, string>;
}

/** Runs all blocks in one shell, as somebody would who follows the page; the first failing command ends it. */
async function runAll(host: string, folder: string): Promise<Run> {
  const blocks = examples().map(({ heading, code }) => `printf '${MARK}%s\\n' "${heading}"\n${code}`);
  const script = `set -euo pipefail\n${blocks.join('\n')}`.replace(`HOST=${DEFAULT_HOST}`, `HOST=${host}`);
  await writeFile(join(folder, 'readme.sh'), script);
  const { code, stdout, stderr } = await promisify(execFile)('bash', ['readme.sh'], { cwd: folder }).then(
    (result) => ({ code: 0, ...result }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  const parts = stdout.split(MARK).slice(1);
  const output = new Map(
    parts.map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]),
  );
  return { code, stderr, output };
}

let instance: Instance;
let address: string;
let folder: string;
let run: Run;
beforeAll(async () => {
  // curl does not send a cookie whose time is over.
  instance = await startInstance({}, { startTime: Date.now() });
  folder = await mkdtemp(join(tmpdir(), 'commonplace-readme-'));
  address = await instance.app.listen();
  run = await runAll(address, folder);
});
afterAll(async () => {
  await instance.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The answers of the block under this heading, each a JSON value. */
function answers(heading: string): unknown[] {
  const text = run.output.get(heading);
  if (text === undefined) throw new Error(`README.md runs nothing under "${heading}"`);
  return text
    .replaceAll('}{', '}\n{')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

const CONTENT = '# Standup\n\nWorking on the API documentation\n\n#daily #work/docs';

describe('the examples of the README', () => {
  test('all run to their end', () => {
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect([...run.output.keys()]).toEqual(examples().map((example) => example.heading));
  });

  test('use the address that is the default', () => {
    expect(examples()[0]?.code).toContain(`HOST=${DEFAULT_HOST}\n`);
  });

  test('create the first account and a session', async () => {
    expect(answers('The first account')).toMatchObject([{ user: { id: 1, username: 'ada', role: 'HOST' } }]);
    expect(await readFile(join(folder, 'cookies.txt'), 'utf8')).toContain('commonplace_session');
  });

  test('create a token and use it', () => {
    expect(answers('An access token')).toMatchObject([{ user: { username: 'ada' } }]);
  });

  test('write a memo', () => {
    expect(answers('Write a memo')).toMatchObject([
      { name: 'memos/1', content: CONTENT, title: 'Standup', tags: ['daily', 'work/docs'] },
    ]);
  });

  test('find it by a tag above its own', () => {
    expect(answers('List')).toMatchObject([{ data: [{ name: 'memos/1' }], nextPageToken: '' }]);
  });

  test('find it by its words', () => {
    expect(answers('Search')).toMatchObject([
      { data: [{ name: 'memos/1', snippet: expect.stringContaining('<mark>documentation</mark>') }] },
    ]);
  });

  test('rename a tag', () => {
    expect(answers('Rename a tag')).toEqual([{ name: 'office', count: 1 }]);
  });

  test('edit the version that was read', () => {
    expect(answers('Edit without overwriting')).toMatchObject([
      { pinned: true, content: CONTENT.replace('work', 'office') },
    ]);
  });

  test('delete and restore', () => {
    expect(answers('Delete and restore')).toMatchObject([{}, { rowStatus: 'NORMAL', name: 'memos/1' }]);
  });

  test('save a page, list it, and share a memory', () => {
    const [added, list] = answers('Save a page') as any[];
    const [shared, space] = answers('Share in a space') as any[];
    expect(added).toMatchObject({ message: 'Content added successfully', type: 'page' });
    expect(list.items[0]).toMatchObject({ id: added.id, title: 'Example Article', status: 'done' });
    expect(answers('Ask only for what has changed')).toEqual([304]);
    expect(shared).toMatchObject({ success: true });
    expect(space).toMatchObject({ items: [{ title: 'Standup' }], total: 1 });
  });

  test('attach a file and get it back', () => {
    const [resource, content] = run.output.get('Attach a file')?.split(/(?<=\})/) ?? [];
    expect(JSON.parse(resource ?? '')).toMatchObject({
      name: 'resources/1',
      filename: 'shopping.txt',
      type: 'text/plain',
      linkedMemos: ['memos/1'],
    });
    expect(content).toBe('tea, rice, lemons\n');
  });

  test('follow what changes', () => {
    const [, data] = /^data: (.*)$/m.exec(run.output.get('Follow what changes') ?? '') ?? [];
    expect(JSON.parse(data ?? '')).toMatchObject({
      type: 'memo.updated',
      memo: { name: 'memos/1', pinned: false, resources: [{ name: 'resources/1' }] },
    });
  });

  test('page through everything', () => {
    expect(answers('Page through everything')).toMatchObject([{ data: [{ id: 1 }], nextPageToken: '' }]);
  });
});

test('paging goes on to the last page', async () => {
  const token = (await instance.services.tokens.createFor(1, { name: 'test' })).secret;
  for (let count = 0; count < 120; count++) {
    await instance.call('POST', '/api/v1/memos', { token, body: { content: `Memo ${count}` } });
  }
  const code = examples().find(({ heading }) => heading === 'Page through everything')?.code ?? '';
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', code], {
    env: { ...process.env, HOST: address, TOKEN: token },
  });
  const pages = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { data: { id: number }[] });
  expect(pages.map((page) => page.data.length)).toEqual([100, 22]);
  expect(new Set(pages.flatMap((page) => page.data.map((memo) => memo.id))).size).toBe(122);
});

test('the command that creates a token works beside the server', async () => {
  const command = /npm run --silent commonplace -- (token create (\w+) "([^"]+)")/.exec(README);
  expect(command).not.toBeNull();
  const args = ['src/main.ts', 'token', 'create', command?.[2] ?? '', command?.[3] ?? ''];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, COMMONPLACE_DATA: folder, COMMONPLACE_DATABASE: instance.databaseUrl },
  });
  const { status } = await instance.call('GET', '/api/v1/auth/status', { token: stdout.trim() });
  expect(status).toBe(200);
});
