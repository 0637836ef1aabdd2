import { requireUser, type Principal, type SignedIn } from '../domain/access.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import { eventUser, type EventName, type EventSnapshot } from '../domain/events.ts';
import { decodeCursor, encodeCursor } from '../domain/page.ts';
import type { Clock } from '../domain/time.ts';
import {
  assertWebhookName,
  assertWebhookSecret,
  assertWebhookUrl,
  encodedSecret,
  MAX_WEBHOOKS,
  type Delivery,
  type DeliveryAttempt,
  type Webhook,
} from '../domain/webhook.ts';
import type { Store, Tx } from '../store/store.ts';
import { DELIVER } from './outbox.ts';
import type { Jobs } from './jobs.ts';
import type { Random } from './random.ts';

export interface NewWebhook {
  name: string;
  url: string;
  events: EventName[];
  /** Default: drawn at random. */
  secret?: string | undefined;
  active?: boolean | undefined;
}

export interface WebhookPatch {
  name?: string | undefined;
  url?: string | undefined;
  events?: EventName[] | undefined;
  secret?: string | undefined;
  active?: boolean | undefined;
}

/** Says whether a webhook is still as the writer saw it. */
export type WebhookPrecondition = (current: Webhook) => boolean;

/** Sends one event to one address, now. */
export type SendOnce = (shipment: {
  url: string;
  secret: string;
  messageId: string;
  snapshot: EventSnapshot;
}) => Promise<DeliveryAttempt>;

export interface DeliveryPage {
  items: Delivery[];
  /** Empty on the last page. */
  nextPageToken: string;
}

