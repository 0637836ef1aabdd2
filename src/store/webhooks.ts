import type { EventName, EventSnapshot } from '../domain/events.ts';
import type { Role, UserStatus } from '../domain/user.ts';
import type { Delivery, DeliveryAttempt, DeliveryStatus, Webhook } from '../domain/webhook.ts';
import type { Db, Engine } from './engine.ts';
import type { WebhookDeliveryRow, WebhookRow } from './job-tables.ts';
import { statement } from './statement.ts';

export interface NewWebhook extends Omit<Webhook, 'id'> {
  secret: string;
}

export interface NewDelivery {
  webhookId: number;
  messageId: string;
  event: EventName | 'test';
  lane: string;
  snapshot: EventSnapshot | null;
  status: DeliveryStatus;
  attempts: DeliveryAttempt[];
  createdAt: number;
  finishedAt: number | null;
}

/** All that one attempt needs. */
export interface Shipment {
  delivery: Delivery;
  lane: string;
  snapshot: EventSnapshot | null;
  jobId: number | null;
  webhook: Webhook;
  secret: string;
  owner: { role: Role; status: UserStatus };
}

export function createWebhookReads(db: Db) {
  return {
    async ofUser(userId: number): Promise<Webhook[]> {
      const rows = await db
        .selectFrom('webhooks')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('id')
        .execute();
      return rows.map(toWebhook);
    },

    /** With its secret, for signing. */
    async byId(id: number): Promise<{ webhook: Webhook; secret: string } | undefined> {
      const row = await db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst();
      return row && { webhook: toWebhook(row), secret: row.secret };
    },

    /** The newest first, from before the id. */
    async deliveries(webhookId: number, before: number, limit: number): Promise<Delivery[]> {
      const rows = await db
        .selectFrom('webhook_deliveries')
        .selectAll()
        .where('webhook_id', '=', webhookId)
        .where('id', '<', before)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toDelivery);
    },

    async shipment(deliveryId: number): Promise<Shipment | undefined> {
      const row = await db
        .selectFrom('webhook_deliveries as d')
        .innerJoin('webhooks as w', 'w.id', 'd.webhook_id')
        .innerJoin('users as u', 'u.id', 'w.user_id')
        .selectAll('d')
        .select(['w.user_id', 'w.name', 'w.url', 'w.events_json', 'w.secret', 'w.active', 'w.updated_at'])
        .select(['w.created_at as webhook_created_at', 'u.role', 'u.status as user_status'])
        .where('d.id', '=', deliveryId)
        .executeTakeFirst();
      if (!row) return undefined;
      return {
        delivery: toDelivery(row),
        lane: row.lane,
        snapshot: row.snapshot_json === null ? null : (JSON.parse(row.snapshot_json) as EventSnapshot),
        jobId: row.job_id,
        webhook: toWebhook({ ...row, id: row.webhook_id, created_at: row.webhook_created_at }),
        secret: row.secret,
        owner: { role: row.role, status: row.user_status },
      };
    },
  };
}

const lockedOfUser = statement<{ userId: number }, WebhookRow>(['userId'], (db, { userId }, engine) =>
  db
    .selectFrom('webhooks')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id')
    .modifyEnd(engine.lockRows),
);

