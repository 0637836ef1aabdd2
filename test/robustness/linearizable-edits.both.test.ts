import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/command-line.ts';
import { isLinearizable, type Operation } from '../support/linearizability.ts';
import { makeAccount } from '../support/offline-account.ts';
import { startServerProcess } from '../support/server-process.ts';
import { createTestLocation } from '../support/store.ts';

const MEMOS = 6;
const CLIENTS = 8;
const STEPS = 12;

test('edits of one memo through several workers and servers, with If-Match and without, happen one after the other', async () => {
  const data = await temporaryFolder();
  const location = await createTestLocation();
  onTestFinished(() => location.remove());
  const { token } = await makeAccount(location.url);
  const workers = await startServerProcess(data, location.url, ['--workers', '2']);
  const other = await startServerProcess(data, location.url);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };

  async function call(url: string, method: string, path: string, body?: object, etag?: string) {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...headers, ...(etag !== undefined && { 'if-match': etag }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const json: any = await response.json();
    return { status: response.status, etag: response.headers.get('etag') ?? '', json };
  }

  const results = await Promise.all(Array.from({ length: MEMOS }, (_, memo) => history(memo)));
  for (const { operations, initial } of results) {
    expect(
      operations.filter(({ expected, result }) => expected !== undefined && result === false),
    ).not.toEqual([]);
    expect(isLinearizable(operations, initial), JSON.stringify(operations)).toBe(true);
  }

  async function history(memo: number) {
    const initial = `memo ${memo} at first`;
    const created = await call(other.url, 'POST', '/memos', { content: initial });
    const path = `/memos/${created.json.id}`;
    const operations: Operation[] = [];

    async function client(number: number): Promise<void> {
      let known = { etag: created.etag, content: initial };
      for (let step = 0; step < STEPS; step++) {
        const url = (number + step) % 3 === 0 ? other.url : workers.url;
        const value = `memo ${memo} by ${number} at ${step}`;
        const start = performance.now();
        if (step % 3 === 0) {
          const { json, etag } = await call(url, 'GET', path);
          operations.push({ result: json.content, start, end: performance.now() });
          known = { etag, content: json.content };
        } else if (step % 3 === 1) {
          const { status, etag } = await call(url, 'PATCH', path, { content: value }, known.etag);
          expect([200, 412]).toContain(status);
          const result = status === 200;
          operations.push({ expected: known.content, value, result, start, end: performance.now() });
          if (result) known = { etag, content: value };
        } else if (number % 4 === 0) {
          const { status, etag } = await call(url, 'PATCH', path, { content: value });
          expect(status).toBe(200);
          operations.push({ value, result: true, start, end: performance.now() });
          known = { etag, content: value };
        }
      }
    }

    await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
    return { operations, initial };
  }
}, 60_000);
