import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import type { Account } from '../../support/instance.ts';
import { fieldsOf } from '../../support/memos.ts';
import { startWebhooks, type WebhookWorld } from '../../support/webhooks.ts';

let world: WebhookWorld;
let host: Account;
let ada: Account;
let bob: Account;

beforeAll(async () => {
  world = await startWebhooks();
  host = await world.account('host');
  ada = await world.account('ada');
  bob = await world.account('bob');
});
afterAll(() => world.stop());
afterEach(async () => {
  for (const who of [host, ada, bob]) {
    const { json } = await world.ask(who, 'GET /webhooks');
    for (const { id } of json.data) await world.ask(who, `DELETE /webhooks/${id}`);
  }
  world.receiver.answer = (response) => response.end('thanks');
  world.receiver.arrivals.length = 0;
});

const CREATE = { name: 'mirror', url: 'https://example.com/in?token=a', events: ['memo.created'] };

describe('POST /webhooks', () => {
  test('takes name, url and events, and alone answers the secret', async () => {
    const { status, json, headers } = await world.ask(ada, 'POST /webhooks', CREATE);
    expect(status).toBe(200);
    expect(json).toEqual({
      id: expect.any(Number),
      creator: `users/${ada.id}`,
      ...CREATE,
      active: true,
      createTime: '2025-08-19T10:00:00Z',
      updateTime: '2025-08-19T10:00:00Z',
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    });
    expect(headers['cache-control']).toBe('no-store');
    const { secret: _secret, ...shown } = json;
    expect((await world.ask(ada, `GET /webhooks/${json.id}`)).json).toEqual(shown);
    expect((await world.ask(ada, 'GET /webhooks')).json).toEqual({ data: [shown] });
  });

  test('takes a secret and active, and each known event once', async () => {
    const events = [
      'memo.created',
      'memo.updated',
      'memo.deleted',
      'resource.uploaded',
      'user.created',
      'user.updated',
    ];
    const body = {
      ...CREATE,
      events: [...events, 'memo.created'],
      secret: 'my own secret'.replaceAll(' ', '-'),
      active: false,
    };
    const { json } = await world.ask(ada, 'POST /webhooks', body);
    expect(json).toMatchObject({ events, secret: 'my-own-secret', active: false });
  });

  test.each([
    [{ ...CREATE, name: undefined }, 'name'],
    [{ ...CREATE, name: ' ' }, 'name'],
    [{ ...CREATE, name: 'a\0b' }, 'name'],
    [{ ...CREATE, name: 'x'.repeat(101) }, 'name'],
    [{ ...CREATE, url: undefined }, 'url'],
    [{ ...CREATE, url: 'example.com' }, 'url'],
    [{ ...CREATE, url: 'ftp://example.com' }, 'url'],
    [{ ...CREATE, url: 'file:///etc/passwd' }, 'url'],
    [{ ...CREATE, url: 'https://ada:pass@example.com' }, 'url'],
    [{ ...CREATE, url: `https://example.com/${'x'.repeat(2048)}` }, 'url'],
    [{ ...CREATE, events: undefined }, 'events'],
    [{ ...CREATE, events: [] }, 'events'],
    [{ ...CREATE, events: ['memo.read'] }, 'events.0'],
    [{ ...CREATE, events: 'memo.created' }, 'events'],
    [{ ...CREATE, secret: 'short' }, 'secret'],
    [{ ...CREATE, secret: 'with a space' }, 'secret'],
    [{ ...CREATE, secret: 'whsec_no-base64!' }, 'secret'],
    [{ ...CREATE, active: 'yes' }, 'active'],
  ])('%j: 400 that names it', async (body, field) => {
    const answer = await world.ask(ada, 'POST /webhooks', body);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
    expect((await world.ask(ada, 'GET /webhooks')).json.data).toEqual([]);
  });

  test('a user has at most 20', async () => {
    for (let count = 0; count < 20; count++) await world.hook(ada);
    expect((await world.ask(ada, 'POST /webhooks', CREATE)).status).toBe(403);
    expect((await world.ask(bob, 'POST /webhooks', CREATE)).status).toBe(200);
  });
});

