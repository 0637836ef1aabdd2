import { createAuth } from './auth.ts';
import { createEvents } from './events.ts';
import { createMemos, createTags } from './memos.ts';
import type { Transport } from './transport.ts';

/** What every program needs that shows notes: for those that have to be small, such as the first page of the web app. */
export function createCore(transport: Transport) {
  return {
    memos: createMemos(transport),
    tags: createTags(transport),
    auth: createAuth(transport),
    events: createEvents(transport),
  };
}
