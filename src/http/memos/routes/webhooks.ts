import { preconditionOf, sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present-webhook.ts';
import { answers, Empty } from '../common-schema.ts';
import { eventNamed } from '../webhook-events.ts';
import {
  CreateWebhookBody,
  DeliveryAnswer,
  DeliveryPage,
  DeliveryParams,
  ListDeliveriesQuery,
  NewWebhookAnswer,
  UpdateWebhookBody,
  WebhookAnswer,
  WebhookList,
  WebhookParams,
} from '../webhook-schema.ts';

export function webhookRoutes(app: MemosApp, { services: { webhooks } }: MemosOptions): void {
  const tags = ['webhooks'];

  app.get(
    '/webhooks',
    { schema: { tags, summary: 'List your webhooks', response: answers(WebhookList) } },
    async (request, reply) => {
      const list = await webhooks.list(principalOf(request));
      return sendJson(request, reply, { data: list.map(present.webhook) });
    },
  );

  app.post(
    '/webhooks',
    {
      schema: {
        tags,
        summary: 'Create a webhook; the answer alone shows its secret',
        body: CreateWebhookBody,
        response: answers(NewWebhookAnswer),
      },
    },
    async (request, reply) => {
      const { name, url, events, secret: given, active } = request.body;
      const input = { name, url, events: events.map(eventNamed), secret: given, active };
      const { webhook, secret } = await webhooks.create(principalOf(request), input);
      void reply.header('cache-control', 'no-store');
      return sendJson(request, reply, { ...present.webhook(webhook), secret });
    },
  );

  app.get(
    '/webhooks/:id',
    {
      schema: {
        tags,
        summary: 'Get a webhook, without its secret',
        params: WebhookParams,
        response: answers(WebhookAnswer),
      },
    },
    async (request, reply) =>
      sendJson(request, reply, present.webhook(await webhooks.get(principalOf(request), request.params.id))),
  );

  app.patch(
    '/webhooks/:id',
    {
      schema: {
        tags,
        summary: 'Change a webhook, switch it on or off, or give it a new secret',
        params: WebhookParams,
        body: UpdateWebhookBody,
        response: answers(WebhookAnswer),
      },
    },
    async (request, reply) => {
      const { name, url, events, secret, active } = request.body;
      const webhook = await webhooks.update(
        principalOf(request),
        request.params.id,
        { name, url, events: events?.map(eventNamed), secret, active },
        preconditionOf(request, present.webhook),
      );
      return sendJson(request, reply, present.webhook(webhook));
    },
  );

  app.delete(
    '/webhooks/:id',
    {
      schema: {
        tags,
        summary: 'Delete a webhook, its deliveries, and what it has not delivered yet',
        params: WebhookParams,
        response: answers(Empty),
      },
    },
    async (request) => {
      await webhooks.remove(
        principalOf(request),
        request.params.id,
        preconditionOf(request, present.webhook),
      );
      return {};
    },
  );

  app.post(
    '/webhooks/:id/test',
    {
      schema: {
        tags,
        summary: 'Send a test event now, and see what comes of it',
        params: WebhookParams,
        response: answers(DeliveryAnswer),
      },
    },
    async (request, reply) =>
      sendJson(
        request,
        reply,
        present.delivery(await webhooks.test(principalOf(request), request.params.id)),
      ),
  );

  app.get(
    '/webhooks/:id/deliveries',
    {
      schema: {
        tags,
        summary: 'List deliveries with their attempts, the newest first',
        params: WebhookParams,
        querystring: ListDeliveriesQuery,
        response: answers(DeliveryPage),
      },
    },
    async (request, reply) => {
      const { items, nextPageToken } = await webhooks.deliveries(
        principalOf(request),
        request.params.id,
        request.query,
      );
      return sendJson(request, reply, { data: items.map(present.delivery), nextPageToken });
    },
  );

  app.post(
    '/webhooks/:id/deliveries/:deliveryId/retry',
    {
      schema: {
        tags,
        summary: 'Try a delivery again now',
        params: DeliveryParams,
        response: answers(DeliveryAnswer),
      },
    },
    async (request, reply) => {
      const { id, deliveryId } = request.params;
      const delivery = await webhooks.retry(principalOf(request), id, deliveryId);
      return sendJson(request, reply, present.delivery(delivery));
    },
  );
}