/** Webhooks belong to their user: all of this is about the caller's own. */
export function createWebhooks({
  store,
  jobs,
  clock,
  random,
  send,
}: {
  store: Store;
  jobs: Jobs;
  clock: Clock;
  random: Random;
  /** Undefined where nothing is sent, as on the command line. */
  send: SendOnce | undefined;
}) {
  type Reads = Pick<Store['read'], 'webhooks'>;

  async function own(
    reads: Reads,
    user: SignedIn,
    id: number,
  ): Promise<{ webhook: Webhook; secret: string }> {
    const found = await reads.webhooks.byId(id);
    if (!found || found.webhook.userId !== user.userId) throw notFound('Webhook');
    return found;
  }

  /** Changes of one user's webhooks follow one another. */
  const lock = (tx: Tx, user: SignedIn): Promise<void> => tx.lock(`webhooks:${user.userId}`);

  async function ownDelivery(reads: Reads, user: SignedIn, webhookId: number, deliveryId: number) {
    await own(reads, user, webhookId);
    const shipment = await reads.webhooks.shipment(deliveryId);
    if (shipment?.webhook.id !== webhookId) throw notFound('Delivery');
    return shipment;
  }

  return {
    async list(principal: Principal): Promise<Webhook[]> {
      return store.read.webhooks.ofUser(requireUser(principal, 'read').userId);
    },

    /** @throws NOT_FOUND also for other users' webhooks */
    async get(principal: Principal, id: number): Promise<Webhook> {
      return (await own(store.read, requireUser(principal, 'read'), id)).webhook;
    },

    /** The secret is in this answer and in no other. @throws INVALID_ARGUMENT naming the field, PERMISSION_DENIED beyond 20 */
    async create(principal: Principal, input: NewWebhook): Promise<{ webhook: Webhook; secret: string }> {
      const user = requireUser(principal, 'write');
      const secret = input.secret ?? newSecret(random);
      assertWebhookName(input.name);
      assertWebhookUrl(input.url);
      assertWebhookSecret(secret);
      const webhook = await store.transact(async (tx) => {
        await lock(tx, user);
        if ((await tx.webhooks.ofUser(user.userId)).length >= MAX_WEBHOOKS) {
          throw new DomainError(
            'PERMISSION_DENIED',
            `A user can have at most ${MAX_WEBHOOKS} webhooks; delete one first`,
          );
        }
        const now = clock();
        return tx.webhooks.insert({
          userId: user.userId,
          name: input.name.trim(),
          url: input.url,
          events: unique(input.events),
          active: input.active ?? true,
          secret,
          createdAt: now,
          updatedAt: now,
        });
      });
      return { webhook, secret };
    },

    /** @throws NOT_FOUND, FAILED_PRECONDITION, INVALID_ARGUMENT naming the field */
    async update(
      principal: Principal,
      id: number,
      patch: WebhookPatch,
      precondition?: WebhookPrecondition,
    ): Promise<Webhook> {
      const user = requireUser(principal, 'write');
      if (patch.name !== undefined) assertWebhookName(patch.name);
      if (patch.url !== undefined) assertWebhookUrl(patch.url);
      if (patch.secret !== undefined) assertWebhookSecret(patch.secret);
      return store.transact(async (tx) => {
        await lock(tx, user);
        const { webhook } = await own(tx, user, id);
        if (precondition && !precondition(webhook)) throw new DomainError('FAILED_PRECONDITION');
        const after = {
          ...webhook,
          name: patch.name?.trim() ?? webhook.name,
          url: patch.url ?? webhook.url,
          events: unique(patch.events ?? webhook.events),
          active: patch.active ?? webhook.active,
          updatedAt: clock(),
        };
        await tx.webhooks.update(after);
        if (patch.secret !== undefined) await tx.webhooks.setSecret(id, patch.secret);
        return after;
      });
    },

    /** With what it has not delivered yet. @throws NOT_FOUND, FAILED_PRECONDITION */
    async remove(principal: Principal, id: number, precondition?: WebhookPrecondition): Promise<void> {
      const user = requireUser(principal, 'write');
      await store.transact(async (tx) => {
        await lock(tx, user);
        const { webhook } = await own(tx, user, id);
        if (precondition && !precondition(webhook)) throw new DomainError('FAILED_PRECONDITION');
        await tx.webhooks.remove(id);
      });
    },

    /**
     * Sends a test event now, even where the webhook is switched off, and waits for what comes of it: one attempt, which is
     * kept among the deliveries.
     * @throws NOT_FOUND
     */
    async test(principal: Principal, id: number): Promise<Delivery> {
      const user = requireUser(principal, 'write');
      const { webhook, secret } = await own(store.read, user, id);
      const owner = await store.read.users.byId(user.userId);
      if (!owner || !send) throw notFound('User');
      const at = clock();
      const snapshot: EventSnapshot = {
        event: 'test',
        at,
        user: eventUser(owner),
        note: null,
        attachment: null,
      };
      const messageId = `msg_${random.secret()}`;
      const attempt = await send({ url: webhook.url, secret, messageId, snapshot });
      return store.transact(async (tx) => {
        await own(tx, user, id);
        return tx.webhooks.insertDelivery({
          webhookId: id,
          messageId,
          event: 'test',
          lane: `webhook:${id}/${messageId}`,
          snapshot,
          status: attempt.error === null ? 'delivered' : 'failed',
          attempts: [attempt],
          createdAt: at,
          finishedAt: clock(),
        });
      });
    },

    /** The newest first. @throws NOT_FOUND, INVALID_ARGUMENT naming `pageToken` */
    async deliveries(
      principal: Principal,
      id: number,
      { limit, pageToken }: { limit: number; pageToken?: string | undefined },
    ): Promise<DeliveryPage> {
      await own(store.read, requireUser(principal, 'read'), id);
      const [before = Number.MAX_SAFE_INTEGER] =
        pageToken === undefined ? [] : decodeCursor(pageToken, ORDER, 1);
      const found = await store.read.webhooks.deliveries(id, before, limit + 1);
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return { items, nextPageToken: found.length > limit && last ? encodeCursor(ORDER, [last.id]) : '' };
    },

    /**
     * Tries again now: what waits for its next attempt goes at once (after what is before it), what has failed begins anew.
     * @throws NOT_FOUND, ALREADY_EXISTS for what has arrived
     */
    async retry(principal: Principal, id: number, deliveryId: number): Promise<Delivery> {
      const user = requireUser(principal, 'write');
      return store.transact(async (tx) => {
        await lock(tx, user);
        const { delivery, lane, jobId } = await ownDelivery(tx, user, id, deliveryId);
        if (delivery.status === 'delivered') {
          throw new DomainError('ALREADY_EXISTS', 'This delivery has arrived; there is nothing to retry');
        }
        const now = clock();
        if (delivery.status === 'pending' && jobId !== null) {
          await tx.jobs.hurry(jobId, now);
          await tx.webhooks.expect(deliveryId, now);
          tx.afterCommit(() => jobs.wake());
        } else {
          const job = await jobs.enqueue(tx, { kind: DELIVER, lane, payload: { deliveryId } });
          await tx.webhooks.schedule(deliveryId, job, now);
        }
        return { ...delivery, status: 'pending', nextAttemptAt: now, finishedAt: null };
      });
    },
  };
}

/** 256 bits, written as Standard Webhooks has it. */
function newSecret(random: Random): string {
  return encodedSecret(Buffer.from(random.secret(), 'base64url').toString('base64'));
}

const ORDER = 'deliveries';

function unique(events: readonly EventName[]): EventName[] {
  return [...new Set(events)];
}
