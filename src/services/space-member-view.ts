import type { Principal } from '../domain/access.ts';
import type { SpaceMember } from '../domain/space/space.ts';
import type { Store, Tx } from '../store/store.ts';
import { bumpSpace, lockSpace } from './changes.ts';
import { findSpace, type SpaceView } from './space-view.ts';

/** Somebody who was invited, as the owner of the space sees it. */
export interface MemberView extends SpaceMember {
  username: string | null;
  nickname: string | null;
}

/** Who has an account with an address is not told to everybody who can invite: only members are shown. */
export function asOwnerSees(member: MemberView): MemberView {
  return member.status === 'accepted' ? member : { ...member, userId: null, username: null, nickname: null };
}

/** Changes who may see a space, as the space is when nobody else can change it. @throws NOT_FOUND */
export function changeSpace<T>(
  store: Store,
  principal: Principal,
  name: string,
  work: (tx: Tx, view: SpaceView) => Promise<T>,
): Promise<T> {
  return store.transact(async (tx) => {
    await lockSpace(tx, (await findSpace(tx, principal, name)).id);
    return work(tx, await findSpace(tx, principal, name));
  });
}

/** What a member sees has changed, and perhaps the list of spaces; streams of live events begin anew. */
export async function tellMember(tx: Tx, spaceId: number, userId: number | null): Promise<void> {
  await bumpSpace(tx, spaceId);
  if (userId !== null) await tx.announce([`user:${userId}`]);
}
