import { sql } from 'kysely';
import type { Scope } from '../domain/access.ts';
import type { Role, UserStatus } from '../domain/user.ts';
import type { Db, Engine } from './engine.ts';
import type { AccessTokenRow, SessionRow } from './schema.ts';
import { statement } from './statement.ts';

/** A session or access token, joined with what must be known of its user to answer a request. */
export interface Credential {
  id: number;
  userId: number;
  role: Role;
  userStatus: UserStatus;
  scope: Scope;
  expiresAt: number | null;
  revokedAt: number | null;
  lastUsedAt: number | null;
}

type JoinedRow = SessionRow & { scope?: Scope; role: Role; status: UserStatus };
type CredentialTable = 'sessions' | 'access_tokens';

const finders = { sessions: findersIn('sessions'), access_tokens: findersIn('access_tokens') };

function findersIn(table: CredentialTable) {
  const joined = sql`select c.*, u.role, u.status from ${sql.table(table)} c join users u on u.id = c.user_id`;
  return {
    bySecretHash: statement<{ secretHash: string }, JoinedRow>(
      ['secretHash'],
      (_db, { secretHash }) => sql`${joined} where c.secret_hash = ${secretHash}`,
    ),
    byId: statement<{ id: number }, JoinedRow>(['id'], (_db, { id }) => sql`${joined} where c.id = ${id}`),
  };
}

export function createCredentialReads<T extends CredentialTable>(db: Db, engine: Engine, table: T) {
  type Row = T extends 'sessions' ? SessionRow : AccessTokenRow;

  return {
    /** Looked up on every request: one keyed read. */
    async bySecretHash(secretHash: string): Promise<Credential | undefined> {
      const [row] = await finders[table].bySecretHash(db, engine, { secretHash });
      return row && credential(row);
    },

    /** For those who stay longer than a request. */
    async withUser(id: number): Promise<Credential | undefined> {
      const [row] = await finders[table].byId(db, engine, { id });
      return row && credential(row);
    },

    /** The user's credentials that have not been revoked, newest first. */
    async ofUser(userId: number): Promise<Row[]> {
      const rows = await db
        .selectFrom(table as CredentialTable)
        .selectAll()
        .where('user_id', '=', userId)
        .where('revoked_at', 'is', null)
        .orderBy('id', 'desc')
        .execute();
      return rows as unknown as Row[];
    },

    async byId(id: number): Promise<Row | undefined> {
      const row = await db
        .selectFrom(table as CredentialTable)
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row as unknown as Row | undefined;
    },
  };
}

function credential(row: JoinedRow): Credential {
  return {
    id: row.id,
    userId: row.user_id,
    role: row.role,
    userStatus: row.status,
    // A session may do whatever its user may.
    scope: row.scope ?? 'admin',
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  };
}

export function createCredentialWrites<T extends CredentialTable>(db: Db, table: T) {
  type New = Omit<T extends 'sessions' ? SessionRow : AccessTokenRow, 'id'>;
  return {
    async insert(values: New): Promise<number> {
      const row = await db
        .insertInto(table as CredentialTable)
        .values(values)
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    },

    /** A revoked credential is kept, so that whoever still uses it is told what happened. */
    async revoke(id: number, at: number): Promise<void> {
      await db
        .updateTable(table as CredentialTable)
        .set({ revoked_at: at })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .execute();
    },

    /** Revokes all of the user's credentials, but for the one with the id `except`. */
    async revokeAll(userId: number, at: number, except: number | null): Promise<void> {
      await db
        .updateTable(table as CredentialTable)
        .set({ revoked_at: at })
        .where('user_id', '=', userId)
        .where('revoked_at', 'is', null)
        .where('id', '<>', except ?? 0)
        .execute();
    },

    async touch(id: number, at: number): Promise<void> {
      await db
        .updateTable(table as CredentialTable)
        .set({ last_used_at: at })
        .where('id', '=', id)
        .execute();
    },

    /** Moves a session's end, so that one in use does not end. */
    async extend(id: number, expiresAt: number): Promise<void> {
      await db
        .updateTable(table as CredentialTable)
        .set({ expires_at: expiresAt })
        .where('id', '=', id)
        .execute();
    },
  };
}
