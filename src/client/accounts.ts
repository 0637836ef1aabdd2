import type { AccessToken, Role, Scope, SystemInfo, User, Visibility } from './types.ts';
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

export function createAuth({ json }: Transport) {
  return {
    /** The first account is the owner's; `setupCode` is in the server's log, where it is asked for. */
    signUp: (account: NewAccount & { setupCode?: string | undefined }) =>
      json<{ user: User }>('POST', '/api/v1/auth/signup', { body: account }),
    signIn: (username: string, password: string) =>
      json<{ user: User }>('POST', '/api/v1/auth/signin', { body: { username, password } }),
    signOut: () => json<object>('POST', '/api/v1/auth/signout'),
    status: (signal?: AbortSignal) => json<{ user: User }>('GET', '/api/v1/auth/status', { signal }),
  };
}

export function createUsers({ json }: Transport) {
  const at = (user: string | number) => `/api/v1/users/${encodeURIComponent(user)}`;
  return {
    list: () => json<{ data: User[] }>('GET', '/api/v1/users'),
    get: (user: string | number) => json<User>('GET', at(user)),
    create: (account: NewAccount & { role?: Role }) => json<User>('POST', '/api/v1/users', { body: account }),
    update: (user: string | number, patch: UserPatch) => json<User>('PATCH', at(user), { body: patch }),
    remove: (user: string | number) => json<object>('DELETE', at(user)),
  };
}

export function createAccessTokens({ json }: Transport) {
  const path = '/api/v1/access-tokens';
  return {
    list: () => json<{ data: AccessToken[] }>('GET', path),
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
  };
}
