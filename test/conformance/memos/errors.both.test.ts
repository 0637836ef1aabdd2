import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STATUS, HTTP_ERRORS } from '../../../src/http/memos/errors.ts';
import { startMemos, type Memos } from '../../support/memos.ts';
import type { Account, Answer } from '../../support/instance.ts';

let server: Memos;
let ada: Account;

beforeAll(async () => {
  server = await startMemos({ allowSignUp: true });
  ada = await server.account('ada');
});
afterAll(() => server.stop());

test('the API returns error details in JSON format: code, message and details with field and issue', async () => {
  const answer = await server.call('POST', '/api/v1/memos', { token: ada.token, body: { content: '' } });
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.json).toEqual({
    error: {
      code: 'INVALID_ARGUMENT',
      message: 'Invalid request parameters',
      details: [{ field: 'content', issue: 'Content cannot be empty' }],
    },
  });
});

describe('common error codes', () => {
  const cases: [number, string, string, () => Promise<Answer>][] = [
    [
      400,
      'INVALID_ARGUMENT',
      'Invalid request parameters',
      () => server.call('GET', '/api/v1/memos?limit=0'),
    ],
    [401, 'UNAUTHENTICATED', 'Missing or invalid authentication', () => server.call('GET', '/api/v1/tags')],
    [
      403,
      'PERMISSION_DENIED',
      'Only administrators may do this',
      async () => server.call('GET', '/api/v1/users', { token: (await server.account('bob')).token }),
    ],
    [404, 'NOT_FOUND', 'Memo not found', () => server.call('GET', '/api/v1/memos/999')],
    [
      409,
      'ALREADY_EXISTS',
      'This username is taken',
      () =>
        server.call('POST', '/api/v1/auth/signup', {
          body: { username: 'ada', password: 'a long password' },
        }),
    ],
  ];

  test.each(cases)('%i %s: %s', async (status, code, message, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.json.error).toEqual({ code, message, details: expect.any(Array) });
  });

  test('the codes of the specification have its statuses', () => {
    expect({ ...STATUS, ...HTTP_ERRORS }).toMatchObject({
      INVALID_ARGUMENT: 400,
      UNAUTHENTICATED: 401,
      PERMISSION_DENIED: 403,
      NOT_FOUND: 404,
      ALREADY_EXISTS: 409,
      RESOURCE_EXHAUSTED: 429,
      INTERNAL_ERROR: 500,
    });
  });

  test('and those beside it: TOKEN_EXPIRED, TOKEN_REVOKED, FAILED_PRECONDITION, PAYLOAD_TOO_LARGE', () => {
    expect(STATUS).toMatchObject({
      TOKEN_EXPIRED: 401,
      TOKEN_REVOKED: 401,
      FAILED_PRECONDITION: 412,
      PAYLOAD_TOO_LARGE: 413,
    });
  });
});

test('500 INTERNAL_ERROR: what went wrong is in the log, and not in the answer', async () => {
  const broken = await startMemos();
  const { token } = await broken.account('ada');
  broken.services.notes.get = async () => {
    throw new Error('planted: the disk at /secret/place is full');
  };
  const answer = await broken.call('GET', '/api/v1/memos/1', { token });
  expect(answer.status).toBe(500);
  expect(answer.json.error).toMatchObject({ code: 'INTERNAL_ERROR', details: [] });
  expect(answer.text).not.toContain('planted');
  const logged = broken.log.find((line) => line.includes('planted'));
  const requestId = /request id ([\w-]+)"/.exec(answer.text)?.[1];
  expect(JSON.parse(logged ?? '{}').requestId).toBe(requestId);
  expect(broken.log.join('')).not.toContain(token);
  await broken.stop();
});