describe('a webhook', () => {
  test('is changed by PATCH, field by field, and never shows its new secret', async () => {
    const { id } = await world.hook(ada);
    const changes = { name: 'other', url: 'http://example.org/', events: ['memo.deleted'], active: false };
    const { status, json } = await world.ask(ada, `PATCH /webhooks/${id}`, {
      ...changes,
      secret: 'another-secret',
    });
    expect(status).toBe(200);
    expect(json).toMatchObject(changes);
    expect(json).not.toHaveProperty('secret');
    expect((await world.ask(ada, `GET /webhooks/${id}`)).json).toEqual(json);
  });

  test('has an ETag, which If-Match holds writes to', async () => {
    const { id } = await world.hook(ada);
    const { etag } = (await world.ask(ada, `GET /webhooks/${id}`)).headers;
    const headers = { 'if-match': String(etag), 'if-none-match': String(etag) };
    expect((await world.ask(ada, `GET /webhooks/${id}`, undefined, { headers })).status).toBe(304);
    expect((await world.ask(ada, `PATCH /webhooks/${id}`, { name: 'b' }, { headers })).status).toBe(200);
    expect((await world.ask(ada, `PATCH /webhooks/${id}`, { name: 'c' }, { headers })).status).toBe(412);
    expect((await world.ask(ada, `DELETE /webhooks/${id}`, undefined, { headers })).status).toBe(412);
  });

  test('is gone after DELETE, with what it has not delivered', async () => {
    world.receiver.answer = (response) => response.writeHead(500).end();
    const { id } = await world.hook(ada);
    await world.write(ada, 'never told');
    await world.receiver.expect(1);
    expect((await world.ask(ada, `DELETE /webhooks/${id}`)).json).toEqual({});
    for (const path of [`/webhooks/${id}`, `/webhooks/${id}/deliveries`]) {
      expect((await world.ask(ada, `GET ${path}`)).status).toBe(404);
    }
    expect((await world.ask(ada, `DELETE /webhooks/${id}`)).status).toBe(404);
    world.pass(60_000);
    await world.hook(ada);
    await world.write(ada, 'told');
    const arrivals = await world.receiver.expect(2);
    expect(arrivals.map(({ json }) => json.data.memo.content)).toEqual(['never told', 'told']);
  });
});

