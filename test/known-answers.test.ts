import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { AppConfig } from '../src/config.ts';
import { startInstance, type Call } from './support/instance.ts';
import { overNetwork, type NetworkAnswer } from './support/over-network.ts';
import { personal } from './support/personal.ts';

/** A read with a body, though an empty one, goes through the framework; nothing else about it is different. */
const THROUGH_FRAMEWORK = { 'content-length': '0' };
const LIMITS = { rateLimitToken: 100_000, rateLimitSession: 100_000, rateLimitAnonymous: 100_000 };
/** As a route's handler is about to run. */
const HANDLER = 'tracing:fastify.request.handler:start';

type Ask = Awaited<ReturnType<typeof overNetwork>>['ask'];

/** A server that is asked through connections. */
async function start(config: Partial<AppConfig> = LIMITS) {
  const instance = await startInstance(config);
  onTestFinished(() => instance.stop());
  return { ...instance, ...(await overNetwork(instance)) };
}

/** How often the framework came to run a handler. */
function countHandlers(): () => number {
  let count = 0;
  const listener = (): void => void count++;
  subscribe(HANDLER, listener);
  onTestFinished(() => void unsubscribe(HANDLER, listener));
  return () => count;
}

/** The same, given by the framework and given at once; what comes of time and of counting is left out. */
async function bothWays(ask: Ask, path: string, call: Call = {}) {
  const handlers = countHandlers();
  const { headers } = call;
  const made = await ask('GET', path, { ...call, headers: { ...headers, ...THROUGH_FRAMEWORK } });
  const before = handlers();
  const known = await ask('GET', path, call);
  return { made: comparable(made), known: comparable(known), wasKnown: handlers() === before };
}

function comparable({ status, headers, text }: NetworkAnswer) {
  const { date, 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset, ...others } = headers;
  return { status, headers: others, text, present: [date, remaining, reset].map((value) => typeof value) };
}

const PATHS = [
  '/api/v1/memos/1',
  '/api/v1/memos',
  '/api/v1/memos?limit=1&orderBy=pinned',
  '/api/v1/tags',
  '/api/v1/tags/stats',
  '/api/v1/graph',
  '/api/notes',
  '/api/notes?keyed=true',
  '/api/v1/memos/1/links',
  '/api/memories',
  '/api/memories?count=1',
];

async function withNotes(config?: Partial<AppConfig>) {
  const server = await start(config);
  const { token, password } = await server.account('ada');
  const body = { content: '# One\n\n#a “text”', visibility: 'PUBLIC' };
  await server.call('POST', '/api/v1/memos', { token, body });
  await server.call('POST', '/api/v1/memos', { token, body: { content: 'two #b' } });
  const device = { address: '127.0.0.1', userAgent: '' };
  const { secret } = await server.services.sessions.signIn('ada', password, device);
  return { ...server, token, cookie: `commonplace_session=${secret}` };
}

test('an answer is the same known as made, for a token and for a session', async () => {
  const { ask, token, cookie } = await withNotes();
  const calls = [{ token }, { cookie }, { cookie: `other=%41; ${cookie}; ${cookie}x; a="b"` }];
  for (const path of PATHS) {
    for (const call of calls) {
      const { made, known, wasKnown } = await bothWays(ask, path, call);
      expect([made.status, wasKnown], path).toEqual([200, true]);
      expect(known).toEqual(made);
    }
  }
});

test('it is the same for strangers', async () => {
  const { ask } = await withNotes();
  for (const path of ['/api/v1/memos', '/api/v1/memos/1']) {
    const { made, known, wasKnown } = await bothWays(ask, path);
    expect([made.status, wasKnown]).toEqual([200, true]);
    expect(known).toEqual(made);
  }
});

test('it is the same with an If-None-Match of any kind', async () => {
  const { ask, token } = await withNotes();
  for (const path of ['/api/v1/memos/1', '/api/v1/memos', '/api/notes', '/api/memories?count=1']) {
    const { etag = '' } = (await ask('GET', path, { token })).headers;
    const kinds = [etag, `W/${etag}`, `"x", ${etag}`, '*', '"x"', ''];
    for (const [index, kind] of kinds.entries()) {
      const headers = { 'if-none-match': kind };
      const { made, known, wasKnown } = await bothWays(ask, path, { token, headers });
      expect([made.status, wasKnown], kind).toEqual([index < 4 ? 304 : 200, true]);
      expect(known).toEqual(made);
    }
  }
});

test('a list is known to be unchanged, though this server has never made it', async () => {
  const { ask, token } = await withNotes();
  const headers = { 'if-none-match': '*' };
  const { made, known, wasKnown } = await bothWays(ask, '/api/notes', { token, headers });
  expect([made.status, wasKnown]).toEqual([304, true]);
  expect(known).toEqual(made);
  expect((await ask('GET', '/api/notes', { token })).status).toBe(200);
});

test('what is not known, or has something unusual about it, goes through the framework', async () => {
  const { ask, token } = await withNotes();
  const calls: [string, string, Call][] = [
    ['GET', '/api/raw/list', { token }],
    ['GET', '/api/v1/memos/99', { token }],
    ['GET', '/api/v1/memos?limit=0', { token }],
    ['HEAD', '/api/v1/memos/1', { token }],
    ['GET', '/api/v1/memos/1', { headers: { authorization: `Basic ${token}` } }],
    ['GET', '/api/v1/memos/1', { token, headers: { 'content-length': '0' } }],
    ['GET', '/api/notes', {}],
  ];
  await ask('GET', '/api/v1/memos/1', { token });
  for (const [method, path, call] of calls) {
    const first = await ask(method, path, call);
    expect(comparable(await ask(method, path, call)), path).toEqual(comparable(first));
  }
});

