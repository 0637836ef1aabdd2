import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../support/command-line.ts';
import { failed, LIST, notesFolder, printed } from './corpus.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
const folder = await notesFolder();

/** Runs the program as a process of its own, through a shell if there is a script. */
async function run(argv: string[], { env = {}, script }: { env?: NodeJS.ProcessEnv; script?: string } = {}) {
  const all = { PATH: process.env['PATH'], NOTESIUM_DIR: folder, ...env };
  const program = [process.execPath, MAIN, ...argv];
  const [file = '', ...args] = script ? ['sh', '-c', script, ...program] : program;
  return new Promise((resolve) => {
    execFile(file, args, { env: all, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ status: error ? error.code : 0, stdout, stderr });
    });
  });
}

test('list', async () => {
  expect(await run(['list'])).toEqual(printed(LIST));
});

test('a mistake goes to standard error and ends with 1', async () => {
  expect(await run(['links', '--outgoing'])).toEqual(failed('filename is required'));
  expect(await run(['list', '--foo'])).toEqual(failed('unrecognized option: --foo'));
});

test('usage goes to standard output and ends with 1', async () => {
  expect(await run(['list', '--help'])).toMatchObject({ status: 1, stderr: '' });
});

test('a reader who leaves early ends the program quietly', async () => {
  const big = await temporaryFolder();
  await writeFile(join(big, '60000001.md'), '# title\n\n'.concat('a line of some length\n'.repeat(50_000)));
  const script = '("$0" "$@"; echo "status $?" >&2) | head -1';
  const outcome = await run(['lines'], { env: { NOTESIUM_DIR: big }, script });
  expect(outcome).toEqual({ status: 0, stdout: '60000001.md:1: # title\n', stderr: 'status 0\n' });
});

test('output that cannot be written is a failure', async () => {
  expect(await run(['list'], { script: '"$0" "$@" > /dev/full' })).toEqual(
    failed('The output cannot be written: ENOSPC'),
  );
});

test('a pipe that does not wait gets everything', async () => {
  const big = await temporaryFolder();
  await writeFile(join(big, '60000001.md'), 'a line of some length\n'.repeat(50_000));
  const child = spawn(process.execPath, [MAIN, 'lines'], {
    env: { NOTESIUM_DIR: big },
    // A socket pair, which Node gives to children that do not wait.
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let size = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    child.stdout.pause();
    setImmediate(() => child.stdout.resume());
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  const lines = Array.from({ length: 50_000 }, (_, i) => `60000001.md:${i + 1}: a line of some length\n`);
  expect(size).toBe(lines.join('').length);
});

test('version --check asks the release URL of the configuration', async () => {
  const server = createServer((_, answer) => {
    const release = { tag_name: 'v99.0.0', html_url: 'https://example.com/99', published_at: 'soon' };
    answer.end(JSON.stringify(release));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/latest`;
  const env = { COMMONPLACE_DATA: await temporaryFolder(), COMMONPLACE_RELEASE_URL: url };
  expect(await run(['version', '--check'], { env })).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /^Commonplace \S+ \(\w+\/\w+\)\nA new release is available: 99\.0\.0 \(soon\)\nhttps:\/\/example\.com\/99\n$/,
    ) as unknown,
  });
});

test('version --check says why it got no answer', async () => {
  const env = { COMMONPLACE_DATA: await temporaryFolder(), COMMONPLACE_RELEASE_URL: 'http://127.0.0.1:1' };
  expect(await run(['version', '--check'], { env })).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Error getting latest release info: \S.*\n$/) as unknown,
  });
});

/** A folder with an `fzf` that writes down what it was given, and chooses as the script says. */
async function withFzf(script: string): Promise<{ bin: string; read(name: string): Promise<string> }> {
  const bin = await temporaryFolder();
  await writeFile(join(bin, 'fzf'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${bin}/args'\n${script}\n`);
  await chmod(join(bin, 'fzf'), 0o755);
  return { bin, read: (name) => readFile(join(bin, name), 'utf8') };
}

test('the finder shows the list by label, and prints what is chosen', async () => {
  const { bin, read } = await withFzf(`tee "$(dirname "$0")/input" | sed -n 2p`);
  const env = { PATH: `${bin}:${process.env['PATH']}` };
  expect(await run(['finder', '--prompt=note> '], { env })).toEqual({
    status: 0,
    stdout: '60000008.md:1: \u001B[0;36mbook\u001B[0m no final newline\n',
    stderr: '',
  });
  expect((await read('input')).split('\n')).toHaveLength(LIST.length + 2);
  expect((await read('args')).split('\n')).toEqual([
    '--ansi',
    '--delimiter=:',
    '--with-nth=3..',
    '--no-sort',
    '--prompt=note> ',
    '',
  ]);
});

test('the preview of the finder is a command that prints the note', async () => {
  const { bin, read } = await withFzf('exec cat > /dev/null');
  const env = { PATH: `${bin}:${process.env['PATH']}` };
  await run(['finder', '--preview', '--', 'lines', '--filter=theory'], { env });
  const args = await read('args');
  expect(args).toContain('--bind=ctrl-/:toggle-preview');
  expect(args).not.toContain('--no-sort');
  const preview = /^--preview=(.*)$/m.exec(args)?.[1]?.replace('{1}', '60000004.md').replace('{2}', '1');
  expect(await run([], { script: preview ?? 'false' })).toEqual(printed(['book']));
});

test('what fzf ends with is what the finder ends with', async () => {
  const { bin } = await withFzf('exit 130');
  const env = { PATH: `${bin}:${process.env['PATH']}` };
  expect(await run(['finder'], { env })).toEqual({ status: 130, stdout: '', stderr: '' });
});

test('without fzf the finder says what is missing', async () => {
  expect(await run(['finder'], { env: { PATH: '' } })).toEqual({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^finder needs fzf, which is not installed: see \S+/) as unknown,
  });
});
