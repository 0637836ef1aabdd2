import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { SECOND } from '../../src/domain/time.ts';
import { commandLine, temporaryFolder, watchLog } from '../support/command-line.ts';
import { startVault, type VaultInstance } from '../support/vault.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const runFile = promisify(execFile);

/** The command in this process. */
async function addHere(data: string, content: string) {
  const cli = await commandLine();
  return cli.run(['add', content], { env: { COMMONPLACE_DATA: data } });
}

/** The program itself, as a process of its own. */
async function add(data: string, content: string): Promise<string> {
  const env = { PATH: process.env['PATH'], COMMONPLACE_DATA: data };
  const { stdout, stderr } = await runFile(process.execPath, [MAIN, 'add', content], { env });
  expect(stderr).toBe('');
  return stdout;
}

const contents = (notes: Map<string, string | { content: string }>) =>
  [...notes.values()].map((note) => (typeof note === 'string' ? note : note.content)).toSorted();

async function expectNotes(vault: VaultInstance, ...expected: string[]): Promise<void> {
  expect(contents(await vault.files())).toEqual(expected.toSorted());
  await vault.until(
    async () => contents(await vault.notes()),
    (shown) => JSON.stringify(shown) === JSON.stringify(expected.toSorted()),
  );
  expect((await vault.notes('TRASHED')).size).toBe(0);
}

test('what is added beside a server that runs is a file when the command ends, and one note', async () => {
  const vault = await startVault({ compareEveryMs: 50 });
  await vault.create('one');
  expect(await add(vault.data, 'two')).toMatch(/^Saved the text as \w+\n$/);
  await expectNotes(vault, 'one', 'two');
}, 120_000);

test('what is added while no server runs is a file when the command ends, and one note after the start', async () => {
  const vault = await startVault();
  await vault.app.close();
  expect(await addHere(vault.data, 'one')).toMatchObject({ status: 0, stderr: '' });
  expect(contents(await vault.files())).toEqual(['one']);
  await vault.restart();
  await expectNotes(vault, 'one');
});

test('what is added before there is a folder is written at the first start', async () => {
  const vault = await startVault({ vault: false });
  await vault.app.close();
  expect(await addHere(vault.data, 'one')).toMatchObject({ status: 0, stderr: '' });
  await vault.restart({ vault: true });
  await expectNotes(vault, 'one');
});

test('what is added takes no name of a file that no server has seen', async () => {
  const vault = await startVault();
  await vault.app.close();
  const second = Math.floor(Date.now() / SECOND);
  const names = Array.from({ length: 8 }, (_, index) => `${(second + index).toString(16)}.md`);
  for (const name of names) await writeFile(vault.path(name), name);
  expect(await addHere(vault.data, 'one')).toMatchObject({ status: 0, stderr: '' });
  expect(contents(await vault.files())).toEqual([...names, 'one'].toSorted());
  await vault.restart();
  await expectNotes(vault, ...names, 'one');
});

test('nothing is added while the folder is not there', async () => {
  const vault = await startVault();
  await vault.create('one');
  await vault.app.close();
  await rename(vault.folder, `${vault.folder}.elsewhere`);
  expect(await addHere(vault.data, 'two')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('The folder of your notes is not available'),
  });
  await rename(`${vault.folder}.elsewhere`, vault.folder);
  await vault.restart();
  await expectNotes(vault, 'one');
});

test('what is added to the notes of `web` goes into its folder, whether it runs or not', async () => {
  const home = await temporaryFolder();
  const folder = join(home, 'notes');
  await mkdir(folder);
  await writeFile(join(folder, '64214a1d.md'), 'one');
  const start = async () => {
    const env = { PATH: process.env['PATH'], HOME: home, NOTESIUM_DIR: folder };
    const child = spawn(process.execPath, [MAIN, 'web', '--writable'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const url = await watchLog(child.stdout as Readable)(/Serving on (\S+)/);
    const stop = async (): Promise<void> => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    };
    return { url, stop };
  };
  const files = async () => {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.md'));
    return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).toSorted();
  };
  const web = await start();
  const state = join(home, '.local/state/commonplace');
  const data = join(state, (await readdir(state))[0] ?? '');
  await add(data, 'three');
  expect(await files()).toEqual(['one', 'three']);
  await web.stop();
  await add(data, 'two');
  expect(await files()).toEqual(['one', 'three', 'two']);
  const again = await start();
  const list = (await (await fetch(`${again.url}/api/notes`)).json()) as { Title: string }[];
  expect(list.map(({ Title }) => Title).toSorted()).toEqual(['one', 'three', 'two']);
  await again.stop();
  expect(await files()).toEqual(['one', 'three', 'two']);
}, 120_000);