test('a token that is revoked is refused in the same words, whatever is known', async () => {
  const { ask, services, token } = await withNotes();
  await ask('GET', '/api/v1/memos', { token });
  expect((await bothWays(ask, '/api/v1/memos', { token })).wasKnown).toBe(true);
  const { userId } = (await services.sessions.authenticate({ token })) as { userId: number };
  for (const { id } of await services.tokens.listOf(userId)) await services.tokens.revokeAny(id);
  const { made, known } = await bothWays(ask, '/api/v1/memos', { token });
  expect(known.status).toBe(401);
  expect(known).toEqual(made);
});

test('answers that are known are counted once, and refused when nothing is left', async () => {
  const { ask, token } = await withNotes({ ...LIMITS, rateLimitToken: 6 });
  const asked: NetworkAnswer[] = [];
  for (let count = 0; count < 6; count++) asked.push(await ask('GET', '/api/v1/memos', { token }));
  // Two were used up by writing the notes.
  expect(asked.map(({ headers }) => headers['x-ratelimit-remaining'])).toEqual([
    '3',
    '2',
    '1',
    '0',
    '0',
    '0',
  ]);
  expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429]);
});

test('where a proxy may speak for others, strangers are counted by the framework', async () => {
  const { ask, token } = await withNotes({ ...LIMITS, trustProxy: true });
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
  const remaining = async (address: string) =>
    (await ask('GET', '/api/v1/memos', from(address))).headers['x-ratelimit-remaining'];
  expect([await remaining('10.0.0.1'), await remaining('10.0.0.2')]).toEqual(['99999', '99999']);
  expect((await bothWays(ask, '/api/v1/memos', { token })).wasKnown).toBe(true);
});

test('answers that are known are in the metrics under their route', async () => {
  const { ask, token } = await withNotes();
  for (let count = 0; count < 5; count++) await ask('GET', '/api/v1/memos/1', { token });
  await ask('GET', '/api/v1/memos/1', { token, headers: { 'if-none-match': '*' } });
  const { text } = await ask('GET', '/metrics');
  const labels = (status: number) => `{method="GET",route="/api/v1/memos/:id",status="${status}"}`;
  expect(text).toContain(`commonplace_http_request_duration_seconds_count${labels(200)} 5`);
  expect(text).toContain(`commonplace_http_request_duration_seconds_count${labels(304)} 1`);
});

test('the use of a token is noted, though its answers are known', async () => {
  const { ask, services, time, token } = await withNotes();
  const { userId } = (await services.sessions.authenticate({ token })) as { userId: number };
  for (let count = 0; count < 3; count++) await ask('GET', '/api/v1/memos', { token });
  time.now += 3_600_000;
  expect((await ask('GET', '/api/v1/memos', { token })).status).toBe(200);
  await expect
    .poll(async () => (await services.tokens.listOf(userId)).map(({ lastUsedAt }) => lastUsedAt))
    .toContain(time.now);
});

test('the local owner gets what is known without credentials, and no other site does', async () => {
  const server = await personal({}, { '64214a1d.md': '# One' });
  const { ask } = await overNetwork(server);
  for (const path of ['/api/notes', '/api/v1/memos']) {
    await ask('GET', path);
    expect((await bothWays(ask, path)).wasKnown).toBe(true);
    for (const headers of [
      { host: 'example.com' },
      { origin: 'http://example.com' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const { made, known } = await bothWays(ask, path, { headers });
      expect(known.status, JSON.stringify(headers)).toBe(403);
      expect(known).toEqual(made);
    }
  }
});

test('a server that stops when idle is not idle while it gives what is known', async () => {
  const server = await personal({ stopOnIdle: true }, {}, { idleMs: 400 });
  const { ask } = await overNetwork(server);
  let isIdle = false;
  void server.app.idle.then(() => void (isIdle = true));
  for (const began = performance.now(); performance.now() - began < 1000;) await ask('GET', '/api/v1/memos');
  expect(isIdle).toBe(false);
  await server.app.idle;
});

test('whatever a server still answers while it stops ends the connection', async () => {
  const { app, ask, address, token } = await withNotes();
  await ask('GET', '/api/v1/memos', { token });
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let received = '';
  socket.on('data', (data: Buffer) => (received += data.toString('latin1')));
  const ended = new Promise((resolve) => socket.once('close', resolve));
  const common = `host: ${hostname}\r\nauthorization: Bearer ${token}\r\n`;
  const post = 'content-type: application/json\r\ncontent-length: 15\r\nexpect: 100-continue\r\n';
  socket.write(`POST /api/v1/memos HTTP/1.1\r\n${common}${post}\r\n`);
  await expect.poll(() => received).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  received = '';
  const closed = app.close();
  socket.write(`{"content":"a"}GET /api/v1/memos HTTP/1.1\r\n${common}\r\n`);
  await Promise.all([closed, ended]);
  const answers = received.split(/(?=HTTP\/1\.1 )/);
  expect(answers[0]).toContain('HTTP/1.1 200 OK');
  for (const answer of answers) expect(answer).toMatch(/\r\nconnection: close\r\n/i);
});
