import type { Principal } from '../domain/access.ts';
import {
  spaceNotFound,
  spacePermissions,
  spaceUid,
  type Space,
  type SpacePermissions,
} from '../domain/space/space.ts';
import type { FoundSpace } from '../store/space-rows.ts';
import type { Reads } from '../store/store.ts';

/** A space as one reader sees it. */
export interface SpaceView extends Space {
  owner: FoundSpace['owner'];
  permissions: SpacePermissions;
  isFavorite: boolean;
}

/** @throws NOT_FOUND; whether the reader may see what it holds is for the caller to ask */
export async function findSpace(
  reads: Pick<Reads, 'spaces'>,
  principal: Principal,
  name: string,
): Promise<SpaceView> {
  const userId = principal.kind === 'user' ? principal.userId : null;
  const found = await reads.spaces.find({ uid: spaceUid(name) }, userId);
  if (!found) throw spaceNotFound();
  return spaceView(principal, found);
}

export function spaceView(
  principal: Principal,
  { space, owner, membership, isFavorite }: FoundSpace,
): SpaceView {
  return { ...space, owner, permissions: spacePermissions(principal, space, membership), isFavorite };
}
