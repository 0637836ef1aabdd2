import type { AttachmentView } from './attachment/index.ts';
import { DomainError, notFound } from './errors.ts';
import type { Note, Status, Visibility } from './note.ts';
import type { Role } from './user.ts';

export const SCOPES = ['read', 'write', 'admin'] as const;
/** What a credential may do; each includes the ones before it. */
export type Scope = (typeof SCOPES)[number];

/** Who asks. */
export type Principal = Anonymous | SignedIn;

export interface Anonymous {
  kind: 'anonymous';
}

export interface SignedIn {
  kind: 'user';
  userId: number;
  role: Role;
  scope: Scope;
  via: 'session' | 'token' | 'local';
  /** The session's or token's id; null for the local owner, who needs none. */
  credentialId: number | null;
}

export const ANONYMOUS: Anonymous = { kind: 'anonymous' };

/** What a reader may see of a list: own notes of one status, and of others only NORMAL notes with these visibilities. */
export interface Audience {
  userId: number | null;
  visibilities: readonly Visibility[];
  /** Whether what the reader's spaces hold is in sight, too: of single notes and files, never of lists of notes. */
  throughSpaces?: boolean;
}

export function audienceOf(principal: Principal): Audience {
  return principal.kind === 'user'
    ? { userId: principal.userId, visibilities: ['PROTECTED', 'PUBLIC'] }
    : { userId: null, visibilities: ['PUBLIC'] };
}

/** The same for one note or file, which the reader may also see because a space holds it. */
export function readerOf(principal: Principal): Audience {
  return { ...audienceOf(principal), throughSpaces: true };
}

/** `throughSpace`: a space that this reader may see holds it. */
type Guarded = Pick<Note, 'ownerId' | 'visibility' | 'status'> & { throughSpace?: boolean };

/** One slice of the store that a reader may see whole; `ownerId` null means everybody's. */
export interface Shelf {
  ownerId: number | null;
  status: Status;
  visibility: Visibility;
}

/**
 * The slices that make up a list for this reader. They do not overlap, and each is one index range, so that a page costs
 * the same however many notes others have.
 */
export function shelvesFor(
  audience: Audience,
  wanted: { status: Status; visibility?: Visibility | undefined; ownerId?: number | undefined },
): Shelf[] {
  const shelves: Shelf[] = [];
  for (const visibility of ['PRIVATE', 'PROTECTED', 'PUBLIC'] as const) {
    if (wanted.visibility !== undefined && wanted.visibility !== visibility) continue;
    const shared = wanted.status === 'NORMAL' && audience.visibilities.includes(visibility);
    const ownerId = shared ? (wanted.ownerId ?? null) : audience.userId;
    if (!shared && (ownerId === null || (wanted.ownerId ?? ownerId) !== ownerId)) continue;
    shelves.push({ ownerId, status: wanted.status, visibility });
  }
  return shelves;
}

export function mayRead(principal: Principal, note: Guarded): boolean {
  if (principal.kind === 'user' && principal.userId === note.ownerId) return true;
  if (note.status !== 'NORMAL') return false;
  return note.throughSpace === true || audienceOf(principal).visibilities.includes(note.visibility);
}

/** @param attachment with the notes that this very reader may read */
export function mayReadAttachment(
  principal: Principal,
  attachment: Pick<AttachmentView, 'ownerId' | 'noteIds'>,
): boolean {
  return isOwner(principal, attachment) || attachment.noteIds.length > 0;
}

export function isOwner(principal: Principal, { ownerId }: { ownerId: number }): boolean {
  return principal.kind === 'user' && principal.userId === ownerId;
}

/** @throws NOT_FOUND where the note must not be known, PERMISSION_DENIED where it is seen but not owned */
export function assertMayWrite(principal: Principal, note: Guarded): void {
  if (principal.kind === 'user' && principal.userId === note.ownerId) return;
  if (!mayRead(principal, note)) throw notFound('Memo');
  throw new DomainError('PERMISSION_DENIED', 'Only the owner may change this note');
}

/** Whether the credential behind the request goes so far. */
export function mayDo(principal: Principal, scope: Scope): boolean {
  return principal.kind === 'user' && SCOPES.indexOf(principal.scope) >= SCOPES.indexOf(scope);
}

/**
 * The signed-in user behind the request, with at least this scope.
 * @throws UNAUTHENTICATED, or PERMISSION_DENIED when the token's scope is too small
 */
export function requireUser(principal: Principal, scope: Scope): SignedIn {
  if (principal.kind === 'anonymous') throw new DomainError('UNAUTHENTICATED');
  if (!mayDo(principal, scope)) {
    throw new DomainError(
      'PERMISSION_DENIED',
      principal.via === 'local' ? LOCAL_LIMITS[scope] : `This access token lacks the scope "${scope}"`,
    );
  }
  return principal;
}

/** What the local owner is told, who has no token that could lack anything; the second is Notesium's. */
const LOCAL_LIMITS: Record<Scope, string> = {
  read: 'The local owner may not read here',
  write: 'NOTESIUM_DIR is set to read-only mode',
  admin: 'The local owner manages no accounts and no settings',
};

export function isAdministrator(principal: Principal): boolean {
  return principal.kind === 'user' && principal.role !== 'USER' && principal.scope === 'admin';
}

/** @throws UNAUTHENTICATED or PERMISSION_DENIED */
export function requireAdministrator(principal: Principal): SignedIn {
  const user = requireUser(principal, 'read');
  if (user.role === 'USER') throw new DomainError('PERMISSION_DENIED', 'Only administrators may do this');
  return requireUser(principal, 'admin');
}

/** @throws UNAUTHENTICATED or PERMISSION_DENIED */
export function requireHost(principal: Principal): SignedIn {
  const user = requireUser(principal, 'read');
  if (user.role !== 'HOST')
    throw new DomainError('PERMISSION_DENIED', 'Only the host of this instance may do this');
  return requireUser(principal, 'admin');
}
