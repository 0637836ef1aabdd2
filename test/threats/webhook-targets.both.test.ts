import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Resolved } from '../../src/services/public-address.ts';
import type { Account } from '../support/instance.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import { startWebhooks, type WebhookWorld } from '../support/webhooks.ts';

/** A server as it is by default: webhooks reach public addresses only. */
let world: WebhookWorld;
let inside: Receiver;
let ada: Account;
let resolved: string[] = [];
let answers: (hostname: string) => Resolved[];

beforeAll(async () => {
  inside = await startReceiver();
  world = await startWebhooks(
    { allowPrivateWebhooks: false },
    {
      resolve: async (hostname) => {
        resolved.push(hostname);
        return answers(hostname);
      },
    },
  );
  ada = await world.account('ada');
});
afterAll(async () => {
  await world.stop();
  await inside.close();
});

const port = () => new URL(inside.url).port;

async function attemptAt(url: string) {
  const { id } = await world.hook(ada, { url });
  const { json } = await world.ask(ada, `POST /webhooks/${id}/test`);
  await world.ask(ada, `DELETE /webhooks/${id}`);
  return json.attempts[0];
}

const REFUSED = { status: null, answer: null, error: 'The host has no public address' };

describe('no webhook reaches this machine or its network', () => {
  test.each([
    'http://127.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://0177.1:PORT/',
    'http://127.1:PORT/',
    'http://0:PORT/',
    'http://localhost:PORT/',
    'http://a.localhost:PORT/',
    'http://[::1]:PORT/',
    'http://[::]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[64:ff9b::127.0.0.1]:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
  ])('%s', async (url) => {
    answers = () => [{ address: '127.0.0.1', family: 4 }];
    expect(await attemptAt(url.replace('PORT', port()))).toMatchObject(REFUSED);
    expect(inside.arrivals).toEqual([]);
  });

  test.each([
    ['127.0.0.1', 4],
    ['::ffff:127.0.0.1', 6],
    ['::1', 6],
    ['10.1.2.3', 4],
  ])('by a name that leads to %s', async (address, family) => {
    answers = () => [{ address, family }];
    expect(await attemptAt(`http://inside.example:${port()}/`)).toMatchObject(REFUSED);
    expect(inside.arrivals).toEqual([]);
  });

  test('by a name that leads elsewhere the second time: it is resolved once, and what was checked is connected to', async () => {
    resolved = [];
    let asked = 0;
    answers = () => [{ address: ++asked === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }];
    expect(await attemptAt(`http://rebinding.example:${port()}/`)).toMatchObject(REFUSED);
    expect(resolved).toEqual(['rebinding.example']);
    expect(inside.arrivals).toEqual([]);
  });

  test('in the queue either: the delivery fails, and says why', async () => {
    answers = () => [{ address: '127.0.0.1', family: 4 }];
    const { id } = await world.hook(ada, { url: `http://inside.example:${port()}/` });
    await world.write(ada, 'x');
    for (const pause of [0, 5000, 30_000, 120_000]) {
      world.pass(pause);
      const before = world.time.now;
      for (let seen = false; !seen;) {
        const { json } = await world.ask(ada, `GET /webhooks/${id}/deliveries`);
        seen = json.data[0].attempts.some((one: any) => Date.parse(one.time) === before);
        await new Promise(setImmediate);
      }
    }
    expect((await world.settled(ada, id))[0]).toMatchObject({
      status: 'failed',
      attempts: [REFUSED, REFUSED, REFUSED, REFUSED],
    });
    expect(inside.arrivals).toEqual([]);
  });
});

test('where it is allowed, a private receiver is reached, but its answers are not shown', async () => {
  const open = await startWebhooks();
  const bob = await open.account('bob');
  open.receiver.answer = (response) => response.end('an internal secret');
  const { id } = await open.hook(bob);
  const { json, text } = await open.ask(bob, `POST /webhooks/${id}/test`);
  expect(json.attempts).toMatchObject([{ status: 200, answer: null }]);
  expect(text).not.toContain('internal');
  await open.stop();
});
