import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWebhooks, type WebhookWorld } from '../../support/webhooks.ts';

let world: WebhookWorld;
beforeAll(async () => {
  world = await startWebhooks();
});
afterAll(() => world.stop());

test('resource.uploaded tells of the resource as the API shows it', async () => {
  const ada = await world.account('ada');
  await world.hook(ada, { events: ['resource.uploaded'] });
  const content = Buffer.from('hello').toString('base64');
  const body = { filename: 'a.txt', type: 'text/plain', content };
  const { status, json } = await world.ask(ada, 'POST /resources', body);
  expect(status).toBe(200);
  const [arrival] = await world.receiver.expect(1);
  expect(arrival?.json).toMatchObject({
    event: 'resource.uploaded',
    data: { memo: null, resource: json, user: { username: 'ada' } },
  });
});
