import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMemos, type Memos } from '../../support/memos.ts';
import type { Account, Answer } from '../../support/instance.ts';

let server: Memos;
let ada: Account;

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
});
afterAll(() => server.stop());

async function tagOf(id: number): Promise<string> {
  const { headers } = await server.call('GET', `/api/v1/memos/${id}`, { token: ada.token });
  return String(headers['etag']);
}
const statuses = (answers: Answer[]) => answers.map((answer) => answer.status).toSorted();

test('two writers with the same ETag: one gets 412', async () => {
  for (let round = 0; round < 20; round++) {
    const { id } = await server.write(ada, 'start');
    const headers = { 'if-match': await tagOf(id) };
    const answers = await Promise.all(
      ['left', 'right'].map((content) => server.patch(ada, { id }, { content }, { headers })),
    );
    expect(statuses(answers)).toEqual([200, 412]);
    const winner = answers.find((answer) => answer.status === 200);
    expect(await server.contents(ada, 'limit=1')).toEqual([winner?.json.content]);
  }
});

test('a writer and a remover with the same ETag: one gets 412', async () => {
  for (let round = 0; round < 10; round++) {
    const { id } = await server.write(ada, 'start');
    const headers = { 'if-match': await tagOf(id) };
    const answers = await Promise.all([
      server.patch(ada, { id }, { content: 'kept' }, { headers }),
      server.call('DELETE', `/api/v1/memos/${id}`, { token: ada.token, headers }),
    ]);
    expect(statuses(answers)).toEqual([200, 412]);
  }
});

test('many writers that read again after each 412 lose nothing', async () => {
  const { id } = await server.write(ada, 'lines');
  async function append(line: string): Promise<void> {
    for (;;) {
      const { json, headers } = await server.call('GET', `/api/v1/memos/${id}`, { token: ada.token });
      const body = { content: `${json.content}\n${line}` };
      const answer = await server.patch(ada, { id }, body, {
        headers: { 'if-match': String(headers['etag']) },
      });
      if (answer.status === 200) return;
      expect(answer.status).toBe(412);
    }
  }
  const lines = Array.from({ length: 8 }, (_, index) => `line ${index}`);
  await Promise.all(lines.map(append));
  const { json } = await server.call('GET', `/api/v1/memos/${id}`, { token: ada.token });
  expect(json.content.split('\n').slice(1).toSorted()).toEqual(lines);
});

test('two who rename the same tags with the same ETag: one gets 412', async () => {
  await server.write(ada, '#before');
  const { headers } = await server.call('GET', '/api/v1/tags', { token: ada.token });
  const answers = await Promise.all(
    ['left', 'right'].map((name) =>
      server.call('PATCH', '/api/v1/tags/before', {
        token: ada.token,
        body: { name },
        headers: { 'if-match': String(headers['etag']) },
      }),
    ),
  );
  expect(statuses(answers)).toEqual([200, 412]);
});

test('two who change the settings with the same ETag: one gets 412', async () => {
  const path = '/api/v1/system/info';
  const { headers } = await server.call('GET', path, { token: ada.token });
  const answers = await Promise.all(
    ['left', 'right'].map((title) =>
      server.call('PATCH', path, {
        token: ada.token,
        body: { customizedProfile: { title } },
        headers: { 'if-match': String(headers['etag']) },
      }),
    ),
  );
  expect(statuses(answers)).toEqual([200, 412]);
});

test('two who change a profile with the same ETag: one gets 412', async () => {
  const path = '/api/v1/users/ada';
  const { headers } = await server.call('GET', path, { token: ada.token });
  const answers = await Promise.all(
    ['left', 'right'].map((nickname) =>
      server.call('PATCH', path, {
        token: ada.token,
        body: { nickname },
        headers: { 'if-match': String(headers['etag']) },
      }),
    ),
  );
  expect(statuses(answers)).toEqual([200, 412]);
});

test('writers side by side: all memos are there, with ids, uids and file names of their own', async () => {
  const bob = await server.account('bob');
  const memos = await Promise.all(
    Array.from({ length: 40 }, (_, index) => server.write(bob, `memo ${index}`)),
  );
  for (const field of ['id', 'uid', 'filename'] as const) {
    expect(new Set(memos.map((memo) => memo[field])).size).toBe(40);
  }
  expect(await server.contents(bob, 'limit=100')).toHaveLength(40);
});
