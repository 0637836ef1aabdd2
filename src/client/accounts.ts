import type { AccessToken, Role, Scope, SystemInfo, User, VaultFolder, Visibility } from './types.ts';
import type { Transport } from './transport.ts';

export interface NewAccount {
  username: string;
  password: string;
  email?: string | undefined;
  nickname?: string | undefined;
}

export interface UserPatch {
  email?: string;
  nickname?: string;
  avatarUrl?: string;
  defaultVisibility?: Visibility;
  password?: string;
  currentPassword?: string;
  role?: Role;
  rowStatus?: 'NORMAL' | 'ARCHIVED';
}

/** Work that the server does in the background. */
export interface Job {
  id: number;
  kind: string;
  lane: string;
  /** `queued` is behind another of its lane; the done ones are counted only. */
  status: 'queued' | 'ready' | 'running' | 'failed';
  attempts: number;
  runTime: string;
  lastError: string | null;
  createTime: string;
  finishTime: string | null;
}

export type JobCounts = Record<'queued' | 'ready' | 'done' | 'failed', number>;

export function createUsers({ json }: Transport) {
  const at = (user: string | number) => `/api/v1/users/${encodeURIComponent(user)}`;
  return {
    list: (signal?: AbortSignal) => json<{ data: User[] }>('GET', '/api/v1/users', { signal }),
    get: (user: string | number) => json<User>('GET', at(user)),
    create: (account: NewAccount & { role?: Role }) => json<User>('POST', '/api/v1/users', { body: account }),
    update: (user: string | number, patch: UserPatch) => json<User>('PATCH', at(user), { body: patch }),
    remove: (user: string | number) => json<object>('DELETE', at(user)),
  };
}

export function createAccessTokens({ json }: Transport) {
  const path = '/api/v1/access-tokens';
  return {
    list: (signal?: AbortSignal) => json<{ data: AccessToken[] }>('GET', path, { signal }),
    /** `accessToken` is shown now and never again. */
    create: (token: {
      name: string;
      description?: string | undefined;
      expiresAt?: string | undefined;
      scopes?: Scope[] | undefined;
    }) => json<AccessToken & { accessToken: string }>('POST', path, { body: token }),
    get: (id: number) => json<AccessToken>('GET', `${path}/${id}`),
    revoke: (id: number) => json<object>('DELETE', `${path}/${id}`),
  };
}

export type SystemPatch = Partial<Pick<SystemInfo, 'allowSignUp' | 'disablePasswordLogin'>> & {
  customizedProfile?: Partial<SystemInfo['customizedProfile']>;
};

export function createSystem({ json }: Transport) {
  return {
    info: (signal?: AbortSignal) => json<SystemInfo>('GET', '/api/v1/system/info', { signal }),
    update: (patch: SystemPatch) => json<SystemInfo>('PATCH', '/api/v1/system/info', { body: patch }),
    /** Whether the caller's notes are files, too. */
    vault: (signal?: AbortSignal) => json<VaultFolder>('GET', '/api/v1/vault', { signal }),
    /** For administrators: the newest jobs that have not succeeded, and how many there are of each status. */
    jobs: (signal?: AbortSignal) =>
      json<{ counts: JobCounts; data: Job[] }>('GET', '/api/v1/jobs', { signal }),
  };
}