describe('a delivery', () => {
  test('is a POST of event, timestamp, instance and data, with the memo as the API shows it', async () => {
    await world.hook(ada);
    const memo = await world.write(ada, 'Hello #world', { visibility: 'PUBLIC' });
    const [arrival] = await world.receiver.expect(1);
    expect(arrival?.method).toBe('POST');
    expect(arrival?.headers['content-type']).toBe('application/json');
    expect(arrival?.headers['user-agent']).toMatch(/^Commonplace\/\d/);
    expect(arrival?.json).toEqual({
      event: 'memo.created',
      timestamp: new Date(world.time.now).toISOString(),
      instance: 'http://127.0.0.1:0',
      data: { memo, user: { id: ada.id, username: 'ada', nickname: '', email: 'ada@example.com' } },
    });
  });

  test('carries the public address as the instance, where one is set', async () => {
    const other = await startWebhooks({ url: 'https://notes.example.com' });
    const eve = await other.account('eve');
    await other.hook(eve);
    await other.write(eve, 'x');
    expect((await other.receiver.expect(1))[0]?.json.instance).toBe('https://notes.example.com');
    await other.stop();
  });

  test('is signed: openssl and standardwebhooks agree', async () => {
    const { secret } = await world.hook(ada);
    const { secret: own } = await world.hook(ada, {
      secret: 'a-plain-secret',
      url: `${world.receiver.url}/own`,
    });
    await world.write(ada, 'Zoë \u{1F600} signs');
    for (const { body, headers, path } of await world.receiver.expect(2)) {
      const key = path === '/own' ? own : secret;
      const hmac = execFileSync('openssl', ['dgst', '-sha256', '-hmac', key], { input: body }).toString();
      expect(headers['x-memos-signature']).toBe(`sha256=${hmac.trim().split(' ').at(-1)}`);
      const standard = path === '/own' ? new Webhook(key, { format: 'raw' }) : new Webhook(key);
      const at = Number(headers['webhook-timestamp']);
      expect(at).toBe(Math.floor(world.time.now / 1000));
      const id = String(headers['webhook-id']);
      expect(standard.sign(id, new Date(at * 1000), body)).toBe(headers['webhook-signature']);
      expect(new Webhook('b3RoZXI=').sign(id, new Date(at * 1000), body)).not.toBe(
        headers['webhook-signature'],
      );
      expect(id).toMatch(/^msg_/);
    }
  });

  test('standardwebhooks verifies what a server sends now', async () => {
    const { secret } = await world.hook(ada);
    world.time.now = Math.floor(Date.now() / 1000) * 1000;
    await world.write(ada, 'now');
    const [arrival] = await world.receiver.expect(1);
    const headers = arrival?.headers as Record<string, string>;
    expect(new Webhook(secret).verify(arrival?.body ?? '', headers)).toEqual(arrival?.json);
    expect(() => new Webhook(secret).verify(`${arrival?.body} `, headers)).toThrow();
  });

  test('tells every change as it was then, in order: created, updated, deleted', async () => {
    const { id: hook } = await world.hook(ada);
    const { id } = await world.write(ada, 'one');
    await world.ask(ada, `PATCH /memos/${id}`, { content: 'two' });
    await world.ask(ada, `PATCH /memos/${id}`, { pinned: true });
    await world.ask(ada, `DELETE /memos/${id}`);
    await world.ask(ada, `PATCH /memos/${id}`, { rowStatus: 'NORMAL' });
    await world.ask(ada, `DELETE /memos/${id}`);
    await world.ask(ada, `DELETE /memos/${id}?force=true`);
    await world.settled(ada, hook);
    expect(
      world.receiver.arrivals.map(({ json: { event, data } }) => [
        event,
        data.memo.content,
        data.memo.pinned,
        data.memo.rowStatus,
      ]),
    ).toEqual([
      ['memo.created', 'one', false, 'NORMAL'],
      ['memo.updated', 'two', false, 'NORMAL'],
      ['memo.updated', 'two', true, 'NORMAL'],
      ['memo.deleted', 'two', true, 'TRASHED'],
      ['memo.updated', 'two', true, 'NORMAL'],
      ['memo.deleted', 'two', true, 'TRASHED'],
    ]);
  });

  test('is not made for what failed, changed nothing, or was not asked for', async () => {
    const { id: hook } = await world.hook(ada, { events: ['memo.updated'] });
    await world.hook(ada, { active: false });
    const { id } = await world.write(ada, 'one');
    await world.ask(ada, `PATCH /memos/${id}`, { content: 'one' });
    await world.ask(ada, `PATCH /memos/${id}`, { content: 'two' }, { headers: { 'if-match': '"old"' } });
    await world.ask(ada, `PATCH /memos/${id}`, { content: ' ' });
    await world.ask(bob, `PATCH /memos/${id}`, { content: 'mine' });
    await world.ask(ada, `DELETE /memos/${id}`);
    expect(await world.settled(ada, hook)).toEqual([]);
    expect(world.receiver.arrivals).toEqual([]);
  });

  test('is made for every memo that a renamed tag changes', async () => {
    const { id: hook } = await world.hook(ada, { events: ['memo.updated'] });
    for (const n of [1, 2, 3]) await world.write(ada, `note ${n} #before`);
    await world.ask(ada, 'PATCH /tags/before', { name: 'after' });
    await world.settled(ada, hook);
    expect(world.receiver.arrivals.map(({ json }) => json.data.memo.tags)).toEqual([
      ['after'],
      ['after'],
      ['after'],
    ]);
  });

  test("is about the owner's own memos, and no one else's", async () => {
    const { id: hook } = await world.hook(bob);
    await world.write(ada, 'hers', { visibility: 'PUBLIC' });
    await world.write(bob, 'his');
    await world.settled(bob, hook);
    expect(world.receiver.arrivals.map(({ json }) => json.data.memo.content)).toEqual(['his']);
  });

  test('about accounts goes to administrators alone', async () => {
    const events = ['user.created', 'user.updated'];
    const { id: hook } = await world.hook(host, { events });
    const { id: blind } = await world.hook(ada, { events });
    const cy = await world.account('cy');
    await world.ask(cy, 'PATCH /users/cy', { nickname: 'Cy' });
    expect(await world.settled(host, hook)).toHaveLength(2);
    expect(await world.settled(ada, blind)).toEqual([]);
    expect(world.receiver.arrivals.map(({ json: { event, data } }) => [event, data])).toEqual([
      [
        'user.created',
        { memo: null, user: { id: cy.id, username: 'cy', nickname: '', email: 'cy@example.com' } },
      ],
      [
        'user.updated',
        { memo: null, user: { id: cy.id, username: 'cy', nickname: 'Cy', email: 'cy@example.com' } },
      ],
    ]);
  });
});

