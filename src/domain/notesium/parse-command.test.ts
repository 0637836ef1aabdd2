import { expect, test } from 'vitest';
import { argvOfQuery, parseCommand } from './parse-command.ts';

test.each([
  [
    ['list', '--color', '--sort=alpha', '--prefix=label', '--date=Jan 2'],
    { color: true, sort: 'alpha', prefix: 'label', date: 'Jan 2' },
  ],
  [['list', '--labels', '--orphans'], { limit: 'orphans' }],
  [['list', '--sort=ctime', '--sort=mtime'], { sort: 'mtime' }],
  [['list', '--date='], { date: '' }],
  [['links', 'a.md', 'b.md'], { filename: 'b.md' }],
  [['links', '--outgoing', '--incoming', 'a.md'], { filename: 'a.md' }],
  [['links', '--dangling', '--incoming', 'a.md'], { filename: 'a.md', limit: 'incoming' }],
  [['lines', '--prefix=title', '--filter=a=b\nc'], { prefix: 'title', filter: 'a=b\nc' }],
  [['new', '--ctime=', '--verbose'], { ctime: '', verbose: true }],
  [['cat', '64214a1d.md:3: title'], { filename: '64214a1d.md' }],
])('%j', (argv, options) => {
  expect(parseCommand(argv)).toEqual({ name: argv[0], options, args: [] });
});

test('the finder shows the list by label, or what follows --', () => {
  const byLabel = ['list', '--color', '--prefix=label', '--sort=alpha'];
  expect(parseCommand(['finder', '--preview'])).toMatchObject({ options: { preview: true }, args: byLabel });
  expect(parseCommand(['finder', '--prompt=> ', '--', 'lines', '--', 'x'])).toEqual({
    name: 'finder',
    options: { prompt: '> ' },
    args: ['lines', '--', 'x'],
  });
});

test('a query is the command line that it stands for', () => {
  const query = new URLSearchParams('color=true&sort=alpha&labels=false&date=&filename=a.md&foo=b%20c');
  expect(argvOfQuery('list', query)).toEqual([
    'list',
    '--color',
    '--sort=alpha',
    '--filename=a.md',
    '--foo=b c',
  ]);
});
