import type { AttachmentView } from '../domain/attachment/index.ts';
import { eventUser, isForAdministrators, type EventName, type EventSnapshot } from '../domain/events.ts';
import type { NoteView } from '../domain/note.ts';
import type { Clock } from '../domain/time.ts';
import type { User } from '../domain/user.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { Tx } from '../store/store.ts';
import type { Jobs } from './jobs.ts';
import type { Random } from './random.ts';

export type Outbox = ReturnType<typeof createOutbox>;

/** The kind of job that delivers. */
export const DELIVER = 'webhook';

/**
 * Writes down what happened for the webhooks that want to know, in the transaction in which it happens: so it is told if,
 * and only if, it did happen, and as it was then.
 */
export function createOutbox({ jobs, clock, random }: { jobs: Jobs; clock: Clock; random: Random }) {
  interface Happening {
    event: EventName;
    userId: number;
    /** What events are kept in order of, such as `note:7`. */
    about: string;
    note?: NoteView;
    attachment?: AttachmentView;
  }

  async function record(tx: Tx, { event, userId, about, note, attachment }: Happening): Promise<void> {
    const webhooks = await subscribers(tx, event, userId);
    if (webhooks.length === 0) return;
    const user = await tx.users.byId(userId);
    if (!user) return;
    const snapshot: EventSnapshot = {
      event,
      at: clock(),
      user: eventUser(user),
      note: note ?? null,
      attachment: attachment ?? null,
    };
    for (const { id } of webhooks) await send(tx, id, `webhook:${id}/${about}`, snapshot);
  }

  async function send(tx: Tx, webhookId: number, lane: string, snapshot: EventSnapshot): Promise<void> {
    const delivery = await tx.webhooks.insertDelivery({
      webhookId,
      messageId: `msg_${random.secret()}`,
      event: snapshot.event,
      lane,
      snapshot,
      status: 'pending',
      attempts: [],
      createdAt: snapshot.at,
      finishedAt: null,
    });
    const jobId = await jobs.enqueue(tx, { kind: DELIVER, lane, payload: { deliveryId: delivery.id } });
    await tx.webhooks.schedule(delivery.id, jobId, snapshot.at);
  }

  return {
    /** Most notes are of users without webhooks: then this is one keyed read. @param note as its owner sees it after the change */
    noteChanged: (tx: Tx, event: 'note.created' | 'note.updated' | 'note.deleted', note: NoteView) =>
      record(tx, { event, userId: note.ownerId, about: `note:${note.id}`, note }),

    /** @param attachment as its owner sees it */
    attachmentUploaded: (tx: Tx, ownerId: number, attachment: AttachmentView) =>
      record(tx, {
        event: 'attachment.uploaded',
        userId: ownerId,
        about: `attachment:${attachment.id}`,
        attachment,
      }),

    userChanged: (tx: Tx, event: 'user.created' | 'user.updated', { id }: User) =>
      record(tx, { event, userId: id, about: `user:${id}` }),
  };
}

/** Webhooks are told of what is their owner's; those of administrators of accounts, too. */
async function subscribers(tx: Tx, event: EventName, userId: number): Promise<Webhook[]> {
  const all = isForAdministrators(event)
    ? await tx.webhooks.lockOfAdministrators()
    : await tx.webhooks.lockOfUser(userId);
  return all.filter(({ active, events }) => active && events.includes(event));
}
