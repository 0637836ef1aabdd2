import { sql } from 'kysely';
import type { Space } from '../domain/space/space.ts';
import type { Db, Engine } from './engine.ts';
import { createSpaceMemberReads, createSpaceMemberWrites } from './space-members.ts';
import { createSpaceNoteReads, createSpaceNoteWrites } from './space-notes.ts';
import { findSpace, foundSpace, selectSpaces, type FoundSpace } from './space-rows.ts';

/** Spaces, who may see them, and what they hold. */
export function createSpaceReads(db: Db, engine: Engine) {
  return {
    ...createSpaceNoteReads(db, engine),
    ...createSpaceMemberReads(db),

    find: (ref: { uid: string } | { id: number }, userId: number | null) => findSpace(db, ref, userId),

    /** The spaces of a user: own ones, those that invited the user, and public ones that are favourites; by name. */
    async ofUser(userId: number): Promise<FoundSpace[]> {
      const rows = await selectSpaces(db, userId)
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
  };
}

export function createSpaceWrites(db: Db) {
  return {
    ...createSpaceNoteWrites(db),
    ...createSpaceMemberWrites(db),

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
