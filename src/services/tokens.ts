import { requireUser, SCOPES, type Principal, type Scope, type SignedIn } from '../domain/access.ts';
import { DomainError, invalid, notFound } from '../domain/errors.ts';
import { assertText } from '../domain/text.ts';
import type { Clock } from '../domain/time.ts';
import type { AccessTokenRow } from '../store/schema.ts';
import type { Store, Tx } from '../store/store.ts';
import { sha256, type Random } from './random.ts';
import { lockAccess } from './sessions.ts';

/** An access token, without its secret. Times are epoch milliseconds. */
export interface AccessToken {
  id: number;
  userId: number;
  name: string;
  description: string;
  scope: Scope;
  createdAt: number;
  lastUsedAt: number | null;
  expiresAt: number | null;
}

export interface NewToken {
  name: string;
  description?: string | undefined;
  expiresAt?: number | undefined;
  /** Default: write. */
  scope?: Scope | undefined;
}

const SECRET_PREFIX = 'cpl_';

export function createTokens({ store, clock, random }: { store: Store; clock: Clock; random: Random }) {
  /** @param creator undefined on the command line */
  async function insert(
    userId: number,
    input: NewToken,
    creator?: SignedIn,
  ): Promise<{ token: AccessToken; secret: string }> {
    const secret = SECRET_PREFIX + random.secret();
    const row = {
      user_id: userId,
      secret_hash: sha256(secret),
      name: input.name.trim(),
      description: input.description ?? '',
      scope: input.scope ?? 'write',
      created_at: clock(),
      last_used_at: null,
      expires_at: input.expiresAt ?? null,
      revoked_at: null,
    };
    assertText('name', row.name);
    assertText('description', row.description);
    if (row.name === '') throw invalid('name', 'Name cannot be empty');
    if (row.expires_at !== null && row.expires_at <= row.created_at) {
      throw invalid('expiresAt', 'Must lie in the future');
    }
    const id = await store.transact(async (tx) => {
      await lockAccess(tx, userId);
      if (creator) await assertMayCreate(tx, creator, row.expires_at);
      return tx.tokens.insert(row);
    });
    return { token: accessToken({ id, ...row }), secret };
  }

  async function own(user: SignedIn, id: number): Promise<AccessTokenRow> {
    const row = await store.read.tokens.byId(id);
    if (!row || row.user_id !== user.userId || row.revoked_at !== null) throw notFound('Access token');
    return row;
  }

  async function end({ id, user_id }: AccessTokenRow): Promise<void> {
    await store.transact(async (tx) => {
      await tx.tokens.revoke(id, clock());
      await tx.announce([`user:${user_id}`]);
    });
  }

  return {
    /**
     * The secret is in this answer and nowhere else.
     * @throws PERMISSION_DENIED when the new token could do more than the caller, or for longer
     */
    async create(principal: Principal, input: NewToken): Promise<{ token: AccessToken; secret: string }> {
      const user = requireUser(principal, 'write');
      const scope = input.scope ?? 'write';
      if (SCOPES.indexOf(scope) > SCOPES.indexOf(user.scope)) {
        throw new DomainError(
          'PERMISSION_DENIED',
          `This access token cannot create one with the scope "${scope}"`,
        );
      }
      return insert(user.userId, input, user);
    },

    /** For the command line, whose user owns the store. */
    createFor: (userId: number, input: NewToken) => insert(userId, input),

    /** The caller's tokens that are not revoked, newest first. */
    async list(principal: Principal): Promise<AccessToken[]> {
      const rows = await store.read.tokens.ofUser(requireUser(principal, 'read').userId);
      return rows.map(accessToken);
    },

    async listOf(userId: number): Promise<AccessToken[]> {
      return (await store.read.tokens.ofUser(userId)).map(accessToken);
    },

    /** @throws NOT_FOUND also for other users' tokens */
    async get(principal: Principal, id: number): Promise<AccessToken> {
      return accessToken(await own(requireUser(principal, 'read'), id));
    },

    /** @throws NOT_FOUND also for other users' tokens, FAILED_PRECONDITION */
    async revoke(
      principal: Principal,
      id: number,
      precondition?: (current: AccessToken) => boolean,
    ): Promise<void> {
      const row = await own(requireUser(principal, 'write'), id);
      if (precondition && !precondition(accessToken(row))) throw new DomainError('FAILED_PRECONDITION');
      await end(row);
    },

    /** For the command line. @returns whether there was such a token */
    async revokeAny(id: number): Promise<boolean> {
      const row = await store.read.tokens.byId(id);
      if (!row || row.revoked_at !== null) return false;
      await end(row);
      return true;
    },
  };
}

/**
 * A token must not outlive what it was made with: that may have been revoked since the request came in, and what is lent
 * for a day must not turn into what is kept for ever.
 */
async function assertMayCreate(
  tx: Tx,
  { via, credentialId }: SignedIn,
  expiresAt: number | null,
): Promise<void> {
  if (credentialId === null) return;
  const row = await (via === 'token' ? tx.tokens : tx.sessions).byId(credentialId);
  if (row?.revoked_at !== null) throw new DomainError('TOKEN_REVOKED');
  if (via !== 'token' || row.expires_at === null || (expiresAt ?? Infinity) <= row.expires_at) return;
  throw new DomainError('PERMISSION_DENIED', 'This access token cannot create one that outlives it', [
    { field: 'expiresAt', issue: 'Must not lie after the expiry of the token that asks' },
  ]);
}

function accessToken(row: AccessTokenRow): AccessToken {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    description: row.description,
    scope: row.scope,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
  };
}
