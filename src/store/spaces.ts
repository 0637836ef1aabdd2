import { sql } from 'kysely';
import type { Audience } from '../domain/access.ts';
import type { NoteView, Status } from '../domain/note.ts';
import type { InvitationStatus, Space, SpaceAccess, SpaceMember } from '../domain/space/space.ts';
import type { Db, Engine } from './engine.ts';
import { selectNotes } from './note-queries.ts';
import { noteView } from './note-rows.ts';
import { isOpenTo } from './readable.ts';
import type { SpaceMembersTable, SpacesTable } from './space-tables.ts';
import { statement } from './statement.ts';

/** A space as one reader finds it. */
export interface FoundSpace {
  space: Space;
  owner: { id: number; username: string; nickname: string };
  /** The reader's access by an accepted invitation. */
  membership: SpaceAccess | null;
  isFavorite: boolean;
}

export interface SpacePageQuery {
  limit: number;
  offset: number;
  /** Only what stands before this position. */
  below?: number | undefined;
}

const holding = statement<{ noteId: number }, { space_id: number }>(['noteId'], (db, { noteId }) =>
  db.selectFrom('space_notes').select('space_id').where('note_id', '=', noteId).orderBy('space_id'),
);

/** Spaces, who may see them, and what they hold. */
export function createSpaceReads(db: Db, engine: Engine) {
  const select = (userId: number | null) =>
    db
      .selectFrom('spaces as s')
      .innerJoin('users as o', 'o.id', 's.owner_id')
      .selectAll('s')
      .select(['o.username', 'o.nickname'])
      .select([
        // "edit" comes before "read".
        sql<SpaceAccess | null>`(select min(m.access) from space_members m
          where m.space_id = s.id and m.user_id = ${userId ?? 0} and m.status = 'accepted')`.as('membership'),
        sql<number>`(select count(*) from space_favorites f
          where f.space_id = s.id and f.user_id = ${userId ?? 0})`.as('favorites'),
      ]);

  return {
    async find(
      ref: { uid: string } | { id: number },
      userId: number | null,
    ): Promise<FoundSpace | undefined> {
      const row = await select(userId)
        .where((eb) => ('uid' in ref ? eb('s.uid', '=', ref.uid) : eb('s.id', '=', ref.id)))
        .executeTakeFirst();
      return row && foundSpace(row);
    },

    /** The spaces of a user: own ones, those that invited the user, and public ones that are favourites; by name. */
    async ofUser(userId: number): Promise<FoundSpace[]> {
      const rows = await select(userId)
        .where((eb) =>
          eb.or([
            eb('s.owner_id', '=', userId),
            eb(
              's.id',
              'in',
              db
                .selectFrom('space_members')
                .select('space_id')
                .where('user_id', '=', userId)
                .where('status', '=', 'accepted'),
            ),
            eb.and([
              eb('s.is_public', '=', 1),
              eb(
                's.id',
                'in',
                db.selectFrom('space_favorites').select('space_id').where('user_id', '=', userId),
              ),
            ]),
          ]),
        )
        .orderBy('s.name')
        .orderBy('s.id')
        .execute();
      return rows.map(foundSpace);
    },

    /** Ids of the spaces that a user owns. */
    async ownedBy(userId: number): Promise<number[]> {
      const rows = await db
        .selectFrom('spaces')
        .select('id')
        .where('owner_id', '=', userId)
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },

    /** Ids of the owner's notes that any space holds, in order. */
    async heldNotesOf(ownerId: number): Promise<number[]> {
      const rows = await db
        .selectFrom('space_notes as h')
        .innerJoin('notes as n', 'n.id', 'h.note_id')
        .select('h.note_id')
        .distinct()
        .where('n.owner_id', '=', ownerId)
        .orderBy('h.note_id')
        .execute();
      return rows.map((row) => row.note_id);
    },

    /** Ids of the spaces that hold any of the owner's notes. */
    async withNotesOf(ownerId: number): Promise<number[]> {
      const rows = await db
        .selectFrom('space_notes as h')
        .innerJoin('notes as n', 'n.id', 'h.note_id')
        .select('h.space_id')
        .distinct()
        .where('n.owner_id', '=', ownerId)
        .execute();
      return rows.map((row) => row.space_id);
    },

    /** All notes that a space holds, whatever their status, by owner. */
    async notesOf(spaceId: number): Promise<Map<number, number[]>> {
      const rows = await db
        .selectFrom('space_notes as h')
        .innerJoin('notes as n', 'n.id', 'h.note_id')
        .select(['h.note_id', 'n.owner_id'])
        .where('h.space_id', '=', spaceId)
        .orderBy('n.owner_id')
        .orderBy('h.note_id')
        .execute();
      const notes = new Map<number, number[]>();
      for (const { owner_id: owner, note_id: id } of rows) {
        const ids = notes.get(owner);
        if (ids) ids.push(id);
        else notes.set(owner, [id]);
      }
      return notes;
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

    async countOwned(userId: number): Promise<number> {
      const row = await db
        .selectFrom('spaces')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('owner_id', '=', userId)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    /** Ids of the spaces that a user owns or is a member of, in order: what live events are about. */
    async idsOf(userId: number): Promise<number[]> {
      const { rows } = await sql<{ id: number }>`select id from spaces where owner_id = ${userId}
        union select space_id from space_members where user_id = ${userId} and status = 'accepted'
        order by 1`.execute(db);
      return rows.map(({ id }) => id);
    },

    /** Ids of the spaces that hold a note, in order. */
    async holding(noteId: number): Promise<number[]> {
      return (await holding(db, engine, { noteId })).map((row) => row.space_id);
    },

    /** The spaces that hold these notes, for those of them that the user may see. */
    async ofNotes(
      noteIds: readonly number[],
      userId: number,
    ): Promise<Map<number, { uid: string; name: string }[]>> {
      if (noteIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('space_notes as h')
        .innerJoin('spaces as s', 's.id', 'h.space_id')
        .select(['h.note_id', 's.uid', 's.name'])
        .where('h.note_id', 'in', noteIds)
        .where(isOpenTo(userId))
        .orderBy('s.name')
        .execute();
      const spaces = new Map<number, { uid: string; name: string }[]>();
      for (const { note_id, uid, name } of rows)
        spaces.set(note_id, [...(spaces.get(note_id) ?? []), { uid, name }]);
      return spaces;
    },

    async holds(spaceId: number, noteId: number): Promise<boolean> {
      const row = await db
        .selectFrom('space_notes')
        .select('note_id')
        .where('space_id', '=', spaceId)
        .where('note_id', '=', noteId)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** What a space holds and is not archived or in the trash, newest first. */
    async page(
      spaceId: number,
      { limit, offset, below }: SpacePageQuery,
      audience: Audience,
    ): Promise<NoteView[]> {
      const positions = sql<{ position: number }>`(select h.position from space_notes h
        where h.space_id = ${spaceId} and h.status = 'NORMAL' and h.position < ${below ?? Number.MAX_SAFE_INTEGER}
        order by h.position desc limit ${limit} offset ${offset})`;
      const rows = await selectNotes(db, engine, { ...audience, throughSpaces: true })
        .innerJoin(positions.as('p'), 'n.position', 'p.position')
        .orderBy('n.position', 'desc')
        .execute();
      return rows.map(noteView);
    },

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
    async invitation(
      spaceId: number,
      account: { userId: number; emailKey: string | null },
    ): Promise<SpaceMember | undefined> {
      const rows = await invitations(account).where('m.space_id', '=', spaceId).execute();
      const found = rows.map(member);
      const first = (status: InvitationStatus) => found.find((invitation) => invitation.status === status);
      return first('pending') ?? first('accepted') ?? found[0];
    },

    /** All that wait for an answer of this account, newest first, with the space and its owner. */
    async pending(account: {
      userId: number;
      emailKey: string | null;
    }): Promise<(FoundSpace & { invitation: SpaceMember })[]> {
      const rows = (await invitations(account).where('m.status', '=', 'pending').execute()).map(member);
      const spaces = await Promise.all(rows.map(({ spaceId }) => this.find({ id: spaceId }, account.userId)));
      return rows
        .flatMap((invitation, index) => {
          const found = spaces[index];
          return found ? [{ ...found, invitation }] : [];
        })
        .toSorted((one, other) => other.invitation.invitedAt - one.invitation.invitedAt);
    },
  };

  function invitations({ userId, emailKey }: { userId: number; emailKey: string | null }) {
    return db
      .selectFrom('space_members as m')
      .selectAll('m')
      .where((eb) =>
        eb.or([
          eb('m.user_id', '=', userId),
          eb.and([eb('m.user_id', 'is', null), eb('m.email_key', '=', emailKey ?? '')]),
        ]),
      );
  }
}

export function createSpaceWrites(db: Db) {
  return {
    /** @returns its id */
    async insert(space: Omit<Space, 'id'>): Promise<number> {
      const row = await db
        .insertInto('spaces')
        .values({
          uid: space.uid,
          owner_id: space.ownerId,
          name: space.name,
          is_public: space.isPublic ? 1 : 0,
          created_at: space.createdAt,
          updated_at: space.updatedAt,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    },

    async uidExists(uid: string): Promise<boolean> {
      return (
        (await db.selectFrom('spaces').select('id').where('uid', '=', uid).executeTakeFirst()) !== undefined
      );
    },

    async update({ id, name, isPublic, updatedAt }: Space): Promise<void> {
      await db
        .updateTable('spaces')
        .set({ name, is_public: isPublic ? 1 : 0, updated_at: updatedAt })
        .where('id', '=', id)
        .execute();
    },

    /** With its invitations; the notes stay with their owners. */
    async remove(id: number): Promise<void> {
      await db.deleteFrom('spaces').where('id', '=', id).execute();
    },

    async hold(
      spaceId: number,
      note: { id: number; status: Status; position: number },
      added: { by: number; at: number },
    ): Promise<void> {
      await db
        .insertInto('space_notes')
        .values({
          space_id: spaceId,
          note_id: note.id,
          status: note.status,
          position: note.position,
          added_by: added.by,
          added_at: added.at,
        })
        .execute();
    },

    async letGo(spaceId: number, noteId: number): Promise<void> {
      await db
        .deleteFrom('space_notes')
        .where('space_id', '=', spaceId)
        .where('note_id', '=', noteId)
        .execute();
    },

    /** After the note's has changed. */
    async setStatus(noteId: number, status: Status): Promise<void> {
      await db.updateTable('space_notes').set({ status }).where('note_id', '=', noteId).execute();
    },

    /** Writes an invitation, in place of one to the same address. */
    async putMember(emailKey: string, given: SpaceMember): Promise<void> {
      const row: SpaceMembersTable = {
        space_id: given.spaceId,
        email_key: emailKey,
        email: given.email,
        user_id: given.userId,
        access: given.access,
        status: given.status,
        invited_at: given.invitedAt,
        answered_at: given.answeredAt,
      };
      const { space_id: _id, email_key: _key, ...changes } = row;
      await db
        .insertInto('space_members')
        .values(row)
        .onConflict((conflict) => conflict.columns(['space_id', 'email_key']).doUpdateSet(changes))
        .execute();
    },

    /** Binds the invitations to an address to the account that has it. One that was rejected stays so. */
    async answer(
      spaceId: number,
      account: { userId: number; emailKey: string | null },
      status: InvitationStatus,
      now: number,
    ): Promise<void> {
      await db
        .updateTable('space_members')
        .set({ user_id: account.userId, status, answered_at: now })
        .where('space_id', '=', spaceId)
        .where('status', '<>', 'rejected')
        .where((eb) =>
          eb.or([
            eb('user_id', '=', account.userId),
            eb.and([eb('user_id', 'is', null), eb('email_key', '=', account.emailKey ?? '')]),
          ]),
        )
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

    async setFavorite(userId: number, spaceId: number, isFavorite: boolean, now: number): Promise<void> {
      if (!isFavorite) {
        await db
          .deleteFrom('space_favorites')
          .where('user_id', '=', userId)
          .where('space_id', '=', spaceId)
          .execute();
        return;
      }
      await db
        .insertInto('space_favorites')
        .values({ user_id: userId, space_id: spaceId, created_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

type SpaceRow = Omit<SpacesTable, 'id'> & { id: number };

function foundSpace(
  row: SpaceRow & { username: string; nickname: string; membership: SpaceAccess | null; favorites: number },
): FoundSpace {
  return {
    space: {
      id: row.id,
      uid: row.uid,
      ownerId: row.owner_id,
      name: row.name,
      isPublic: row.is_public === 1,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    },
    owner: { id: row.owner_id, username: row.username, nickname: row.nickname },
    membership: row.membership,
    isFavorite: Number(row.favorites) > 0,
  };
}

function member(row: SpaceMembersTable): SpaceMember {
  return {
    spaceId: row.space_id,
    email: row.email,
    userId: row.user_id,
    access: row.access,
    status: row.status,
    invitedAt: row.invited_at,
    answeredAt: row.answered_at,
  };
}
