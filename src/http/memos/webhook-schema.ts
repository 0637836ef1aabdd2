import { Type } from 'typebox';
import { JOB_STATUSES } from '../../domain/job.ts';
import { named, Nullable } from './common-schema.ts';
import { WEBHOOK_EVENTS } from './webhook-events.ts';

/** The shapes of webhooks and jobs: validation, types and the OpenAPI document come from here. */

const Id = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });

const webhookProperties = {
  id: Type.Integer(),
  creator: Type.String(),
  name: Type.String(),
  url: Type.String(),
  events: Type.Array(Type.String()),
  active: Type.Boolean(),
  createTime: Type.String(),
  updateTime: Type.String(),
};
const Webhook = Type.Object(webhookProperties, { $id: 'Webhook' });
const NewWebhook = Type.Object(
  { ...webhookProperties, secret: Type.String({ description: 'Signs the deliveries; shown only now' }) },
  { $id: 'NewWebhook' },
);
const Delivery = Type.Object(
  {
    id: Type.Integer(),
    messageId: Type.String({ description: 'The header webhook-id, the same in every attempt' }),
    event: Type.String(),
    status: Type.Enum(['pending', 'delivered', 'failed']),
    createTime: Type.String(),
    nextAttemptTime: Nullable(Type.String()),
    finishTime: Nullable(Type.String()),
    attempts: Type.Array(
      Type.Object({
        time: Type.String(),
        durationMs: Type.Integer(),
        status: Nullable(Type.Integer()),
        error: Nullable(Type.String({ description: 'Why it does not count as delivered' })),
        answer: Nullable(Type.String({ description: 'The beginning of the body of the answer' })),
      }),
    ),
  },
  { $id: 'Delivery' },
);

export const WEBHOOK_SCHEMAS = [Webhook, NewWebhook, Delivery];

export const WebhookAnswer = named('Webhook');
export const NewWebhookAnswer = named('NewWebhook');
export const WebhookList = Type.Object({ data: Type.Array(named('Webhook')) });
export const DeliveryAnswer = named('Delivery');
export const DeliveryPage = Type.Object({
  data: Type.Array(named('Delivery')),
  nextPageToken: Type.String(),
});

const Name = Type.String({ minLength: 1, maxLength: 100 });
const Url = Type.String({ minLength: 1, maxLength: 2048, description: 'http or https' });
const Events = Type.Array(Type.Enum([...WEBHOOK_EVENTS]), { minItems: 1, maxItems: 20 });
const Secret = Type.String({
  minLength: 8,
  maxLength: 256,
  description: 'Taken as it is, or as base64 after `whsec_` (Standard Webhooks)',
});

export const WebhookParams = Type.Object({ id: Id });
export const DeliveryParams = Type.Object({ id: Id, deliveryId: Id });
export const CreateWebhookBody = Type.Object({
  name: Name,
  url: Url,
  events: Events,
  secret: Type.Optional(Secret),
  active: Type.Optional(Type.Boolean()),
});
export const UpdateWebhookBody = Type.Object({
  name: Type.Optional(Name),
  url: Type.Optional(Url),
  events: Type.Optional(Events),
  secret: Type.Optional(Secret),
  active: Type.Optional(Type.Boolean()),
});
export const ListDeliveriesQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  pageToken: Type.Optional(Type.String({ minLength: 1, maxLength: 512 })),
});

export const JobsAnswer = Type.Object({
  counts: Type.Object(Object.fromEntries(JOB_STATUSES.map((status) => [status, Type.Integer()]))),
  data: Type.Array(
    Type.Object({
      id: Type.Integer(),
      kind: Type.String(),
      lane: Type.String({ description: 'Jobs of one lane run in order' }),
      status: Type.Enum([...JOB_STATUSES, 'running']),
      attempts: Type.Integer(),
      runTime: Type.String({ description: 'Of the next attempt; of a running one, when its lease ends' }),
      lastError: Nullable(Type.String()),
      createTime: Type.String(),
      finishTime: Nullable(Type.String()),
    }),
  ),
});
