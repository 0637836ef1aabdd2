import { afterEach, beforeEach, expect, test } from 'vitest';
import { startInstance, type Account, type Answer, type Instance } from '../support/instance.ts';
import { overNetwork } from '../support/over-network.ts';

const STEPS = 300;
const READS_EACH = 4;
const TEXTS = ['# One\n\n#a text', '# Two\n\n#b #a/deep', 'plain', '# Three\n\nof [one](68a44a20.md) #c'];

let first: Instance;
let second: Instance;
beforeEach(async () => {
  first = await startInstance();
  second = await startInstance({ database: first.databaseUrl });
});
afterEach(async () => {
  await second.stop();
  await first.stop();
});

/** mulberry32 */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

test.each([1, 2, 3])(
  'whoever writes where, no answer of any process is older than the last write (seed %i)',
  { timeout: 120_000 },
  async (seed) => {
    const below = generator(seed);
    const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
    const servers = [await overNetwork(first), await overNetwork(second)];
    const ask = (...given: Parameters<Instance['call']>) => pick(servers).ask(...given);
    const accounts: Account[] = [];
    for (const name of ['ada', 'ben', 'eve']) accounts.push(await first.account(name));
    const readers = [...accounts.map(({ token }) => token), undefined];
    const seen = new Map<string, { etag: string; text: string }>();
    let memos = 0;
    let fresh = 0;

    async function write(): Promise<void> {
      const { token } = pick(accounts);
      const id = 1 + below(memos + 1);
      first.time.now += 1000 * below(3);
      second.time.now = first.time.now;
      const content = `${pick(TEXTS)} ${below(5)}`;
      const visibility = pick(['PRIVATE', 'PROTECTED', 'PUBLIC']);
      switch (below(8)) {
        case 0:
        case 1: {
          const created = await ask('POST', '/api/v1/memos', { token, body: { content, visibility } });
          expect(created.status).toBe(200);
          memos++;
          return;
        }
        case 2:
          return void (await ask('PATCH', `/api/v1/memos/${id}`, { token, body: { content } }));
        case 3:
          return void (await ask('PATCH', `/api/v1/memos/${id}`, { token, body: { visibility } }));
        case 4: {
          const rowStatus = pick(['NORMAL', 'ARCHIVED', 'TRASHED']);
          return void (await ask('PATCH', `/api/v1/memos/${id}`, { token, body: { rowStatus } }));
        }
        case 5:
          return void (await ask('DELETE', `/api/v1/memos/${id}?force=true`, { token }));
        case 6: {
          const body = { filename: 'a.txt', type: 'text/plain', content: 'YQ==', memo: `memos/${id}` };
          return void (await ask('POST', '/api/v1/resources', { token, body }));
        }
        default:
          return void (await ask('PATCH', `/api/v1/tags/${pick(['a', 'b'])}`, {
            token,
            body: { name: pick(['a', 'b']) },
          }));
      }
    }

    async function read(): Promise<void> {
      const token = pick(readers);
      const path = pick([
        `/api/v1/memos/${1 + below(memos + 1)}`,
        '/api/v1/memos',
        '/api/v1/memos?limit=3',
        '/api/v1/memos?tag=a',
        '/api/v1/memos?orderBy=pinned&limit=5',
        '/api/v1/memos?visibility=PUBLIC',
        '/api/v1/tags',
        '/api/v1/tags/stats',
        '/api/v1/graph',
      ]);
      const key = `${token} ${path}`;
      const known = seen.get(key);
      const headers = known && below(2) === 0 ? { 'if-none-match': known.etag } : {};
      const answer = await ask('GET', path, { token, headers });
      // Another address of the same thing, which nobody has asked for yet, so it cannot have been kept.
      const separator = path.includes('?') ? '&' : '?';
      const now = await ask('GET', `${path}${separator}fresh=${++fresh}`, { token });
      if (answer.status === 304) return void expect(known?.text, `304 of ${path}`).toBe(now.text);
      expect({ status: answer.status, text: answer.text }, path).toEqual({
        status: now.status,
        text: now.text,
      });
      if (answer.status === 200) seen.set(key, { etag: etagOf(answer), text: answer.text });
    }

    for (let step = 0; step < STEPS; step++) {
      await write();
      for (let count = 0; count < READS_EACH; count++) await read();
    }
    expect(seen.size).toBeGreaterThan(20);
  },
);

test('a token that one process revokes is refused by the other with its next request', async () => {
  const { token, id } = await first.account('ada');
  const { ask } = await overNetwork(second);
  const read = () => ask('GET', '/api/v1/memos', { token });
  await first.call('POST', '/api/v1/memos', { token, body: { content: 'one' } });
  for (let count = 0; count < 3; count++) expect((await read()).status).toBe(200);
  const [listed] = await first.services.tokens.listOf(id);
  await first.services.tokens.revokeAny(listed?.id ?? 0);
  expect((await read()).status).toBe(401);
});

test('a token that was used is refused when its time has come, although nothing was written', async () => {
  const account = await first.account('ada');
  const expiresAt = first.time.now + 60_000;
  const { secret } = await first.services.tokens.createFor(account.id, { name: 'short', expiresAt });
  const { ask } = await overNetwork(first);
  const read = () => ask('GET', '/api/v1/memos', { token: secret });
  for (let count = 0; count < 3; count++) expect((await read()).status).toBe(200);
  first.time.now = expiresAt;
  expect((await read()).status).toBe(401);
});

test('what one may see is not given to another at the same address', async () => {
  const { token } = await first.account('ada');
  const stranger = await first.account('ben');
  const created = await first.call('POST', '/api/v1/memos', { token, body: { content: 'mine' } });
  const path = `/api/v1/${created.json.name}`;
  const { ask } = await overNetwork(first);
  for (let count = 0; count < 3; count++) expect((await ask('GET', path, { token })).status).toBe(200);
  expect((await ask('GET', path, { token: stranger.token })).status).toBe(404);
  expect((await ask('GET', path)).status).toBe(404);
});

function etagOf({ headers }: Answer): string {
  return String(headers['etag']);
}