describe('attempts', () => {
  const refuse = (status: number, headers = {}) => {
    world.receiver.answer = (response) => response.writeHead(status, headers).end('no');
  };

  test('are repeated with growing pauses under one id, then the delivery has failed and says so', async () => {
    refuse(500);
    const { id: hook } = await world.hook(ada);
    await world.write(ada, 'x');
    const began = world.time.now;
    for (const [index, pause] of [5000, 30_000, 120_000].entries()) {
      await world.receiver.expect(index + 1);
      const delivery = await until(hook, (one) => one.attempts.length === index + 1);
      expect(delivery).toMatchObject({ status: 'pending', finishTime: null });
      expect(Date.parse(delivery.nextAttemptTime)).toBe(world.time.now + pause);
      world.pass(pause);
    }
    const [delivery] = await world.settled(ada, hook);
    expect(delivery).toMatchObject({ status: 'failed', nextAttemptTime: null, event: 'memo.created' });
    expect(
      delivery.attempts.map((one: any) => [Date.parse(one.time) - began, one.status, one.error]),
    ).toEqual([0, 5000, 35_000, 155_000].map((after) => [after, 500, 'Answered 500']));
    const ids = world.receiver.arrivals.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids)).toEqual(new Set([delivery.messageId]));
    const jobs = (await world.ask(host, 'GET /jobs')).json;
    expect(jobs.data[0]).toMatchObject({
      kind: 'webhook',
      status: 'failed',
      attempts: 4,
      lastError: 'Answered 500',
    });
  });

  async function until(hook: number, holds: (delivery: any) => boolean): Promise<any> {
    for (;;) {
      const { json } = await world.ask(ada, `GET /webhooks/${hook}/deliveries`);
      if (json.data[0] && holds(json.data[0])) return json.data[0];
      await new Promise(setImmediate);
    }
  }

  test('keep the order of one memo, and do not hold up others', async () => {
    const stuck = await world.write(ada, 'stuck');
    const free = await world.write(ada, 'free');
    const { id: hook } = await world.hook(ada);
    world.receiver.answer = (response, { json }) => {
      const isFirst = json.data.memo.content === 'stuck 1' && world.receiver.arrivals.length < 4;
      response.writeHead(isFirst ? 503 : 200).end();
    };
    await world.ask(ada, `PATCH /memos/${stuck.id}`, { content: 'stuck 1' });
    await world.receiver.expect(1);
    await world.ask(ada, `PATCH /memos/${stuck.id}`, { content: 'stuck 2' });
    await world.ask(ada, `PATCH /memos/${free.id}`, { content: 'free 1' });
    await world.ask(ada, `PATCH /memos/${free.id}`, { content: 'free 2' });
    await world.receiver.expect(3);
    await until(hook, (one) => one.status === 'delivered');
    world.pass(5000);
    await world.settled(ada, hook);
    const told = world.receiver.arrivals.map(({ json }) => json.data.memo.content);
    expect(told.filter((text) => text.startsWith('stuck'))).toEqual(['stuck 1', 'stuck 1', 'stuck 2']);
    expect(told.slice(1, 3)).toEqual(['free 1', 'free 2']);
  });

  test.each([301, 302, 307, 308])('that are answered with %i fail, and are not followed', async (status) => {
    refuse(status, { location: `${world.receiver.url}/elsewhere` });
    const { id: hook } = await world.hook(ada);
    const { json } = await world.ask(ada, `POST /webhooks/${hook}/test`);
    expect(json.attempts).toMatchObject([
      { status, error: `Answered ${status}: redirects are not followed` },
    ]);
    expect(world.receiver.arrivals.map(({ path }) => path)).toEqual(['/']);
  });

  test.each([200, 201, 204, 299])('that are answered with %i succeed', async (status) => {
    refuse(status);
    const { id: hook } = await world.hook(ada);
    await world.write(ada, 'x');
    expect(await world.settled(ada, hook)).toMatchObject([
      { status: 'delivered', attempts: [{ status, error: null }] },
    ]);
  });

  test('410 Gone switches the webhook off', async () => {
    refuse(410);
    const { id: hook } = await world.hook(ada);
    await world.write(ada, 'x');
    expect(await world.settled(ada, hook)).toMatchObject([{ status: 'failed', attempts: [{ status: 410 }] }]);
    expect((await world.ask(ada, `GET /webhooks/${hook}`)).json.active).toBe(false);
  });

  test('nobody listens: the reason names no address', async () => {
    const { id: hook } = await world.hook(ada, { url: 'http://127.0.0.1:1/' });
    const { json } = await world.ask(ada, `POST /webhooks/${hook}/test`);
    expect(json.attempts).toMatchObject([
      { status: null, error: 'The connection was refused', answer: null },
    ]);
  });

  test('stop when the webhook is switched off, and can be begun anew by hand', async () => {
    refuse(500);
    const { id: hook } = await world.hook(ada);
    await world.write(ada, 'x');
    await until(hook, (one) => one.attempts.length === 1);
    await world.ask(ada, `PATCH /webhooks/${hook}`, { active: false });
    world.pass(5000);
    const [delivery] = await world.settled(ada, hook);
    expect(delivery).toMatchObject({
      status: 'failed',
      attempts: [{}, { error: 'The webhook is switched off' }],
    });
    world.receiver.answer = (response) => response.end();
    await world.ask(ada, `PATCH /webhooks/${hook}`, { active: true });
    const retried = await world.ask(ada, `POST /webhooks/${hook}/deliveries/${delivery.id}/retry`);
    expect(retried.json).toMatchObject({ id: delivery.id, status: 'pending' });
    expect(await world.settled(ada, hook)).toMatchObject([{ id: delivery.id, status: 'delivered' }]);
    expect((await world.ask(ada, `POST /webhooks/${hook}/deliveries/${delivery.id}/retry`)).status).toBe(409);
  });

  test('a retry by hand does not wait for the pause', async () => {
    refuse(500);
    const { id: hook } = await world.hook(ada);
    await world.write(ada, 'x');
    const { id } = await until(hook, (one) => one.attempts.length === 1);
    world.receiver.answer = (response) => response.end();
    expect((await world.ask(ada, `POST /webhooks/${hook}/deliveries/${id}/retry`)).status).toBe(200);
    expect(await world.settled(ada, hook)).toMatchObject([{ status: 'delivered', attempts: [{}, {}] }]);
  });
});

