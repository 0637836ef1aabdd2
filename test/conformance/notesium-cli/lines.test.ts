import { expect, test } from 'vitest';
import { cyan, notesium, printed } from './corpus.ts';

const { run } = await notesium();

test('lines prints every line that is not empty, by file name', async () => {
  expect(await run(['lines'])).toEqual(
    printed([
      '60000001.md:1: # physicist',
      '60000002.md:1: # quantum mechanics',
      '60000002.md:3: a theory by a [physicist](60000001.md)',
      '60000003.md:1: # richard feynman',
      '60000003.md:3: a [physicist](60000001.md), see [quantum](60000002.md)',
      '60000003.md:5: was [here](6fffffff.md)',
      '60000004.md:1: book',
      '60000006.md:1: # a [link](60000001.md) in a title',
      '60000007.md:1: # windows lines',
      '60000007.md:3:    ',
      '60000007.md:4: A [book](60000004.md)',
      '60000008.md:1: # no final newline',
      '60000008.md:3: the last [book](60000004.md)',
      '60000009.md:1: # Ärger über 日本',
      '60000009.md:3: ÉTÉ straße',
      '6000000a.md:1: # byte order mark',
      '6000000a.md:3: text',
      '6000000b.md:3: # late title',
      '6000000b.md:5: [one](60000001.md) [again](60000001.md) [more](60000004.md#part)',
      '6000000c.md:1: # 🎉 beyond',
      '6000000d.md:1: # ｡ below',
    ]),
  );
});

test('lines --prefix=title puts the title before each line', async () => {
  const { stdout } = await run(['lines', '--prefix=title', '--filter=BOOK']);
  expect(stdout).toBe(
    [
      '60000004.md:1: book book',
      '60000007.md:4: windows lines A [book](60000004.md)',
      '60000008.md:3: no final newline the last [book](60000004.md)\n',
    ].join('\n'),
  );
});

test('lines --color colours the title', async () => {
  expect(await run(['lines', '--color', '--prefix=title', '--filter=theory'])).toEqual(
    printed([`60000002.md:3: ${cyan('quantum mechanics')} a theory by a [physicist](60000001.md)`]),
  );
  expect(await run(['lines', '--color', '--filter=text'])).toEqual(printed(['6000000a.md:3: text']));
});

test.each([
  ['text', ['6000000a.md:3']],
  ['TEXT', ['6000000a.md:3']],
  ['été STRASSE', []],
  ['été straße', ['60000009.md:3']],
  ['physicist theory', ['60000002.md:3']],
  ['theory|text', ['60000002.md:3', '6000000a.md:3']],
  ['physicist !theory !see', ['60000001.md:1']],
  ['"final newline"', ['60000008.md:1']],
  ["'see [quantum' physicist", ['60000003.md:3']],
  ['!"a" !b !# !t !c ! !', []],
  ['no such words', []],
  ['zzz|', 'every line'],
  ['', 'every line'],
] as const)('lines --filter=%j', async (query, places) => {
  const { status, stdout, stderr } = await run(['lines', `--filter=${query}`]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const found = stdout.split('\n').flatMap((line) => /^[^:]+:\d+/.exec(line) ?? []);
  if (places === 'every line') expect(found).toHaveLength(21);
  else expect(found).toEqual(places);
});
