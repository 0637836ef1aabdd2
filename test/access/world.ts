import type { Visibility, Status } from '../../src/domain/note.ts';
import sharp from 'sharp';
import { uploaded, type Form, type Resource } from '../support/files.ts';
import type { Account, Instance } from '../support/instance.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';

/** Whose request it is; the columns of the matrix. Ada owns the notes. */
export const PRINCIPALS = [
  'anonymous',
  'ada-read',
  'ada-write',
  'ada-session',
  'other',
  'admin',
  'admin-write',
  'host',
  'expired',
  'revoked',
  'disabled',
] as const;
export type PrincipalName = (typeof PRINCIPALS)[number];

/** The code of a 401, where there is one: never a guess about which account or token it was. */
export const REFUSALS: Partial<Record<PrincipalName, string>> = {
  anonymous: 'UNAUTHENTICATED',
  expired: 'TOKEN_EXPIRED',
  revoked: 'TOKEN_REVOKED',
  disabled: 'TOKEN_REVOKED',
};

/** Kinds of ada's notes; shared as PUBLIC as can be, where the status is what protects them. */
export const TARGETS = {
  private: { visibility: 'PRIVATE', status: 'NORMAL' },
  protected: { visibility: 'PROTECTED', status: 'NORMAL' },
  public: { visibility: 'PUBLIC', status: 'NORMAL' },
  archived: { visibility: 'PUBLIC', status: 'ARCHIVED' },
  trashed: { visibility: 'PUBLIC', status: 'TRASHED' },
} as const satisfies Record<string, { visibility: Visibility; status: Status }>;
export type Target = keyof typeof TARGETS;

/** Switched off, so that nothing but requests changes the database; no address that may be reached. */
export const HOOK = { name: 'Hook', url: 'http://127.0.0.1:1/', events: ['memo.created'], active: false };

