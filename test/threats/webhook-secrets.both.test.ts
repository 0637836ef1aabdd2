import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from '../support/instance.ts';
import { startWebhooks, type WebhookWorld } from '../support/webhooks.ts';

const SECRET = 'whsec_cGxhbnRlZC1zZWNyZXQtb2YtYS13ZWJob29r';
const OTHER = 'a-planted-plain-secret';

let world: WebhookWorld;
let host: Account;
let ada: Account;
let reader: { token: string };
let bob: Account;
let hook: number;
let delivery: number;

beforeAll(async () => {
  world = await startWebhooks();
  host = await world.account('host');
  ada = await world.account('ada');
  bob = await world.account('bob');
  const made = await world.services.tokens.createFor(ada.id, { name: 'reader', scope: 'read' });
  reader = { token: made.secret };
  hook = (await world.hook(ada, { secret: SECRET, url: `${world.receiver.url}/planted-path` })).id;
  await world.ask(ada, `PATCH /webhooks/${hook}`, { secret: OTHER });
  await world.write(ada, 'planted words');
  [{ id: delivery }] = (await world.settled(ada, hook)) as [{ id: number }];
});
afterAll(() => world.stop());

const ROUTES = () =>
  [
    ['GET /webhooks', undefined],
    ['POST /webhooks', { name: 'x', url: 'https://example.com', events: ['memo.created'] }],
    [`GET /webhooks/${hook}`, undefined],
    [`PATCH /webhooks/${hook}`, { name: 'renamed' }],
    [`POST /webhooks/${hook}/test`, undefined],
    [`GET /webhooks/${hook}/deliveries`, undefined],
    [`POST /webhooks/${hook}/deliveries/${delivery}/retry`, undefined],
    ['GET /jobs', undefined],
    [`DELETE /webhooks/${hook}`, undefined],
  ] as const;

async function statuses(who: { token: string } | undefined): Promise<number[]> {
  const found = [];
  for (const [request, body] of ROUTES()) {
    const [method = '', path = ''] = request.split(' ');
    const answer = await world.call(method as 'GET', `/api/v1${path}`, { token: who?.token, body });
    if (who === bob || who === host || who === undefined) {
      expect(answer.text).not.toMatch(/planted/);
      if (request !== 'POST /webhooks') expect(answer.text).not.toContain(SECRET);
    }
    found.push(answer.status);
  }
  return found;
}

test.each([
  ['nobody', () => undefined, [401, 401, 401, 401, 401, 401, 401, 401, 401]],
  ['another user', () => bob, [200, 200, 404, 404, 404, 404, 404, 403, 404]],
  ['an administrator', () => host, [200, 200, 404, 404, 404, 404, 404, 200, 404]],
  ['a token that may only read', () => reader, [200, 403, 200, 403, 403, 200, 403, 403, 403]],
  ['the owner', () => ada, [200, 200, 200, 200, 200, 200, 409, 403, 200]],
])('%s gets what is due', async (_name, who, expected) => {
  expect(await statuses(who())).toEqual(expected);
});

test('a delivery of one webhook is not found by way of another', async () => {
  const { id } = await world.hook(bob);
  expect((await world.ask(bob, `POST /webhooks/${id}/deliveries/${delivery}/retry`)).status).toBe(404);
});

test('no log line holds a secret, an address or what was delivered', () => {
  const log = world.log.join('\n');
  for (const text of [SECRET, OTHER, 'planted-path', 'planted words', world.receiver.url]) {
    expect(log).not.toContain(text);
  }
});

test('a closed account is told nothing more, and its webhooks are gone', async () => {
  const eve = await world.account('eve');
  const { id } = await world.hook(eve);
  world.receiver.answer = (response) => response.writeHead(500).end();
  const before = world.receiver.arrivals.length;
  await world.write(eve, 'x', { visibility: 'PUBLIC' });
  await world.receiver.expect(before + 1);
  expect((await world.ask(host, 'DELETE /users/eve')).status).toBe(200);
  world.pass(5000);
  await world.write(ada, 'y');
  expect(await world.services.webhooks.list({ ...asUser(eve) })).toEqual([]);
  expect(world.receiver.arrivals.slice(before + 1).map(({ json }) => json.data.user.username)).not.toContain(
    'eve',
  );
  expect(id).toBeGreaterThan(0);
});

test('a disabled account is told nothing more', async () => {
  const cy = await world.account('cy');
  const { id } = await world.hook(cy);
  world.receiver.answer = (response) => response.writeHead(500).end();
  const before = world.receiver.arrivals.length;
  await world.write(cy, 'x');
  await world.receiver.expect(before + 1);
  for (let tried = false; !tried;) {
    await new Promise(setImmediate);
    const { json } = await world.ask(cy, `GET /webhooks/${id}/deliveries`);
    tried = json.data[0].attempts.length === 1;
  }
  await world.ask(host, 'PATCH /users/cy', { rowStatus: 'ARCHIVED' });
  world.pass(5000);
  for (let failed = false; !failed;) {
    await new Promise(setImmediate);
    const { json } = await world.ask(host, 'GET /jobs');
    failed = json.data.some((job: any) => job.lastError === 'The account of the webhook is closed');
  }
  expect(world.receiver.arrivals).toHaveLength(before + 1);
});

function asUser({ id }: Account) {
  return { kind: 'user', userId: id, role: 'USER', scope: 'admin', via: 'session', credentialId: 1 } as const;
}
