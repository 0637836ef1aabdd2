import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import type { InvitationStatus, SpaceMember } from '../domain/space/space.ts';
import type { Db } from './engine.ts';
import type { Tables } from './schema.ts';
import { findSpace, member, memberRow, type FoundSpace } from './space-rows.ts';

/** Who may answer an invitation: the account that it is bound to, or else that has its address. */
interface Invited {
  userId: number;
  emailKey: string | null;
}

function isFor({ userId, emailKey }: Invited) {
  return (
    eb: ExpressionBuilder<Tables, 'space_members'>,
  ): ExpressionWrapper<Tables, 'space_members', SqlBool> =>
    eb.or([
      eb('user_id', '=', userId),
      eb.and([eb('user_id', 'is', null), eb('email_key', '=', emailKey ?? '')]),
    ]);
}

/** Who was invited to spaces, and what came of it. */
export function createSpaceMemberReads(db: Db) {
  return {
    /** Everybody who was invited, by address. */
    async members(
      spaceId: number,
    ): Promise<(SpaceMember & { username: string | null; nickname: string | null })[]> {
      const rows = await db
        .selectFrom('space_members as m')
        .leftJoin('users as u', 'u.id', 'm.user_id')
        .selectAll('m')
        .select(['u.username', 'u.nickname'])
        .where('m.space_id', '=', spaceId)
        .orderBy('m.email_key')
        .execute();
      return rows.map((row) => ({ ...member(row), username: row.username, nickname: row.nickname }));
    },

    async countMembers(spaceId: number): Promise<number> {
      const row = await db
        .selectFrom('space_members')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('space_id', '=', spaceId)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    /**
     * The invitation of an account to a space: one that is bound to it, or one to its address. Where there are several, since
     * the address has changed, one that waits for an answer comes first, then one that was accepted.
     */
    async invitation(spaceId: number, account: Invited): Promise<SpaceMember | undefined> {
      const rows = await invitations(account).where('space_id', '=', spaceId).execute();
      const found = rows.map(member);
      const first = (status: InvitationStatus) => found.find((invitation) => invitation.status === status);
      return first('pending') ?? first('accepted') ?? found[0];
    },

    /** All that wait for an answer of this account, newest first, with the space and its owner. */
    async pending(account: Invited): Promise<(FoundSpace & { invitation: SpaceMember })[]> {
      const rows = (await invitations(account).where('status', '=', 'pending').execute()).map(member);
      const spaces = await Promise.all(
        rows.map(({ spaceId }) => findSpace(db, { id: spaceId }, account.userId)),
      );
      return rows
        .flatMap((invitation, index) => {
          const found = spaces[index];
          return found ? [{ ...found, invitation }] : [];
        })
        .toSorted((one, other) => other.invitation.invitedAt - one.invitation.invitedAt);
    },

    /** Ids of the spaces that a user was invited to, whatever came of it. */
    async invitedTo(userId: number): Promise<number[]> {
      const rows = await db
        .selectFrom('space_members')
        .select('space_id')
        .distinct()
        .where('user_id', '=', userId)
        .execute();
      return rows.map((row) => row.space_id);
    },
  };

  function invitations(account: Invited) {
    return db.selectFrom('space_members').selectAll().where(isFor(account));
  }
}

export function createSpaceMemberWrites(db: Db) {
  return {
    /** Writes an invitation, in place of one to the same address. */
    async putMember(emailKey: string, given: SpaceMember): Promise<void> {
      const row = memberRow(emailKey, given);
      const { space_id: _id, email_key: _key, ...changes } = row;
      await db
        .insertInto('space_members')
        .values(row)
        .onConflict((conflict) => conflict.columns(['space_id', 'email_key']).doUpdateSet(changes))
        .execute();
    },

    /** Binds the invitations to an address to the account that has it. One that was rejected stays so. */
    async answer(spaceId: number, account: Invited, status: InvitationStatus, now: number): Promise<void> {
      await db
        .updateTable('space_members')
        .set({ user_id: account.userId, status, answered_at: now })
        .where('space_id', '=', spaceId)
        .where('status', '<>', 'rejected')
        .where(isFor(account))
        .execute();
    },

    async removeMember(spaceId: number, emailKey: string): Promise<void> {
      await db
        .deleteFrom('space_members')
        .where('space_id', '=', spaceId)
        .where('email_key', '=', emailKey)
        .execute();
    },

    /** All that an account is a member of, or was invited to. @returns the ids of the spaces */
    async removeMemberships(userId: number): Promise<number[]> {
      const rows = await db
        .deleteFrom('space_members')
        .where('user_id', '=', userId)
        .returning('space_id')
        .execute();
      return rows.map((row) => row.space_id);
    },
  };
}
