import { createAttachmentReads, createAttachmentWrites } from './attachments.ts';
import { createBlobReads, createBlobWrites } from './blobs.ts';
import { createAccountReads, createAccountWrites } from './users.ts';
import { createChangeReads, createChangeWrites } from './changes.ts';
import { createChecks } from './checks.ts';
import { createCredentialReads, createCredentialWrites } from './credentials.ts';
import type { Db, Engine } from './engine.ts';
import type { FreeNames } from './free-names.ts';
import { createIdempotency } from './idempotency.ts';
import { createJobReads, createJobWrites } from './jobs.ts';
import { createNoteCountReads, createNoteCountWrites } from './note-counts.ts';
import { createNoteReads, createNoteWrites } from './notes.ts';
import { createNoteLinkReads } from './note-links.ts';
import { createPageReads, createPageWrites } from './pages.ts';
import { createPreferenceReads, createPreferenceWrites } from './preferences.ts';
import { createRevisionReads, createRevisionWrites } from './revisions.ts';
import { createSearch, createSearchWrites } from './search.ts';
import { createSettingsReads, createSettingsWrites } from './settings.ts';
import { createSpaceReads, createSpaceWrites } from './spaces.ts';
import { createTagReads } from './tags.ts';
import { createVaultFileReads, createVaultFileWrites } from './vault-files.ts';
import { createWebhookReads, createWebhookWrites } from './webhooks.ts';

export type Reads = ReturnType<typeof createReads>;
export type Writes = ReturnType<typeof createWrites>;

/** Readers are everywhere; each runs one statement, so that what it returns belongs together. */
export function createReads(db: Db, engine: Engine) {
  return {
    notes: createNoteReads(db, engine),
    tags: createTagReads(db),
    attachments: createAttachmentReads(db, engine),
    blobs: createBlobReads(db),
    search: createSearch(db, engine),
    users: createAccountReads(db, engine),
    sessions: createCredentialReads(db, engine, 'sessions'),
    tokens: createCredentialReads(db, engine, 'access_tokens'),
    settings: createSettingsReads(db),
    revisions: createRevisionReads(db, engine),
    jobs: createJobReads(db),
    webhooks: createWebhookReads(db),
    changes: createChangeReads(db),
    checks: createChecks(db, engine),
    vaultFiles: createVaultFileReads(db),
    spaces: createSpaceReads(db, engine),
    pages: createPageReads(db),
    counts: createNoteCountReads(db, engine),
    links: createNoteLinkReads(db),
    preferences: createPreferenceReads(db),
  };
}

/** Writers exist only inside a transaction. */
export function createWrites(db: Db, engine: Engine, names: FreeNames) {
  const reads = createReads(db, engine);
  return {
    notes: { ...reads.notes, ...createNoteWrites(db, engine, names) },
    tags: reads.tags,
    attachments: { ...reads.attachments, ...createAttachmentWrites(db) },
    blobs: { ...reads.blobs, ...createBlobWrites(db) },
    users: { ...reads.users, ...createAccountWrites(db) },
    sessions: { ...reads.sessions, ...createCredentialWrites(db, 'sessions') },
    tokens: { ...reads.tokens, ...createCredentialWrites(db, 'access_tokens') },
    settings: { ...reads.settings, ...createSettingsWrites(db) },
    revisions: { ...reads.revisions, ...createRevisionWrites(db, engine) },
    changes: { ...reads.changes, ...createChangeWrites(db, engine) },
    checks: reads.checks,
    search: { ...reads.search, ...createSearchWrites(db, engine) },
    vaultFiles: { ...reads.vaultFiles, ...createVaultFileWrites(db) },
    spaces: { ...reads.spaces, ...createSpaceWrites(db) },
    pages: { ...reads.pages, ...createPageWrites(db) },
    counts: { ...reads.counts, ...createNoteCountWrites(db, engine) },
    links: reads.links,
    preferences: { ...reads.preferences, ...createPreferenceWrites(db) },
    idempotency: createIdempotency(db),
    jobs: { ...reads.jobs, ...createJobWrites(db, engine) },
    webhooks: { ...reads.webhooks, ...createWebhookWrites(db, engine) },
    /** Keeps every other change that asks for the same name waiting until this one is done. */
    lock: (name: string) => engine.lock(db, name),
  };
}
