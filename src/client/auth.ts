import type { NewAccount } from './accounts.ts';
import type { Transport } from './transport.ts';
import type { User } from './types.ts';

/** Where somebody is signed in. */
export interface Session {
  id: number;
  userAgent: string;
  createTime: string;
  lastUsedTime: string;
  expireTime: string;
  /** Whether it is the one that asks. */
  current: boolean;
}

/** What apps remember for their user, by name. */
export type Preferences = Record<string, unknown>;

export function createAuth({ json }: Transport) {
  return {
    /** The first account is the owner's; `setupCode` is in the server's log, where it is asked for. */
    signUp: (account: NewAccount & { setupCode?: string | undefined }) =>
      json<{ user: User }>('POST', '/api/v1/auth/signup', { body: account }),
    signIn: (username: string, password: string) =>
      json<{ user: User }>('POST', '/api/v1/auth/signin', { body: { username, password } }),
    signOut: () => json<object>('POST', '/api/v1/auth/signout'),
    status: (signal?: AbortSignal) => json<{ user: User }>('GET', '/api/v1/auth/status', { signal }),
    sessions: (signal?: AbortSignal) => json<{ data: Session[] }>('GET', '/api/v1/auth/sessions', { signal }),
    endSession: (id: number) => json<object>('DELETE', `/api/v1/auth/sessions/${id}`),
    preferences: (signal?: AbortSignal) => json<Preferences>('GET', '/api/v1/auth/preferences', { signal }),
    /** Sets what is named; `null` removes it. */
    prefer: (changes: Preferences) =>
      json<Preferences>('PATCH', '/api/v1/auth/preferences', { body: changes }),
  };
}
