import type { Principal } from '../access.ts';
import { DomainError, invalid, notFound } from '../errors.ts';
import { assertText } from '../text.ts';

/** A collection of notes that its owner shares. Times are epoch milliseconds. */
export interface Space {
  id: number;
  /** What others know it by; it cannot be guessed. */
  uid: string;
  ownerId: number;
  name: string;
  /** Whether anyone may read it. */
  isPublic: boolean;
  createdAt: number;
  updatedAt: number;
}

export const SPACE_ACCESS = ['read', 'edit'] as const;
/** What a member may do: read what the space holds, or add own notes as well. */
export type SpaceAccess = (typeof SPACE_ACCESS)[number];

export type InvitationStatus = 'pending' | 'accepted' | 'rejected';

/** Somebody who was invited, by e-mail address; a member once that is accepted. */
export interface SpaceMember {
  spaceId: number;
  email: string;
  /** Whose it is; null as long as no account has this address. */
  userId: number | null;
  access: SpaceAccess;
  status: InvitationStatus;
  invitedAt: number;
  answeredAt: number | null;
}

/** What one reader may do with a space. */
export interface SpacePermissions {
  accessType: 'owner' | SpaceAccess | 'public' | 'none';
  canRead: boolean;
  /** May add own notes. */
  canEdit: boolean;
  isOwner: boolean;
}

export const MAX_SPACE_NAME = 100;
/** A note can be added to so many spaces at once. */
export const MAX_SPACES_AT_ONCE = 5;
/** Bounds what one account can make others pay for. */
export const MAX_SPACES = 500;
export const MAX_MEMBERS = 500;

/**
 * @param membership the reader's access by an accepted invitation, if there is one
 */
export function spacePermissions(
  principal: Principal,
  space: Pick<Space, 'ownerId' | 'isPublic'>,
  membership: SpaceAccess | null,
): SpacePermissions {
  if (principal.kind === 'user' && principal.userId === space.ownerId)
    return { accessType: 'owner', canRead: true, canEdit: true, isOwner: true };
  if (principal.kind === 'user' && membership)
    return { accessType: membership, canRead: true, canEdit: membership === 'edit', isOwner: false };
  if (space.isPublic) return { accessType: 'public', canRead: true, canEdit: false, isOwner: false };
  return { accessType: 'none', canRead: false, canEdit: false, isOwner: false };
}

/** That a space exists is no secret, what it holds is (faces.md, memories). @throws UNAUTHENTICATED */
export function assertMayReadSpace({ canRead }: SpacePermissions): void {
  if (!canRead) throw new DomainError('UNAUTHENTICATED', 'Unauthorized');
}

/** @throws UNAUTHENTICATED, PERMISSION_DENIED for who may only read */
export function assertMayAddToSpace(permissions: SpacePermissions): void {
  assertMayReadSpace(permissions);
  if (!permissions.canEdit)
    throw new DomainError('PERMISSION_DENIED', 'You may read this space, not add to it');
}

/** @throws UNAUTHENTICATED, PERMISSION_DENIED for all but the owner */
export function assertOwnsSpace(permissions: SpacePermissions): void {
  assertMayReadSpace(permissions);
  if (!permissions.isOwner)
    throw new DomainError('PERMISSION_DENIED', 'Only the owner of the space may do this');
}

/** What a note is taken out of a space by: the space's owner, and the note's. @throws PERMISSION_DENIED */
export function assertMayTakeOut(
  principal: Principal,
  permissions: SpacePermissions,
  note: { ownerId: number } | undefined,
): void {
  if (permissions.isOwner) return;
  if (principal.kind === 'user' && note?.ownerId === principal.userId) return;
  assertMayReadSpace(permissions);
  throw new DomainError('PERMISSION_DENIED', 'Only the owner of the space or of the note may do this');
}

/** @returns the name as it is kept @throws INVALID_ARGUMENT naming `spaceName` */
export function spaceName(text: string): string {
  assertText('spaceName', text);
  const name = text.trim().replace(/\s+/g, ' ');
  const length = [...name].length;
  if (length === 0) throw invalid('spaceName', 'SpaceName cannot be empty');
  if (length > MAX_SPACE_NAME) throw invalid('spaceName', `Must have at most ${MAX_SPACE_NAME} characters`);
  return name;
}

/** The name of a space in an address may be followed by words for people: `a1b2c3d4---our-kitchen`. */
export function spaceUid(text: string): string {
  return text.split('---', 1)[0] ?? '';
}

export const spaceNotFound = (): DomainError => notFound('Space');
