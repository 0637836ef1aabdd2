import { emailKey, usernameKey, type User } from '../domain/user.ts';
import type { Db, Engine } from './engine.ts';
import type { UserRow } from './schema.ts';
import { statement } from './statement.ts';

export interface NewUser extends Omit<User, 'id'> {
  passwordHash: string;
}

const withId = statement<{ id: number }, UserRow>(['id'], (db, { id }) =>
  db.selectFrom('users').selectAll().where('id', '=', id),
);

export function createAccountReads(db: Db, engine: Engine) {
  const all = () => db.selectFrom('users').selectAll();
  return {
    async byId(id: number): Promise<User | undefined> {
      const [row] = await withId(db, engine, { id });
      return toUser(row);
    },

    async byUsername(username: string): Promise<User | undefined> {
      return toUser(await all().where('username_key', '=', usernameKey(username)).executeTakeFirst());
    },

    async byEmail(email: string): Promise<User | undefined> {
      return toUser(await all().where('email_key', '=', emailKey(email)).executeTakeFirst());
    },

    async passwordHash(id: number): Promise<string | undefined> {
      const row = await db
        .selectFrom('users')
        .select('password_hash')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.password_hash;
    },

    /** Everybody but the deleted, oldest first. */
    async list(): Promise<User[]> {
      const rows = await all().where('status', '<>', 'DELETED').orderBy('id').execute();
      return rows.map(fromRow);
    },

    /** Accounts that were ever made; 0 means that the first visitor becomes the host. */
    async count(): Promise<number> {
      const row = await db
        .selectFrom('users')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
}

export function createAccountWrites(db: Db) {
  return {
    async insert(user: NewUser): Promise<User> {
      const { passwordHash, ...rest } = user;
      const row = await db
        .insertInto('users')
        .values({ ...toRow(rest), password_hash: passwordHash, created_at: user.createdAt })
        .returningAll()
        .executeTakeFirstOrThrow();
      return fromRow(row);
    },

    async update(user: User): Promise<void> {
      await db.updateTable('users').set(toRow(user)).where('id', '=', user.id).execute();
    },

    async setPasswordHash(id: number, passwordHash: string): Promise<void> {
      await db.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', id).execute();
    },
  };
}

function toRow(user: Omit<User, 'id' | 'createdAt'>) {
  return {
    username: user.username,
    username_key: usernameKey(user.username),
    role: user.role,
    status: user.status,
    nickname: user.nickname,
    email: user.email,
    email_key: user.email === '' ? null : emailKey(user.email),
    avatar_url: user.avatarUrl,
    default_visibility: user.defaultVisibility,
    updated_at: user.updatedAt,
  };
}

function toUser(row: UserRow | undefined): User | undefined {
  return row && fromRow(row);
}

function fromRow(row: UserRow): User {
  return {
    id: row.id,
    username: row.username,
    role: row.role,
    status: row.status,
    nickname: row.nickname,
    email: row.email,
    avatarUrl: row.avatar_url,
    defaultVisibility: row.default_visibility,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