test('POST /webhooks/{id}/test sends a test event at once and answers what came of it', async () => {
  const { id } = await world.hook(ada, { active: false });
  const { status, json } = await world.ask(ada, `POST /webhooks/${id}/test`);
  expect(status).toBe(200);
  expect(json).toMatchObject({ event: 'webhook.test', status: 'delivered', attempts: [{ status: 200 }] });
  expect(world.receiver.arrivals.map((one) => one.json)).toMatchObject([
    { event: 'webhook.test', data: { memo: null, user: { username: 'ada' } } },
  ]);
  expect((await world.ask(ada, `GET /webhooks/${id}/deliveries`)).json.data).toEqual([json]);
});

test('GET /webhooks/{id}/deliveries shows them page by page, the newest first', async () => {
  const { id } = await world.hook(ada);
  for (let count = 0; count < 5; count++) await world.ask(ada, `POST /webhooks/${id}/test`);
  const ids: number[] = [];
  for (let token = ''; ids.length === 0 || token !== '';) {
    const { json } = await world.ask(
      ada,
      `GET /webhooks/${id}/deliveries?limit=2${token && `&pageToken=${token}`}`,
    );
    ids.push(...json.data.map((one: any) => one.id));
    token = json.nextPageToken;
  }
  expect(ids).toHaveLength(5);
  expect(ids).toEqual(ids.toSorted((a, b) => b - a));
  for (const query of ['limit=0', 'limit=101', 'pageToken=x', 'limit=a']) {
    expect((await world.ask(ada, `GET /webhooks/${id}/deliveries?${query}`)).status, query).toBe(400);
  }
});
