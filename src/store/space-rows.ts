import { sql } from 'kysely';
import type { Space, SpaceAccess, SpaceMember } from '../domain/space/space.ts';
import type { Db } from './engine.ts';
import type { SpaceMembersTable, SpacesTable } from './space-tables.ts';

/** A space as one reader finds it. */
export interface FoundSpace {
  space: Space;
  owner: { id: number; username: string; nickname: string };
  /** The reader's access by an accepted invitation. */
  membership: SpaceAccess | null;
  isFavorite: boolean;
}

type SpaceRow = Omit<SpacesTable, 'id'> & {
  id: number;
  username: string;
  nickname: string;
  membership: SpaceAccess | null;
  favorites: number;
};

/** Spaces with all that `foundSpace` wants to know. */
export function selectSpaces(db: Db, userId: number | null) {
  return db
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
}

export async function findSpace(
  db: Db,
  ref: { uid: string } | { id: number },
  userId: number | null,
): Promise<FoundSpace | undefined> {
  const row = await selectSpaces(db, userId)
    .where((eb) => ('uid' in ref ? eb('s.uid', '=', ref.uid) : eb('s.id', '=', ref.id)))
    .executeTakeFirst();
  return row && foundSpace(row);
}

export function foundSpace(row: SpaceRow): FoundSpace {
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

export function member(row: SpaceMembersTable): SpaceMember {
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

export function memberRow(emailKey: string, given: SpaceMember): SpaceMembersTable {
  return {
    space_id: given.spaceId,
    email_key: emailKey,
    email: given.email,
    user_id: given.userId,
    access: given.access,
    status: given.status,
    invited_at: given.invitedAt,
    answered_at: given.answeredAt,
  };
}
