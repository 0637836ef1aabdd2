import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runScript } from '../../support/examples.ts';
import { startMemos, type Memo, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

const example = (name: string): string =>
  readFileSync(new URL(`spec-examples/${name}`, import.meta.url), 'utf8');

let server: Memos;
let host: string;
let ada: Account;

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
  // The examples are about the memos 123 and, once it is created, 124.
  for (let number = 1; number < 123; number++) await server.write(ada, `memo ${number}`);
  await server.write(
    ada,
    '# Meeting Notes\n\nDiscussed project timeline and deliverables.\n\n#work #meeting',
  );
  host = await server.app.listen();
});
afterAll(() => server.stop());

/** Runs an example in a shell, where curl shows no progress and fails on errors. */
async function curl(script: string) {
  const { code, stdout, stderr } = await runScript(
    'bash',
    ['--norc', '-e', '-c', `curl() { command curl --silent --show-error --fail "$@"; }\n${script}`],
    '',
    { MEMOS_TOKEN: ada.token, MEMOS_HOST: host },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

const stored = async (id: number): Promise<Memo> =>
  (await server.call('GET', `/api/v1/memos/${id}`, { token: ada.token })).json;

describe('the curl examples run as they are written', () => {
  test('quick start: test authentication (with its two placeholders filled in)', async () => {
    const script = example('quick-start.sh')
      .replace('your-access-token', ada.token)
      .replace('https://your-memos-instance.com', host);
    expect((await curl(script)).user.username).toBe('ada');
  });

  test('list memos', async () => {
    const { data, nextPageToken } = await curl(example('list-memos.sh'));
    expect([data.map((memo: Memo) => memo.name), nextPageToken]).toEqual([['memos/123'], '']);
  });

  test('search memos', async () => {
    expect((await curl(example('search-memos.sh'))).data.map((memo: Memo) => memo.id)).toEqual([123]);
  });

  test('get memo', async () => {
    expect(await curl(example('get-memo.sh'))).toEqual(await stored(123));
  });

  test('create memo, which answers as in the example response', async () => {
    const created = await curl(example('create-memo.sh'));
    expect(created).toMatchObject({
      id: 124,
      name: 'memos/124',
      tags: ['daily', 'work'],
      visibility: 'PRIVATE',
    });
    expect(created.content).toMatch(/^# Daily Standup\n\n- Completed: User authentication\n/);
    expect(await stored(124)).toEqual(created);
  });

  test('update memo', async () => {
    const updated = await curl(example('update-memo.sh'));
    expect(updated).toMatchObject({ id: 123, pinned: true, tags: ['work', 'meeting', 'action-items'] });
    expect(updated.content).toContain('## Action Items\n- [ ] Review design mockups');
    expect(await stored(123)).toEqual(updated);
  });

  test('delete memo', async () => {
    expect(await curl(example('delete-memo.sh'))).toEqual({});
    expect((await stored(123)).rowStatus).toBe('TRASHED');
  });
});

/** Runs a module in Node and reads what it logs. */
async function node(script: string, env: Record<string, string> = {}) {
  const run = await runScript(process.execPath, ['--input-type=module'], script, {
    MEMOS_HOST: host,
    ...env,
  });
  return { ...run, output: run.stdout === '' ? undefined : JSON.parse(run.stdout) };
}

describe('the JavaScript example', () => {
  const integration = (token: string) =>
    example('memos-api.js.txt').replace('https://memos.example.com', host).replace('your-token', token);

  test('its usage creates a memo', async () => {
    const { output, stderr } = await node(`${integration(ada.token)}\nconsole.log(JSON.stringify(memo));`);
    expect(stderr).toBe('');
    expect(output).toMatchObject({
      content: '# API Test\n\nTesting API integration!',
      visibility: 'PRIVATE',
    });
    expect(await stored(output.id)).toEqual(output);
  });

  test('getMemos lists with and without parameters', async () => {
    const { output } = await node(
      `${integration(ada.token)}
      console.log(JSON.stringify([await api.getMemos(), await api.getMemos({ page: 2, limit: 5, order: 'asc' })]));`,
    );
    expect(output[0].data).toHaveLength(20);
    expect(output[1].data.map((memo: Memo) => memo.id)).toEqual([6, 7, 8, 9, 10]);
  });

  test('an error of the API is an error in the program, with the words of its status', async () => {
    const { code, stderr } = await node(integration('wrong-token'));
    expect(code).toBe(1);
    expect(stderr).toContain('API error: Unauthorized');
  });
});

/** A program around `safeAPICall`: what it leaves to its reader is here, and notes that it was called. */
const program = (token: string, next: string, path: string): string => `
  const calls = [];
  let token = ${JSON.stringify(token)};
  const anew = (name) => async (argument) => { calls.push([name, argument]); token = ${JSON.stringify(next)}; };
  const sleep = anew('sleep');
  const refreshToken = anew('refreshToken');
  console.error = (...words) => calls.push(['logged', words[0]]);
  ${example('safe-api-call.js.txt')}
  async function ask() {
    const response = await fetch(process.env.MEMOS_HOST + ${JSON.stringify(path)}, {
      headers: { authorization: 'Bearer ' + token },
    });
    calls.push(['asked', response.status]);
    if (!response.ok) throw Object.assign(new Error(response.statusText), { status: response.status });
    return response.json();
  }
  const answer = await safeAPICall(ask).catch((error) => error.message);
  console.log(JSON.stringify({ calls, answer }));
`;

describe('safeAPICall', () => {
  test('a good answer is passed on', async () => {
    const { output } = await node(program(ada.token, '', '/api/v1/auth/status'));
    expect(output.calls).toEqual([['asked', 200]]);
    expect(output.answer.user.username).toBe('ada');
  });

  test('401: refreshes the token, and asks again', async () => {
    const { output } = await node(program('wrong', ada.token, '/api/v1/auth/status'));
    expect(output.calls).toEqual([
      ['asked', 401],
      ['refreshToken', null],
      ['asked', 200],
    ]);
    expect(output.answer.user.username).toBe('ada');
  });

  test('429: waits, and asks again', async () => {
    const narrow = await startMemos({ rateLimitToken: 1 });
    const [first, second] = [await narrow.account('first'), await narrow.account('second')];
    await narrow.call('GET', '/api/v1/auth/status', { token: first.token });
    const { output } = await node(program(first.token, second.token, '/api/v1/auth/status'), {
      MEMOS_HOST: await narrow.app.listen(),
    });
    expect(output.calls).toEqual([
      ['asked', 429],
      ['sleep', 60_000],
      ['asked', 200],
    ]);
    await narrow.stop();
  });

  test('any other error is logged and passed on', async () => {
    const { output } = await node(program(ada.token, '', '/api/v1/memos/9999'));
    expect(output.calls).toEqual([
      ['asked', 404],
      ['logged', 'API Error:'],
    ]);
    expect(output.answer).toBe('Not Found');
  });
});
