import type { Transport } from './transport.ts';

export type AccessType = 'read' | 'edit';
type InvitationStatus = 'pending' | 'accepted' | 'rejected';

export interface SpaceOwner {
  id: string;
  username: string;
  name: string;
}

export interface Space {
  id: string;
  uuid: string;
  name: string;
  ownerId: string;
  isPublic: boolean;
  createdAt: string;
  /** What the caller is there. */
  accessType: 'owner' | AccessType | 'public';
  favorited: boolean;
  /** `canEdit`: may add own memories. */
  permissions: { canRead: boolean; canEdit: boolean; isOwner: boolean };
  owner: SpaceOwner;
}

export interface Invitation {
  spaceId: string;
  space: { id: string; name: string; isPublic: boolean; owner: SpaceOwner };
  accessType: AccessType;
  status: InvitationStatus;
  invitedAt: string;
}

/** Somebody who was invited; `username` and `name` only once the invitation is accepted. */
export interface Member {
  email: string;
  accessType: AccessType;
  status: InvitationStatus;
  invitedAt: string;
  answeredAt: string | null;
  username: string | null;
  name: string | null;
}

interface Done {
  success: boolean;
}

export function createSpaces({ json }: Transport) {
  const path = '/api/spaces';
  const at = (id: string) => `${path}/${encodeURIComponent(id)}`;
  const memberAt = (id: string, email: string) => `${at(id)}/members/${encodeURIComponent(email)}`;
  return {
    /** Own ones, those joined, and public favourites; by name. */
    list: (signal?: AbortSignal) => json<{ spaces: Space[] }>('GET', path, { signal }),
    /** UNAUTHENTICATED also for who is signed in and may not read it. */
    get: (id: string, signal?: AbortSignal) => json<Space>('GET', at(id), { signal }),
    create: (spaceName: string, isPublic = false) =>
      json<{ message: string; space: Space }>('POST', `${path}/create`, { body: { spaceName, isPublic } }),
    update: (id: string, patch: { name?: string; isPublic?: boolean }) =>
      json<Space>('PATCH', at(id), { body: patch }),
    /** The memories stay with their owners. */
    remove: (id: string) => json<Done>('DELETE', at(id)),
    /** @param documentId the uid or the number of an own memory; ALREADY_EXISTS where the space holds it */
    addContent: (spaceId: string, documentId: string) =>
      json<Done>('POST', `${path}/addContent`, { body: { spaceId, documentId } }),
    removeContent: (spaceId: string, documentId: string) =>
      json<Done>('POST', `${path}/removeContent`, { body: { spaceId, documentId } }),
    favorite: (id: string) => json<Space>('POST', `${at(id)}/favorite`),
    unfavorite: (id: string) => json<Space>('DELETE', `${at(id)}/favorite`),

    /** Of the owner only, like all that is about members. */
    members: (id: string, signal?: AbortSignal) =>
      json<{ members: Member[] }>('GET', `${at(id)}/members`, { signal }),
    /** No mail is sent. */
    invite: (id: string, email: string, accessType: AccessType) =>
      json<Member>('POST', `${at(id)}/invite`, { body: { email, accessType } }),
    setAccess: (id: string, email: string, accessType: AccessType) =>
      json<Member>('PATCH', memberAt(id, email), { body: { accessType } }),
    removeMember: (id: string, email: string) => json<Done>('DELETE', memberAt(id, email)),

    /** The caller's own. */
    invitation: (id: string) => json<Invitation>('GET', `${at(id)}/invitation`),
    /** Those that wait for the caller's answer, newest first. */
    invitations: (signal?: AbortSignal) =>
      json<{ invitations: Invitation[] }>('GET', '/api/invitations', { signal }),
    accept: (spaceId: string) => json<Invitation>('POST', `${path}/invites/accept`, { body: { spaceId } }),
    /** Also leaves a space. */
    reject: (spaceId: string) => json<Invitation>('POST', `${path}/invites/reject`, { body: { spaceId } }),
  };
}
