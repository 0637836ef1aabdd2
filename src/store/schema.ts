import type { Generated, Selectable } from 'kysely';
import type { ChangeKind } from '../domain/change.ts';
import type { NoteKind, Status, Visibility } from '../domain/note.ts';
import type { Role, UserStatus } from '../domain/user.ts';
import type { Scope } from '../domain/access.ts';
import type { PagesTable, SpaceMembersTable, SpaceNotesTable, SpacesTable } from './space-tables.ts';
import type { JobsTable, WebhookDeliveriesTable, WebhooksTable } from './job-tables.ts';

/** SQLite has no booleans; both engines store 0 and 1. */
export type Bit = 0 | 1;

/** The tables of both engines; the migrations of each are the definition, this is their reading. Times are epoch milliseconds. */
export interface Tables {
  users: UsersTable;
  sessions: SessionsTable;
  access_tokens: AccessTokensTable;
  settings: { name: string; value_json: string };
  revisions: { scope: string; value: number };
  changes: ChangesTable;
  notes: NotesTable;
  note_tags: NoteTagsTable;
  note_links: NoteLinksTable;
  note_versions: NoteVersionsTable;
  idempotency_keys: IdempotencyKeysTable;
  blobs: BlobsTable;
  attachments: AttachmentsTable;
  note_attachments: NoteAttachmentsTable;
  jobs: JobsTable;
  webhooks: WebhooksTable;
  webhook_deliveries: WebhookDeliveriesTable;
  search_profiles: SearchProfilesTable;
  search_builds: { version: number; last_id: number; is_complete: Bit };
  vault_files: VaultFilesTable;
  spaces: SpacesTable;
  space_members: SpaceMembersTable;
  space_notes: SpaceNotesTable;
  space_favorites: { user_id: number; space_id: number; created_at: number };
  pages: PagesTable;
  note_counts: { scope: string; value: number };
  user_preferences: { user_id: number; name: string; value_json: string };
  vault_folders: { owner_id: number; path: string; identity: string };
}

interface UsersTable {
  id: Generated<number>;
  username: string;
  username_key: string;
  role: Role;
  status: UserStatus;
  nickname: string;
  email: string;
  /** Null without an address, so that only real addresses must be unique. */
  email_key: string | null;
  avatar_url: string;
  default_visibility: Visibility;
  password_hash: string;
  created_at: number;
  updated_at: number;
}

interface SessionsTable {
  id: Generated<number>;
  user_id: number;
  /** SHA-256 of the secret in the cookie, hex. */
  secret_hash: string;
  user_agent: string;
  created_at: number;
  last_used_at: number;
  expires_at: number;
  revoked_at: number | null;
}

interface AccessTokensTable {
  id: Generated<number>;
  user_id: number;
  secret_hash: string;
  name: string;
  description: string;
  scope: Scope;
  created_at: number;
  last_used_at: number | null;
  expires_at: number | null;
  revoked_at: number | null;
}

interface ChangesTable {
  scope: string;
  revision: number;
  kind: ChangeKind;
  note_id: number;
  note_uid: string;
  owner_id: number;
  changed_at: number;
}

interface NotesTable {
  id: number;
  uid: string;
  owner_id: number;
  filename: string;
  kind: NoteKind;
  content: string;
  visibility: Visibility;
  status: Status;
  pinned: Bit;
  created_at: number;
  updated_at: number;
  display_at: number;
  trashed_at: number | null;
  /** The last change of content, and the session or token that made it: see `continuesEdit`. */
  edited_at: number;
  editor: string | null;
  revision: number;
  position: number;
  title: string;
  snippet: string;
  tags_json: string;
  is_label: Bit;
  has_link: Bit;
  has_task: Bit;
  has_code: Bit;
  line_count: number;
  word_count: number;
  char_count: number;
}

/** A row for each tag of a note and, with `tag` null, for each ancestor that it does not carry itself. */
interface NoteTagsTable {
  note_id: number;
  tag_key: string;
  tag: string | null;
  owner_id: number;
  status: Status;
  visibility: Visibility;
  position: number;
}

interface NoteLinksTable {
  note_id: number;
  ordinal: number;
  owner_id: number;
  target: string;
  line: number;
  label: string;
}

interface NoteVersionsTable {
  id: Generated<number>;
  note_id: number;
  content: string;
  edited_at: number;
  replaced_at: number;
}

interface IdempotencyKeysTable {
  user_id: number;
  key: string;
  fingerprint: string;
  answer: string;
  created_at: number;
}

interface BlobsTable {
  hash: string;
  size: number;
  private_ranges_json: string;
  thumbnail: string | null;
  created_at: number;
  unused_since: number | null;
  removing: Bit;
}

interface AttachmentsTable {
  id: Generated<number>;
  uid: string;
  owner_id: number;
  filename: string;
  type: string;
  size: number;
  hash: string;
  created_at: number;
}

interface NoteAttachmentsTable {
  note_id: number;
  attachment_id: number;
  ordinal: number;
  is_explicit: Bit;
}

interface SearchProfilesTable {
  position: number;
  title: string;
  words: string;
  length: number;
}

export interface VaultFilesTable {
  note_id: number;
  owner_id: number;
  filename: string;
  stamp: string | null;
  hash: string;
  has_bom: Bit;
  edited_at: number;
  problem: string | null;
}

export type UserRow = Selectable<UsersTable>;
export type SessionRow = Selectable<SessionsTable>;
export type AccessTokenRow = Selectable<AccessTokensTable>;
export type AttachmentRow = Selectable<AttachmentsTable>;
export type NoteRow = Selectable<NotesTable>;
