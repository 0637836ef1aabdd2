import { createAccessTokens, createSystem, createUsers } from './accounts.ts';
import { createCore } from './core.ts';
import { createMemories } from './memories.ts';
import { createNotes } from './notes.ts';
import { createResources } from './resources.ts';
import { createSpaces } from './spaces.ts';
import { createTransport, type ClientOptions } from './transport.ts';
import { createWebhooks } from './webhooks.ts';

export * from './types.ts';
export { ClientError, type FieldIssue } from './client-error.ts';
export type { ClientOptions } from './transport.ts';
export type { MemoLinks, MemoVersion } from './memo-details.ts';
export type { ListMemos, MemoPatch, NewMemo, Search } from './memos.ts';
export type { Job, JobCounts, NewAccount, SystemPatch, UserPatch } from './accounts.ts';
export type { Preferences, Session } from './auth.ts';
export type { NewWebhook } from './webhooks.ts';
export type { LiveEvent } from './events.ts';
export type { ListedNote, Note, NoteLink } from './notes.ts';
export type { FoundMemory, Memory, MemoryDetail, MemoryPage, Prefetched } from './memories.ts';
export type { AccessType, Invitation, Member, Space, SpaceOwner } from './spaces.ts';

export type Client = ReturnType<typeof createClient>;

/**
 * The public APIs of a Commonplace server, for browsers, Node and everything else that has `fetch`.
 * Every call throws a `ClientError` when it fails.
 */
export function createClient(options: ClientOptions = {}) {
  const transport = createTransport(options);
  return {
    ...createCore(transport),
    resources: createResources(transport),
    users: createUsers(transport),
    accessTokens: createAccessTokens(transport),
    webhooks: createWebhooks(transport),
    system: createSystem(transport),
    notes: createNotes(transport),
    memories: createMemories(transport),
    spaces: createSpaces(transport),
  };
}
