import type { Transport } from './transport.ts';

export type AccessType = 'read' | 'edit';

export interface Space {
  id: string;
  uuid: string;
  name: string;
  ownerId: string;
  isPublic: boolean;
  createdAt: string;
  accessType: string | null;
  favorited: boolean;
  permissions: { canRead: boolean; canEdit: boolean; isOwner: boolean };
  owner: { id: string; name: string; email?: string } | null;
}

export interface Invitation {
  id: string;
  spaceId: string;
  email: string;
  accessType: AccessType;
  createdAt: string;
}

export function createSpaces({ json }: Transport) {
  const path = '/api/spaces';
  const at = (id: string) => `${path}/${encodeURIComponent(id)}`;
  return {
    list: (signal?: AbortSignal) => json<{ spaces: Space[] }>('GET', path, { signal }),
    get: (id: string, signal?: AbortSignal) => json<Space>('GET', at(id), { signal }),
    create: (spaceName: string, isPublic = false) =>
      json<{ message: string; space: Space }>('POST', `${path}/create`, { body: { spaceName, isPublic } }),
    update: (id: string, patch: { name?: string; isPublic?: boolean }) =>
      json<Space>('PATCH', at(id), { body: patch }),
    remove: (id: string) => json<object>('DELETE', at(id)),
    addContent: (spaceId: string, documentId: string) =>
      json<object>('POST', `${path}/addContent`, { body: { spaceId, documentId } }),
    removeContent: (spaceId: string, documentId: string) =>
      json<object>('POST', `${path}/removeContent`, { body: { spaceId, documentId } }),
    favorite: (id: string) => json<object>('POST', `${at(id)}/favorite`),
    unfavorite: (id: string) => json<object>('DELETE', `${at(id)}/favorite`),
    invite: (id: string, email: string, accessType: AccessType) =>
      json<object>('POST', `${at(id)}/invite`, { body: { email, accessType } }),
    invitation: (id: string) => json<Invitation>('GET', `${at(id)}/invitation`),
    invitations: (signal?: AbortSignal) =>
      json<{ invitations: Invitation[] }>('GET', '/api/invitations', { signal }),
    accept: (spaceId: string) => json<object>('POST', `${path}/invites/accept`, { body: { spaceId } }),
    reject: (spaceId: string) => json<object>('POST', `${path}/invites/reject`, { body: { spaceId } }),
  };
}
