import type { AttachmentView } from './attachment/index.ts';
import type { NoteView } from './note.ts';
import type { User } from './user.ts';

/** What can be subscribed to. */
const EVENTS = [
  'note.created',
  'note.updated',
  'note.deleted',
  'attachment.uploaded',
  'user.created',
  'user.updated',
] as const;
export type EventName = (typeof EVENTS)[number];

/** Only administrators are told what happens to accounts. */
export function isForAdministrators(event: EventName | 'test'): boolean {
  return event === 'user.created' || event === 'user.updated';
}

export type EventUser = Pick<User, 'id' | 'username' | 'nickname' | 'email'>;

/** What happened, with all that must be told of it: things may have changed again before it is delivered. */
export interface EventSnapshot {
  /** `test`: nothing happened, somebody wants to see a delivery. */
  event: EventName | 'test';
  /** Epoch milliseconds. */
  at: number;
  /** Whose note or attachment it is; else the account that it is about. */
  user: EventUser;
  note: NoteView | null;
  /** The attachment as its owner sees it. */
  attachment: AttachmentView | null;
}

export function eventUser({ id, username, nickname, email }: User): EventUser {
  return { id, username, nickname, email };
}
