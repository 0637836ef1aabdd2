import { expect, test } from 'vitest';
import { cyan, LIST, notesium, printed } from './corpus.ts';

const { run } = await notesium();
const at = (...numbers: number[]) => numbers.map((number) => LIST[number - 1] ?? '');
const prefixed = (number: number, prefix: string) =>
  (LIST[number - 1] ?? '').replace(':1: ', `:1: ${prefix} `);

test('list prints every note of the folder by file name, and nothing else', async () => {
  expect(await run(['list'])).toEqual(printed(LIST));
});

test.each([
  ['--sort=ctime', LIST.toReversed()],
  ['--sort=mtime', LIST],
  ['--sort=alpha', at(6, 4, 10, 11, 8, 1, 2, 3, 5, 7, 9, 13, 12)],
  ['--labels', at(1, 4)],
  ['--orphans', at(5, 6, 9, 10, 12, 13)],
])('list %s', async (option, lines) => {
  expect(await run(['list', option])).toEqual(printed(lines));
});

test('list --labels --sort=alpha sorts the labels', async () => {
  expect(await run(['list', '--labels', '--sort=alpha'])).toEqual(printed(at(4, 1)));
});

test('the last limit counts, and it leaves the prefix out', async () => {
  const argv = ['list', '--orphans', '--labels', '--prefix=mtime', '--color'];
  expect(await run(argv)).toEqual(printed(at(1, 4)));
});

test('list --prefix=label prints a note once for each label it links to, then those without', async () => {
  const { stdout } = await run(['list', '--prefix=label']);
  expect(stdout.split('\n').slice(0, 7)).toEqual([
    prefixed(2, 'physicist'),
    prefixed(3, 'physicist'),
    prefixed(7, 'book'),
    prefixed(8, 'book'),
    prefixed(11, 'physicist'),
    prefixed(11, 'book'),
    LIST[0],
  ]);
  expect(stdout.split('\n')).toHaveLength(LIST.length + 2);
});

test('list --prefix=label --sort=alpha sorts by label and title together', async () => {
  const argv = ['list', '--prefix=label', '--sort=alpha', '--color'];
  expect(await run(argv)).toEqual(
    printed([
      prefixed(11, cyan('book')),
      prefixed(8, cyan('book')),
      prefixed(7, cyan('book')),
      prefixed(11, cyan('physicist')),
      prefixed(2, cyan('physicist')),
      prefixed(3, cyan('physicist')),
      ...at(6, 4, 10, 1, 5, 9, 13, 12),
    ]),
  );
});

test('list --prefix=mtime prints the day of the last change', async () => {
  const { stdout } = await run(['list', '--prefix=mtime']);
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toBe('60000001.md:1: 2024-01-14 physicist');
  expect(lines.at(-1)).toBe('6000000d.md:1: 2024-01-02 ｡ below');
});

test('list --prefix=mtime --date takes a layout of Go, and colours the date', async () => {
  const argv = ['list', '--prefix=mtime', '--date=Mon _2 Jan 15:04 W%V', '--color', '--sort=ctime'];
  const { stdout } = await run(argv);
  expect(stdout.split('\n')[0]).toBe(`6000000d.md:1: ${cyan('Tue  2 Jan 10:30 W01')} ｡ below`);
});

test('list --prefix=ctime prints the second of the file name', async () => {
  const { stdout } = await run(['list', '--prefix=ctime', '--date=05']);
  const second = new Date(0x60000001 * 1000).getSeconds();
  expect(stdout.split('\n')[0]).toBe(`60000001.md:1: ${String(second).padStart(2, '0')} physicist`);
});

test('without a prefix, colour changes nothing', async () => {
  expect(await run(['list', '--color'])).toEqual(printed(LIST));
});
