import { afterEach, expect, test } from 'vitest';
import { startHostileWeb } from '../support/hostile-web.ts';
import { startInstance } from '../support/instance.ts';
import { startReceiver } from '../support/receiver.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

test('webhooks are delivered while the pages of many sites keep the server waiting', async () => {
  const web = await startHostileWeb();
  ends.push(() => web.close());
  const receiver = await startReceiver();
  ends.push(() => receiver.close());
  const { resolve, mayReach } = web.reach;
  const clock = Date.now;
  const server = await startInstance({ allowPrivateWebhooks: true }, { resolve, mayReach, clock });
  ends.push(() => server.stop());
  const { token } = await server.account('ada');
  const post = (path: string, body: object) => server.call('POST', path, { token, body });

  const arrived = Promise.withResolvers<void>();
  let asked = 0;
  // More sites than anything is done at once; none of them answers.
  web.serve('/slow', () => {
    if (++asked === 16) arrived.resolve();
  });
  const urls = Array.from({ length: 40 }, (_, index) => web.url('/slow', `site${index}.example`));
  for (const content of urls) expect((await post('/api/add', { content })).status).toBe(200);
  await arrived.promise;

  const hook = { name: 'Hook', url: receiver.url, events: ['memo.created'] };
  expect((await post('/api/v1/webhooks', hook)).status).toBe(200);
  const start = performance.now();
  await post('/api/v1/memos', { content: 'Told at once' });
  const [arrival] = await receiver.expect(1);
  expect(arrival?.json.data.memo.content).toBe('Told at once');
  expect(performance.now() - start).toBeLessThan(4000);
});
