import { scopeTerms } from '../../src/domain/index-terms.ts';
import { positionOf, type Note } from '../../src/domain/note.ts';
import { filenameOf } from '../../src/domain/filename.ts';
import type { SignedIn } from '../../src/domain/access.ts';
import type { NoteRecord } from '../../src/store/note-rows.ts';
import type { AccessTokenRow, SessionRow } from '../../src/store/schema.ts';
import type { NewUser } from '../../src/store/users.ts';

/** 1 May 2024, the second after which test notes are made. */
export const EPOCH = Date.UTC(2024, 4, 1);

export interface NoteSketch extends Partial<Note> {
  /** Tag as written -> its ancestors are added. */
  tagged?: string[];
  /** File names of other notes. */
  linked?: string[];
}

/** A note ready to be written; what the sketch leaves out follows from the id. */
export function noteRecord({ tagged = [], linked = [], ...given }: NoteSketch & { id: number }): NoteRecord {
  const { id } = given;
  const createdAt = given.createdAt ?? EPOCH + id * 1000;
  const content = given.content ?? `Note ${id}`;
  const note: Note = {
    uid: id.toString(16).padStart(7, '0') + 'a',
    ownerId: 1,
    filename: filenameOf(EPOCH / 1000 + id),
    kind: 'note',
    content,
    visibility: 'PRIVATE',
    status: 'NORMAL',
    pinned: false,
    createdAt,
    updatedAt: createdAt,
    displayAt: createdAt,
    trashedAt: null,
    revision: 1,
    position: positionOf(createdAt, id),
    title: `Note ${id}`,
    snippet: content,
    tags: tagged,
    isLabel: false,
    lines: 1,
    words: 2,
    chars: content.length,
    ...given,
  };
  const tagKeys = new Map<string, string | null>(tagged.map((tag) => [tag.toLowerCase(), tag]));
  for (const tag of tagged) {
    const parts = tag.toLowerCase().split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const ancestor = parts.slice(0, depth).join('/');
      if (!tagKeys.has(ancestor)) tagKeys.set(ancestor, null);
    }
  }
  return {
    note,
    editedAt: note.updatedAt,
    editor: 'session:1',
    tagKeys,
    links: linked.map((target, index) => ({ target, line: index + 1, text: target })),
    tokens: { title: note.title.toLowerCase().split(' '), body: content.toLowerCase().split(/\s+/) },
    scope: scopeTerms(note, tagKeys.keys(), { pinned: note.pinned }),
    hasLink: false,
    hasTask: false,
    hasCode: false,
  };
}

export function newUser(username: string, given: Partial<NewUser> = {}): NewUser {
  return {
    username,
    role: 'USER',
    status: 'NORMAL',
    nickname: '',
    email: '',
    avatarUrl: '',
    defaultVisibility: 'PRIVATE',
    createdAt: EPOCH,
    updatedAt: EPOCH,
    passwordHash: 'hash',
    ...given,
  };
}

export function newSession(userId: number, secretHash: string): Omit<SessionRow, 'id'> {
  return {
    user_id: userId,
    secret_hash: secretHash,
    user_agent: 'test',
    created_at: EPOCH,
    last_used_at: EPOCH,
    expires_at: EPOCH + 1000,
    revoked_at: null,
  };
}

export function newToken(userId: number, secretHash: string): Omit<AccessTokenRow, 'id'> {
  return {
    user_id: userId,
    secret_hash: secretHash,
    name: secretHash,
    description: '',
    scope: 'read',
    created_at: EPOCH,
    last_used_at: null,
    expires_at: null,
    revoked_at: null,
  };
}

/** Somebody signed in, by session unless told otherwise. */
export function signedIn(userId: number, given: Partial<SignedIn> = {}): SignedIn {
  return { kind: 'user', userId, role: 'USER', scope: 'admin', via: 'session', credentialId: 1, ...given };
}
