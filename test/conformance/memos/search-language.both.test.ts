import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMemos, type Memo, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let ada: Account;

const MEMOS: Record<string, { content: string; pinned?: boolean; createTime?: string }> = {
  fox: { content: 'The quick brown fox\n\n#animals/wild', createTime: '2024-01-10T12:00:00Z' },
  dog: {
    content: 'The lazy dog, brown and quick\n\n#animals',
    pinned: true,
    createTime: '2024-02-10T12:00:00Z',
  },
  link: { content: 'See https://example.com for prefixes', createTime: '2024-03-10T12:00:00Z' },
  task: { content: '- [ ] water the plants', createTime: '2024-04-10T12:00:00Z' },
  code: { content: 'Run `npm test`', createTime: '2024-05-10T12:00:00Z' },
  text: { content: 'Zürich 東京タワー café', createTime: '2024-06-10T12:00:00Z' },
};

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
  for (const { content, ...more } of Object.values(MEMOS)) await server.write(ada, content, more);
});
afterAll(() => server.stop());

/** The names of the memos that a query finds. */
async function found(q: string, more = ''): Promise<string[]> {
  const answer = await server.call('GET', `/api/v1/search?q=${encodeURIComponent(q)}${more}`, {
    token: ada.token,
  });
  expect(answer.status).toBe(200);
  const contents = (answer.json.data as Memo[]).map((memo) => memo.content);
  return Object.keys(MEMOS).filter((name) => contents.includes(MEMOS[name]?.content ?? ''));
}

describe.each([
  [
    'words are ANDed',
    [
      ['quick', ['fox', 'dog']],
      ['quick fox', ['fox']],
      ['quick cat', []],
      ['fox quick', ['fox']],
    ],
  ],
  [
    '"a phrase"',
    [
      ['"quick brown"', ['fox']],
      ['"brown and quick"', ['dog']],
      ['"brown quick"', []],
    ],
  ],
  [
    '-not or !not',
    [
      ['quick -lazy', ['fox']],
      ['quick !lazy', ['fox']],
      ['brown -"quick brown"', ['dog']],
    ],
  ],
  [
    'a|b',
    [
      ['fox|dog', ['fox', 'dog']],
      ['brown lazy|plants', ['dog']],
      ['fox | npm', ['fox', 'code']],
    ],
  ],
  [
    'pre*',
    [
      ['prefix*', ['link']],
      ['pre*', ['link']],
      ['prefi', []],
    ],
  ],
  [
    'tag:',
    [
      ['tag:animals', ['fox', 'dog']],
      ['tag:Animals/Wild', ['fox']],
      ['brown -tag:animals/wild', ['dog']],
      ['#animals', ['fox', 'dog']],
    ],
  ],
  [
    'is:pinned',
    [
      ['is:pinned', ['dog']],
      ['quick -is:pinned', ['fox']],
    ],
  ],
  [
    'has:link',
    [
      ['has:link', ['link']],
      ['has:link dog', []],
    ],
  ],
  [
    'has:file',
    [
      ['has:file', []],
      ['fox -has:file', ['fox']],
    ],
  ],
  [
    'before:',
    [
      ['before:2024-02-10', ['fox']],
      ['before:2024-02-11', ['fox', 'dog']],
      ['quick before:2024-02-01', ['fox']],
    ],
  ],
  [
    'after:',
    [
      ['after:2024-05-01', ['code', 'text']],
      ['after:2024-06-10T12:00:00Z', ['text']],
      ['after:2024-02-01 before:2024-04-01', ['dog', 'link']],
    ],
  ],
  [
    'without case, accents and spaces of scripts that have none',
    [
      ['QUICK FOX', ['fox']],
      ['zurich', ['text']],
      ['CAFE', ['text']],
      ['東京', ['text']],
      ['タワー', ['text']],
    ],
  ],
] as [string, [string, string[]][]][])('%s', (_name, cases) => {
  test.each(cases)('%s', async (q, names) => {
    expect(await found(q)).toEqual(names);
  });
});

test('the parameter tag holds together with q', async () => {
  expect(await found('quick', '&tag=animals/wild')).toEqual(['fox']);
});

test.each(['is:open', 'has:wings', 'tag:#', 'before:yesterday', 'after:2024-13-01', 'has:link|fox'])(
  'the filter %s is a 400 that names q and says what is possible',
  async (q) => {
    const answer = await server.call('GET', `/api/v1/search?q=${encodeURIComponent(q)}`, {
      token: ada.token,
    });
    expect(answer.status).toBe(400);
    expect(answer.json.error.details).toEqual([{ field: 'q', issue: expect.any(String) }]);
  },
);

test.each([
  '"',
  '"open',
  '|',
  '* fox',
  'fox:',
  'a:b fox',
  '( fox )',
  'NEAR fox',
  'fox AND',
  "fox's",
  'fox\\',
  '%_ fox',
  '-',
  'fox & | !',
])('signs of other search languages are harmless: %s', async (q) => {
  const answer = await server.call('GET', `/api/v1/search?q=${encodeURIComponent(q)}`, { token: ada.token });
  expect([200, 400]).toContain(answer.status);
});