interface Credentials {
  token?: string;
  cookie?: string;
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/** A populated server, with everybody who may ask and makers of fresh things to ask about. */
export async function createWorld(instance: Instance) {
  const { services, call } = instance;
  const host = await instance.account('hilda');
  const admin = await instance.account('adam', 'admin');
  const ada = await instance.account('ada', 'write');
  const other = await instance.account('bob', 'write');
  const disabled = await instance.account('dora', 'admin');
  await call('PATCH', '/api/v1/users/adam', { token: host.token, body: { role: 'ADMIN' } });

  const tokenOf = async ({ id }: Account, scope: 'read' | 'write' | 'admin', expiresAt?: number) =>
    services.tokens.createFor(id, { name: scope, scope, expiresAt });
  const expired = await tokenOf(ada, 'admin', instance.time.now + HOUR);
  instance.time.now += DAY;
  const revoked = await tokenOf(ada, 'admin');
  await services.tokens.revokeAny(revoked.token.id);
  await services.users.setStatus({ id: disabled.id }, 'ARCHIVED');

  const sign = async ({ username, password }: Account): Promise<string> => {
    const { status, headers } = await call('POST', '/api/v1/auth/signin', { body: { username, password } });
    if (status !== 200) throw new Error(`Signing ${username} in answered ${status}`);
    return String(headers['set-cookie']).split(';')[0] ?? '';
  };

  const credentials: Record<PrincipalName, Credentials> = {
    anonymous: {},
    'ada-read': { token: (await tokenOf(ada, 'read')).secret },
    'ada-write': { token: ada.token },
    'ada-session': { cookie: await sign(ada) },
    other: { token: other.token },
    admin: { token: admin.token },
    'admin-write': { token: (await tokenOf(admin, 'write')).secret },
    host: { token: host.token },
    expired: { token: expired.secret },
    revoked: { token: revoked.secret },
    disabled: { token: disabled.token },
  };

  const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#38a' } })
    .png()
    .toBuffer();

  let count = 0;
  return {
    credentials,
    /** A word that was not there before. */
    fresh: (start: string) => `${start}${++count}`,

    /** Sign-ins that a request ends are made anew, and so is ada's token. */
    async renew(): Promise<void> {
      credentials['ada-session'] = { cookie: await sign(ada) };
    },

    /** @returns the id of a new note of ada's */
    async note(target: Target, content = 'A note'): Promise<number> {
      const { visibility, status } = TARGETS[target];
      const made = await call('POST', '/api/v1/memos', { token: ada.token, body: { content, visibility } });
      if (status === 'NORMAL') return made.json.id;
      const path = `/api/v1/memos/${made.json.id}`;
      await call('PATCH', path, { token: ada.token, body: { rowStatus: status } });
      return made.json.id;
    },

    /** A new note of ada's with something that it said before. */
    async editedNote(target: Target): Promise<{ id: number; version: number }> {
      const id = await this.note(target);
      const { token } = ada;
      await call('PATCH', `/api/v1/memos/${id}`, { token, body: { content: 'Edited' } });
      const { json } = await call('GET', `/api/v1/memos/${id}/versions`, { token });
      return { id, version: json.data[0].id };
    },

    /** @returns the id of a new session of ada's */
    async session(): Promise<number> {
      const cookie = await sign(ada);
      const { json } = await call('GET', '/api/v1/auth/sessions', { cookie });
      return json.data.find(({ current }: { current: boolean }) => current).id;
    },

    /** A time of which nobody has a note. */
    freshSecond: () => new Date(Date.UTC(2002, 0, 1) + 1000 * ++count).toISOString(),

    /** A new note of ada's, as a file that has a name of its own, and when it was written. */
    async noteFile(target: Target): Promise<{ filename: string; LastMtime: string }> {
      const { visibility, status } = TARGETS[target];
      const { token } = ada;
      const Ctime = this.freshSecond();
      const body = { Content: 'A note', Ctime };
      const { Filename: filename, Mtime: LastMtime } = (await call('POST', '/api/notes', { token, body }))
        .json;
      const { json: page } = await call('GET', `/api/v1/memos?order=asc&limit=1&from=${Ctime}`, { token });
      const path = `/api/v1/memos/${page.data[0].id}`;
      await call('PATCH', path, { token, body: { visibility, rowStatus: status } });
      return { filename, LastMtime };
    },

    /** A new file of ada's, shown by a note of hers, or by none. */
    async file(target: Target | null, form: Form = { content: `Bytes ${++count}` }): Promise<Resource> {
      const memo = target && (await this.note(target));
      return uploaded(instance, ada, { ...form, ...(memo && { fields: { memo: `memos/${memo}` } }) });
    },

    /** Likewise a picture, whose thumbnail is there already: to make it changes the database. */
    async picture(target: Target | null): Promise<Resource> {
      const made = await this.file(target, { content: picture, filename: 'a.png', type: 'image/png' });
      await call('GET', `/api/v1/${made.name}?thumbnail=true`, { token: ada.token });
      return made;
    },

    /** @returns the id of a new webhook of ada's, now her only one: a user may not have many */
    async webhook(): Promise<number> {
      const { json } = await call('GET', '/api/v1/webhooks', { token: ada.token });
      for (const { id } of json.data) await call('DELETE', `/api/v1/webhooks/${id}`, { token: ada.token });
      return (await call('POST', '/api/v1/webhooks', { token: ada.token, body: HOOK })).json.id;
    },

    /** @returns its id */
    async failedDelivery(webhook: number): Promise<number> {
      const answer = await call('POST', `/api/v1/webhooks/${webhook}/test`, { token: ada.token });
      if (answer.json.status !== 'failed') throw new Error(answer.text);
      return answer.json.id;
    },

    /** Waits until nothing is done in the background. */
    async settle(): Promise<void> {
      for (;;) {
        const { counts } = (await call('GET', '/api/v1/jobs', { token: host.token })).json;
        if (counts.queued + counts.ready === 0) return;
        await new Promise(setImmediate);
      }
    },

    /** @returns the id of a new token of ada's */
    async token(): Promise<number> {
      return (await tokenOf(ada, 'read')).token.id;
    },

    /** @returns the name of a new user */
    async user(role: 'USER' | 'ADMIN' = 'USER'): Promise<string> {
      const username = `user${++count}`;
      // Hashing a password takes its time, and this one never signs in.
      await services.users.add({ username, password: `password of ${username}` }, role);
      return username;
    },
  };
}
