import type { Account, Answer, Call, Instance } from './instance.ts';
import { contractOf } from './contract.ts';
import { startInstance } from './instance.ts';
import { startReceiver, type Receiver } from './receiver.ts';

import type { Overrides } from '../../src/app.ts';

type Config = Parameters<typeof startInstance>[0];

export interface WebhookWorld extends Instance {
  receiver: Receiver;
  ask(who: Account, request: string, body?: unknown, options?: Call): Promise<Answer>;
  /** A webhook for `receiver`. @returns it, with its secret */
  hook(who: Account, given?: object): Promise<{ id: number; secret: string }>;
  write(who: Account, content: string, more?: object): Promise<{ id: number }>;
  /** The deliveries of a webhook once none of them is on its way; the newest first. */
  settled(who: Account, id: number): Promise<any[]>;
  /** Moves the clock, and lets the server see it. */
  pass(ms: number): void;
}

/** A server whose webhooks may reach a receiver on loopback. Every answer is checked against the OpenAPI document. */
export async function startWebhooks(config: Config = {}, overrides: Overrides = {}): Promise<WebhookWorld> {
  const receiver = await startReceiver();
  const instance = await startInstance({ allowPrivateWebhooks: true, ...config }, overrides);
  const check = await contractOf(instance, '/api/openapi.json');

  const world: WebhookWorld = {
    ...instance,
    receiver,
    async ask(who, request, body, options) {
      const [method = '', path = ''] = request.split(' ');
      const answer = await instance.call(method as 'GET', `/api/v1${path}`, {
        token: who.token,
        body,
        ...options,
      });
      check(method, `/api/v1${path}`, answer);
      return answer;
    },
    async hook(who, given = {}) {
      const events = ['memo.created', 'memo.updated', 'memo.deleted'];
      const answer = await world.ask(who, 'POST /webhooks', {
        name: 'hook',
        url: receiver.url,
        events,
        ...given,
      });
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.json;
    },
    async write(who, content, more = {}) {
      return (await world.ask(who, 'POST /memos', { content, ...more })).json;
    },
    async settled(who, id) {
      for (;;) {
        const { json } = await world.ask(who, `GET /webhooks/${id}/deliveries?limit=100`);
        if (json.data.every((one: any) => one.status !== 'pending')) return json.data;
        await new Promise(setImmediate);
      }
    },
    pass(ms) {
      instance.time.now += ms;
      instance.services.jobs.wake();
    },
    async stop() {
      await instance.stop();
      await receiver.close();
    },
  };
  return world;
}
