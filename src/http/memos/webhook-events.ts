import type { EventName, EventSnapshot } from '../../domain/events.ts';
import * as present from './present.ts';

/** The events as this face calls them. */
const NAMES: Readonly<Record<EventName, string>> = {
  'note.created': 'memo.created',
  'note.updated': 'memo.updated',
  'note.deleted': 'memo.deleted',
  'attachment.uploaded': 'resource.uploaded',
  'user.created': 'user.created',
  'user.updated': 'user.updated',
};

export const WEBHOOK_EVENTS: readonly string[] = Object.values(NAMES);

export function presentEvent(event: EventName | 'test'): string {
  return event === 'test' ? 'webhook.test' : NAMES[event];
}

/** @param name one of WEBHOOK_EVENTS */
export function eventNamed(name: string): EventName {
  const found = Object.entries(NAMES).find(([, known]) => known === name);
  if (!found) throw new Error(`There is no event ${name}`);
  return found[0] as EventName;
}

/**
 * The body of a delivery (faces.md, memos: Webhooks). `memo` is null where the event is about none.
 * @param instance the address of this server
 */
export function renderWebhookEvent(
  { event, at, user, note, attachment }: EventSnapshot,
  instance: string,
): string {
  return JSON.stringify({
    event: presentEvent(event),
    timestamp: new Date(at).toISOString(),
    instance,
    data: {
      memo: note && present.memo(note),
      ...(attachment && { resource: present.resource(attachment) }),
      user,
    },
  });
}