export function createWebhookWrites(db: Db, engine: Engine) {
  return {
    async insert(webhook: NewWebhook): Promise<Webhook> {
      const row = await db
        .insertInto('webhooks')
        .values({
          user_id: webhook.userId,
          secret: webhook.secret,
          created_at: webhook.createdAt,
          ...changeable(webhook),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toWebhook(row);
    },

    async update(webhook: Webhook): Promise<void> {
      await db.updateTable('webhooks').set(changeable(webhook)).where('id', '=', webhook.id).execute();
    },

    async deactivate(id: number, at: number): Promise<void> {
      await db.updateTable('webhooks').set({ active: 0, updated_at: at }).where('id', '=', id).execute();
    },

    async setSecret(id: number, secret: string): Promise<void> {
      await db.updateTable('webhooks').set({ secret }).where('id', '=', id).execute();
    },

    /** With its deliveries. */
    async remove(id: number): Promise<void> {
      await db.deleteFrom('webhooks').where('id', '=', id).execute();
    },

    async removeAll(userId: number): Promise<void> {
      await db.deleteFrom('webhooks').where('user_id', '=', userId).execute();
    },

    /** Kept from being deleted until the transaction ends, so that deliveries can be added to them. */
    async lockOfUser(userId: number): Promise<Webhook[]> {
      return (await lockedOfUser(db, engine, { userId })).map(toWebhook);
    },

    /** The same for those of all administrators. */
    async lockOfAdministrators(): Promise<Webhook[]> {
      const found = db
        .selectFrom('webhooks')
        .selectAll()
        .where('user_id', 'in', (eb) =>
          eb.selectFrom('users').select('id').where('role', '<>', 'USER').where('status', '=', 'NORMAL'),
        )
        .orderBy('id');
      return (await found.modifyEnd(engine.lockRows).execute()).map(toWebhook);
    },

    async insertDelivery(delivery: NewDelivery): Promise<Delivery> {
      const row = await db
        .insertInto('webhook_deliveries')
        .values({
          webhook_id: delivery.webhookId,
          message_id: delivery.messageId,
          event: delivery.event,
          lane: delivery.lane,
          snapshot_json: delivery.snapshot && JSON.stringify(delivery.snapshot),
          status: delivery.status,
          attempts_json: JSON.stringify(delivery.attempts),
          next_attempt_at: delivery.finishedAt === null ? delivery.createdAt : null,
          created_at: delivery.createdAt,
          finished_at: delivery.finishedAt,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toDelivery(row);
    },

    /** Says when the next attempt will be, by which job. */
    async schedule(id: number, jobId: number, at: number): Promise<void> {
      const changes = { job_id: jobId, status: 'pending', next_attempt_at: at, finished_at: null } as const;
      await db.updateTable('webhook_deliveries').set(changes).where('id', '=', id).execute();
    },

    /** Moves the next attempt of what is still on its way. */
    async expect(id: number, at: number): Promise<void> {
      await db
        .updateTable('webhook_deliveries')
        .set({ next_attempt_at: at })
        .where('id', '=', id)
        .where('status', '=', 'pending')
        .execute();
    },

    /** Notes what became of an attempt. Once it has arrived, nobody needs the snapshot any more. */
    async record(delivery: Delivery): Promise<void> {
      await db
        .updateTable('webhook_deliveries')
        .set({
          status: delivery.status,
          attempts_json: JSON.stringify(delivery.attempts),
          next_attempt_at: delivery.nextAttemptAt,
          finished_at: delivery.finishedAt,
          ...(delivery.status === 'delivered' && { snapshot_json: null }),
        })
        .where('id', '=', delivery.id)
        .execute();
    },

    async forgetDeliveries(before: number): Promise<void> {
      await db.deleteFrom('webhook_deliveries').where('finished_at', '<', before).execute();
    },
  };
}

function changeable(webhook: Omit<Webhook, 'id'>) {
  return {
    name: webhook.name,
    url: webhook.url,
    events_json: JSON.stringify(webhook.events),
    active: webhook.active ? (1 as const) : (0 as const),
    updated_at: webhook.updatedAt,
  };
}

function toWebhook(row: Omit<WebhookRow, 'secret'>): Webhook {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    url: row.url,
    events: JSON.parse(row.events_json) as EventName[],
    active: row.active === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toDelivery(row: WebhookDeliveryRow): Delivery {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    messageId: row.message_id,
    event: row.event,
    status: row.status,
    attempts: JSON.parse(row.attempts_json) as DeliveryAttempt[],
    nextAttemptAt: row.next_attempt_at,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
