import { afterEach, beforeEach, expect, test } from 'vitest';
import { startInstance, type Account, type Instance } from '../support/instance.ts';
import { overNetwork } from '../support/over-network.ts';

const STEPS = 150;
const READS_EACH = 5;

let first: Instance;
let second: Instance;
beforeEach(async () => {
  // Both are reached at one address, by which their answers name notes.
  const url = 'https://notes.example.com';
  first = await startInstance({ url });
  second = await startInstance({ url, database: first.databaseUrl });
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

test(
  'whatever happens in spaces, no list and no memory of any process is older than the last write',
  { timeout: 120_000 },
  async () => {
    const below = generator(7);
    const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
    const servers = [await overNetwork(first), await overNetwork(second)];
    const ask = (...given: Parameters<Instance['call']>) => pick(servers).ask(...given);
    const accounts: Account[] = [];
    for (const name of ['ada', 'ben', 'eve']) accounts.push(await first.account(name));
    const owner = accounts[0] as Account;
    const spaces: string[] = [];
    for (const isPublic of [false, true]) {
      const body = { spaceName: 'x', isPublic };
      const made = await ask('POST', '/api/spaces/create', { token: owner.token, body });
      spaces.push(made.json.space.id);
    }
    const memories = ['ffffffff'];
    const readers = [...accounts.map(({ token }) => token), undefined];
    const seen = new Map<string, { etag: string; text: string }>();
    const counts = { confirmed: 0, fresh: 0 };
    let asked = 0;

    async function write(step: number): Promise<void> {
      const { token, username } = pick(accounts);
      const spaceId = pick(spaces);
      const documentId = pick(memories);
      const member = `/api/spaces/${spaceId}/members/${username}@example.com`;
      first.time.now += 1000;
      second.time.now = first.time.now;
      switch (below(11)) {
        case 0:
        case 1: {
          const body = { content: `text ${step}`, ...(below(2) > 0 && { spaces: [spaceId] }) };
          const added = await ask('POST', '/api/add', { token, body });
          return void (added.status === 200 && memories.push(added.json.id));
        }
        case 2:
          return void (await ask('PATCH', `/api/memories/${documentId}`, {
            token,
            body: { content: `edited ${step}`, visibility: pick(['PRIVATE', 'PROTECTED', 'PUBLIC']) },
          }));
        case 3:
          return void (await ask('DELETE', `/api/memories/${documentId}`, { token }));
        case 4:
        case 5:
          return void (await ask('POST', '/api/spaces/addContent', { token, body: { spaceId, documentId } }));
        case 6:
          return void (await ask('POST', '/api/spaces/removeContent', {
            token,
            body: { spaceId, documentId },
          }));
        case 7:
        case 8: {
          const body = { email: `${username}@example.com`, accessType: pick(['read', 'edit']) };
          await ask('POST', `/api/spaces/${spaceId}/invite`, { token: owner.token, body });
          return void (await ask('POST', '/api/spaces/invites/accept', { token, body: { spaceId } }));
        }
        case 9:
          return void (await ask('DELETE', member, { token: owner.token }));
        default:
          return void (await ask('PATCH', `/api/spaces/${spaceId}`, {
            token: owner.token,
            body: { name: `space ${step}`, isPublic: below(2) > 0 },
          }));
      }
    }

    async function read(): Promise<void> {
      const token = pick(readers);
      const path = pick([
        '/api/memories?count=4',
        '/api/memories?start=1&count=3',
        `/api/memories?count=4&spaceId=${pick(spaces)}`,
        `/api/memories/${pick(memories)}?x=1`,
        `/api/spaces/${pick(spaces)}?x=1`,
        '/api/spaces?x=1',
      ]);
      const key = `${token} ${path}`;
      const known = seen.get(key);
      const headers = known && below(3) > 0 ? { 'if-none-match': known.etag } : undefined;
      const answer = await ask('GET', path, { token, ...(headers && { headers }) });
      // No answer to this address is known anywhere.
      const truth = await ask('GET', `${path}&fresh=${asked++}`, { token });
      if (answer.status === 304) {
        counts.confirmed++;
        expect([truth.status, truth.text]).toEqual([200, known?.text]);
        return;
      }
      counts.fresh++;
      expect([answer.status, answer.text, answer.headers['etag']]).toEqual([
        truth.status,
        truth.text,
        truth.headers['etag'],
      ]);
      if (answer.status === 200) seen.set(key, { etag: answer.headers['etag'] ?? '', text: answer.text });
    }

    for (let step = 0; step < STEPS; step++) {
      await write(step);
      for (let turn = 0; turn < READS_EACH; turn++) await read();
    }
    expect(counts.confirmed).toBeGreaterThan(30);
    expect(counts.fresh).toBeGreaterThan(100);
  },
);
