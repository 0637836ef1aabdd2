import { describe, expect, test } from 'vitest';
import { cyan, failed, notesium, printed } from './corpus.ts';

const { run } = await notesium();

test('links prints all links by the title of the note that they stand in', async () => {
  expect(await run(['links'])).toEqual(
    printed([
      '6000000b.md:5: late title → physicist',
      '6000000b.md:5: late title → physicist',
      '6000000b.md:5: late title → book',
      '60000008.md:3: no final newline → book',
      '60000002.md:3: quantum mechanics → physicist',
      '60000003.md:3: richard feynman → physicist',
      '60000003.md:3: richard feynman → quantum mechanics',
      '60000003.md:5: richard feynman → 6fffffff.md',
      '60000007.md:4: windows lines → book',
    ]),
  );
});

test('links --dangling prints the links that lead nowhere, and colours the note', async () => {
  expect(await run(['links', '--dangling'])).toEqual(
    printed(['60000003.md:5: richard feynman → 6fffffff.md']),
  );
  expect(await run(['links', '--dangling', '--color'])).toEqual(
    printed([`60000003.md:5: ${cyan('richard feynman')} → 6fffffff.md`]),
  );
});

describe('the links of a note', () => {
  const outgoing = ['60000001.md:1: outgoing physicist'];
  const incoming = ['60000003.md:3: incoming richard feynman'];

  test.each([
    ['60000002.md', [...outgoing, ...incoming]],
    ['--filename=60000002.md', [...outgoing, ...incoming]],
    ['60000005.md', []],
  ])('links %s', async (argument, lines) => {
    expect(await run(['links', argument])).toEqual(printed(lines));
  });

  test('both directions together are no limit', async () => {
    const argv = ['links', '--outgoing', '--incoming', '60000002.md'];
    expect(await run(argv)).toEqual(printed([...outgoing, ...incoming]));
  });

  test('colour is on the direction', async () => {
    expect(await run(['links', '--color', '60000002.md'])).toEqual(
      printed([
        `60000001.md:1: ${cyan('outgoing')} physicist`,
        `60000003.md:3: ${cyan('incoming')} richard feynman`,
      ]),
    );
  });

  test('--outgoing leaves out what leads nowhere', async () => {
    expect(await run(['links', '60000003.md', '--outgoing'])).toEqual(
      printed(['60000001.md:1: physicist', '60000002.md:1: quantum mechanics']),
    );
  });

  test('--incoming tells the line of each link', async () => {
    expect(await run(['links', '--incoming', '60000004.md'])).toEqual(
      printed([
        '60000007.md:4: windows lines',
        '60000008.md:3: no final newline',
        '6000000b.md:5: late title',
      ]),
    );
  });
});

test.each([
  [['--outgoing'], 'filename is required'],
  [['--incoming', '--dangling'], 'filename is required'],
  [['--dangling', '60000001.md'], 'filename not supported'],
  [['66666666.md'], 'filename does not exist'],
  [['60000001'], 'unrecognized option: 60000001'],
  [['--color=true'], 'unrecognized option: --color=true'],
])('links %j fails', async (argv, message) => {
  expect(await run(['links', ...argv])).toEqual(failed(message));
});
