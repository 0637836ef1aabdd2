import type { Generated } from 'kysely';
import type { PageStatus } from '../domain/capture/page.ts';
import type { Status } from '../domain/note.ts';
import type { InvitationStatus, SpaceAccess } from '../domain/space/space.ts';
import type { Bit } from './schema.ts';

export interface SpacesTable {
  id: Generated<number>;
  uid: string;
  owner_id: number;
  name: string;
  is_public: Bit;
  created_at: number;
  updated_at: number;
}

export interface SpaceMembersTable {
  space_id: number;
  email_key: string;
  email: string;
  user_id: number | null;
  access: SpaceAccess;
  status: InvitationStatus;
  invited_at: number;
  answered_at: number | null;
}

/** Status and position are the note's, so that a page is one range of an index. */
export interface SpaceNotesTable {
  space_id: number;
  note_id: number;
  status: Status;
  position: number;
  added_by: number;
  added_at: number;
}

export interface PagesTable {
  note_id: number;
  owner_id: number;
  url: string;
  url_key: string;
  description: string;
  image_url: string | null;
  site_name: string | null;
  author: string | null;
  favicon_url: string | null;
  language: string | null;
  published_at: number | null;
  status: PageStatus;
  reason: string | null;
  attempts: number;
  next_attempt_at: number | null;
  captured_at: number | null;
  captured_hash: string | null;
  final_key: string | null;
  given_url: string | null;
  canonical_key: string | null;
  image_uid: string | null;
}
