import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openDatabaseDump } from '../support/database-dump.ts';
import { startInstance, type Account, type Answer, type Instance } from '../support/instance.ts';

const MIB = 1024 * 1024;
/** Longer than this no request may keep all others waiting, on a machine however busy. */
const MAX_PAUSE_MS = 5000;

let instance: Instance;
let ada: Account;

beforeAll(async () => {
  instance = await startInstance();
  ada = await instance.account('ada');
});

afterAll(() => instance.stop());

afterEach(expectServing);

async function expectServing(): Promise<void> {
  // Whatever was sent, the server goes on serving.
  expect((await instance.call('GET', '/readyz')).json).toEqual({ status: 'ok' });
  const made = await instance.call('POST', '/api/v1/memos', {
    token: ada.token,
    body: { content: 'still here' },
  });
  expect(made.status).toBe(200);
}

/** Sends it and sees that others were not kept waiting. */
async function send(content: string): Promise<Answer> {
  const delay = monitorEventLoopDelay();
  delay.enable();
  const answer = await instance.call('POST', '/api/v1/memos', { token: ada.token, body: { content } });
  delay.disable();
  expect(delay.max / 1e6).toBeLessThan(MAX_PAUSE_MS);
  return answer;
}

function expectRefused(answer: Answer, status: number, field: string | undefined): void {
  expect([answer.status, answer.json.error.details[0]?.field]).toEqual([status, field]);
  expect(answer.text.length).toBeLessThan(2000);
}

describe('too much', () => {
  test('a line of 10 MB is refused, and nothing is stored', async () => {
    const database = await openDatabaseDump(instance.databaseUrl);
    const before = await database.read();
    expectRefused(await send('x'.repeat(10_000_000)), 413, undefined);
    expect((await database.read())['notes']).toEqual(before['notes']);
    await database.close();
  });

  test('one byte over the limit of a note is refused, counted in UTF-8', async () => {
    expectRefused(await send('x'.repeat(MIB + 1)), 413, 'content');
    expectRefused(await send('€'.repeat(MIB / 3 + 1)), 413, 'content');
    const grown = await instance.call('POST', '/api/v1/memos', {
      token: ada.token,
      body: { content: 'small' },
    });
    const path = `/api/v1/memos/${grown.json.id}`;
    const answer = await instance.call('PATCH', path, {
      token: ada.token,
      body: { content: 'x'.repeat(MIB + 1) },
    });
    expectRefused(answer, 413, 'content');
    expect((await instance.call('GET', path, { token: ada.token })).json.content).toBe('small');
  });

  test('a million tags are refused', async () => {
    const tags = Array.from({ length: 1_000_000 }, (_, index) => `#t${index.toString(36)}`).join(' ');
    expectRefused(await send(tags), 413, undefined);
    expectRefused(await send(tags.slice(0, MIB)), 400, 'content');
  });

  test('100,000 links are refused, or no links to notes', async () => {
    expect((await send('[a](b.md) '.repeat(100_000))).status).toBe(200);
    expectRefused(await send('[](66b2a1f0.md)\n'.repeat(65_000)), 400, 'content');
  });

  test.each([
    ['arrays', '['.repeat(100_000)],
    ['objects', '{"a":'.repeat(100_000)],
    ['arrays in a field', `{"content":"x","more":${'['.repeat(40)}${']'.repeat(40)}}`],
    ['arrays in a string that ends in a backslash', `{"content":"\\\\",${'"a":['.repeat(40)}`],
  ])('JSON of deep %s is refused', async (_what, raw) => {
    expectRefused(await instance.call('POST', '/api/v1/memos', { token: ada.token, raw }), 400, 'body');
  });

  test('brackets in a string are not depth', async () => {
    expect((await send('["{'.repeat(10_000))).status).toBe(200);
  });

  test('a name of a field that fills the body is not sent back', async () => {
    const raw = `{"${'k'.repeat(3_000_000)}":"\\u0000"}`;
    const answer = await instance.call('POST', '/api/v1/memos', { token: ada.token, raw });
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(2000);
  });

  test('very many wrong fields are not all listed', async () => {
    const scopes = Array.from({ length: 100_000 }, (_, index) => index);
    const answer = await instance.call('POST', '/api/v1/access-tokens', {
      token: ada.token,
      body: { name: 'x', scopes },
    });
    expect([answer.status, answer.json.error.details.length <= 20]).toEqual([400, true]);
  });

  test('very many query parameters are ignored', async () => {
    const query = Array.from({ length: 20_000 }, (_, index) => `a${index}=${index}`).join('&');
    expect((await instance.call('GET', `/api/v1/memos?${query}`, { token: ada.token })).status).toBe(200);
    const same = 'tag=a&'.repeat(5000);
    expectRefused(await instance.call('GET', `/api/v1/memos?${same}`, { token: ada.token }), 400, 'tag');
  });
});

describe('much, and allowed', () => {
  test.each([
    ['a line of 1 MiB', 'x'.repeat(MIB)],
    ['words of 1 MiB', 'word '.repeat(MIB / 5)],
    ['combining characters', `e${'\u0301'.repeat(MIB / 2 - 1)}`],
    ['emoji joined without end', `👩${'\u200d👩'.repeat(140_000)}`],
    ['right-to-left marks', '\u202e'.repeat(MIB / 3)],
    ['control characters', '\u0007'.repeat(MIB)],
    ['line ends', `a${'\r\n'.repeat(MIB / 2 - 1)}`],
    ['Chinese', '汉字'.repeat(MIB / 6 - 1)],
    [
      'different words',
      Array.from({ length: 170_000 }, (_, index) => index.toString(36))
        .join(' ')
        .slice(0, MIB),
    ],
  ])('%s: stored as it is', async (_what, content) => {
    const answer = await send(content);
    expect([answer.status, answer.json.content === content]).toEqual([200, true]);
    expect(answer.json.snippet.length).toBeLessThanOrEqual(400);
  });
});

const REPEATED = [
  '[',
  ']',
  '![',
  '[[',
  '*a ',
  '_a ',
  '**a',
  '`',
  '```\n',
  '<',
  '<a ',
  '<!--',
  '&',
  '&a;',
  '> ',
  '- ',
  '1. ',
  '\t',
  '|',
  '|-',
  '\\',
  '(',
  '[a](',
  '[a]: ',
  '[a](<',
  '~~',
  '#',
  '# a\n',
  '#a/',
  '#a/b',
  'http://',
  'https://a.',
  'www.',
  'a@b.',
  '<a@',
  '*_',
  '***a_b',
  '`` ` ',
  '   - a\n',
  '![a][',
  '[^a]',
  '$',
  '<![CDATA[',
  '"',
  '=',
  '-\n',
  '\n> - 1. ',
];

describe('Markdown that is hard to read', () => {
  test.each(REPEATED)('%j without end is read in bounded time', async (piece) => {
    const content = piece.repeat(Math.ceil(150_000 / piece.length));
    const answer = await send(`x ${content}`);
    expect([200, 400]).toContain(answer.status);
    const nested = await send(
      `${content.slice(0, 50_000)}x${[...piece].toReversed().join('').repeat(10_000)}`,
    );
    expect([200, 400]).toContain(nested.status);
  });
});
