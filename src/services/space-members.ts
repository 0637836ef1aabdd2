import { requireUser, type Principal } from '../domain/access.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import { assertOwnsSpace, type SpaceAccess } from '../domain/space/space.ts';
import type { Clock } from '../domain/time.ts';
import { emailKey } from '../domain/user.ts';
import type { Store, Tx } from '../store/store.ts';
import { createSpaceInvitations } from './space-invitations.ts';
import { asOwnerSees, changeSpace, tellMember, type MemberView } from './space-member-view.ts';
import { findSpace } from './space-view.ts';

export type { InvitationView } from './space-invitations.ts';
export type { MemberView } from './space-member-view.ts';
export type SpaceMembers = ReturnType<typeof createSpaceMembers>;

/** Says whether the list of members is still the version that the owner saw. */
export type MembersPrecondition = (current: MemberView[]) => boolean;

/** The members of spaces, for their owners, and how somebody becomes one. */
export function createSpaceMembers({ store, clock }: { store: Store; clock: Clock }) {
  async function findMember(tx: Tx, spaceId: number, email: string): Promise<MemberView> {
    const key = emailKey(email);
    const found = (await tx.spaces.members(spaceId)).find((member) => emailKey(member.email) === key);
    if (!found) throw notFound('Member');
    return found;
  }

  async function assertMembers(
    tx: Tx,
    spaceId: number,
    precondition: MembersPrecondition | undefined,
  ): Promise<void> {
    if (!precondition) return;
    const members = (await tx.spaces.members(spaceId)).map(asOwnerSees);
    if (!precondition(members)) throw new DomainError('FAILED_PRECONDITION');
  }

  return {
    ...createSpaceInvitations({ store, clock }),

    /** Everybody who was invited. @throws NOT_FOUND, UNAUTHENTICATED, PERMISSION_DENIED for all but the owner */
    async list(principal: Principal, name: string): Promise<MemberView[]> {
      requireUser(principal, 'read');
      const view = await findSpace(store.read, principal, name);
      assertOwnsSpace(view.permissions);
      return (await store.read.spaces.members(view.id)).map(asOwnerSees);
    },

    /** @throws as `list`; NOT_FOUND for who is not invited */
    async setAccess(
      principal: Principal,
      name: string,
      email: string,
      access: SpaceAccess,
      precondition?: MembersPrecondition,
    ): Promise<MemberView> {
      requireUser(principal, 'write');
      return changeSpace(store, principal, name, async (tx, view) => {
        assertOwnsSpace(view.permissions);
        await assertMembers(tx, view.id, precondition);
        const member = await findMember(tx, view.id, email);
        await tx.spaces.putMember(emailKey(email), { ...member, access });
        await tellMember(tx, view.id, member.userId);
        return asOwnerSees({ ...member, access });
      });
    },

    /** Ends a membership or takes back an invitation, at once. @throws as `setAccess` */
    async remove(
      principal: Principal,
      name: string,
      email: string,
      precondition?: MembersPrecondition,
    ): Promise<void> {
      requireUser(principal, 'write');
      await changeSpace(store, principal, name, async (tx, view) => {
        assertOwnsSpace(view.permissions);
        await assertMembers(tx, view.id, precondition);
        const member = await findMember(tx, view.id, email);
        await tx.spaces.removeMember(view.id, emailKey(email));
        await tellMember(tx, view.id, member.userId);
      });
    },
  };
}
