import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { followEvents } from '../support/event-stream.ts';
import { ask, startWorkers } from '../support/worker-servers.ts';

const LIMIT = 20;
const OPTIONS = { 'rate-limit-anonymous': LIMIT, 'rate-limit-token': 0, 'sign-ins-per-account': 3 };

let server: Awaited<ReturnType<typeof startWorkers>>;
let url: string;
let token: string;

const times = (count: number) => Array.from({ length: count }, (_, index) => index);
/** Strangers count by their address, and here everybody has one of their own. */
const from = (address: string) => ({ 'x-forwarded-for': address });

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 });

beforeAll(async () => {
  const options = Object.entries(OPTIONS).flatMap(([name, value]) => [`--${name}`, String(value)]);
  server = await startWorkers('--trust-proxy', '127.0.0.1', ...options);
  url = server.url;
});
afterAll(() => server.remove());

test('the setup code that the log has once is that of every worker', async () => {
  const code = /setup code (\d{8})$/.exec(server.greeting)?.[1];
  const signUp = (setupCode: string | undefined, username: string) =>
    ask(url, '/api/v1/auth/signup', {
      body: { username, password: 'correct horse battery', setupCode },
      headers: from('192.0.2.1'),
    });
  const refused = await Promise.all(times(4).map(() => signUp('00000000', 'ada')));
  expect(refused.map(({ status }) => status).toSorted()).toEqual([403, 403, 403, 429]);
  for (const username of ['no name', 'no name', 'no name', 'ada']) {
    const { status, headers } = await ask(url, '/api/v1/auth/signup', {
      body: { username, password: 'correct horse battery', setupCode: code },
      headers: from(`192.0.2.2`),
    });
    expect(status).toBe(username === 'ada' ? 200 : 400);
    if (username !== 'ada') continue;
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    const made = await ask(url, '/api/v1/access-tokens', {
      body: { name: 'test' },
      headers: { cookie, origin: url },
    });
    token = made.json.accessToken;
  }
});

test('changes through all workers at once are all there, each once', async () => {
  const contents = times(100).map((number) => `memo ${number}`);
  const answers = await Promise.all(
    contents.map((content) => ask(url, '/api/v1/memos', { token, body: { content } })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const { json } = await ask(url, '/api/v1/memos?limit=100', { token });
  const found = json.data.map((memo: { content: string }) => memo.content);
  expect(found.toSorted()).toEqual(contents.toSorted());
});

test('what one worker commits, streams of the others are told at once', async () => {
  const streams = [await followEvents(url, { token }), await followEvents(url, { token })];
  const delays: number[] = [];
  for (const number of times(8)) {
    await ask(url, '/api/v1/memos', { token, body: { content: `memo ${number}` } });
    const started = performance.now();
    for (const stream of streams) {
      expect((await stream.next()).data.memo?.['content']).toBe(`memo ${number}`);
      delays.push(performance.now() - started);
    }
  }
  for (const stream of streams) stream.close();
  // Without being told, a worker looks twice a second, and half of these would take a quarter of a second.
  expect(delays.toSorted((a, b) => a - b)[12]).toBeLessThan(200);
});

test('a rate limit holds for all workers together, and the headers are exact', async () => {
  const seen: unknown[] = [];
  for (const _ of times(LIMIT + 3)) {
    const { status, headers } = await ask(url, '/api/v1/system/info', { headers: from('192.0.2.3') });
    seen.push([status, headers['x-ratelimit-limit'], headers['x-ratelimit-remaining']]);
  }
  const allowed = times(LIMIT).map((used) => [200, `${LIMIT}`, `${LIMIT - used - 1}`]);
  expect(seen).toEqual([...allowed, ...times(3).map(() => [429, `${LIMIT}`, '0'])]);
});

test('requests side by side use up no more than the limit', async () => {
  const answers = await Promise.all(
    times(3 * LIMIT).map(() => ask(url, '/api/v1/system/info', { headers: from('192.0.2.4') })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(LIMIT);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(2 * LIMIT);
});

test('guesses at a password count together, whichever worker hears them', async () => {
  const statuses: number[] = [];
  for (const number of times(5)) {
    const body = { username: 'ada', password: `guess number ${number}` };
    statuses.push((await ask(url, '/api/v1/auth/signin', { body, headers: from('192.0.2.5') })).status);
  }
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
});

test('metrics are those of all workers together', async () => {
  for (const _ of times(6)) await ask(url, '/healthz');
  const { status, text } = await ask(url, '/metrics', { headers: { host: '127.0.0.1' } });
  expect(status).toBe(200);
  expect(text).toMatch(
    /http_request_duration_seconds_count\{method="GET",route="\/healthz",status="200"\} 6\n/,
  );
});
