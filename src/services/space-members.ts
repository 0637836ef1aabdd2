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
  /**
   * Whoever has this address, first, and what else the same account was offered: a member is one by all its addresses. Whose
   * an invitation is that was not accepted must not be told, so such a one stands alone.
   */
  async function findMember(tx: Tx, spaceId: number, email: string): Promise<[MemberView, ...MemberView[]]> {
    const key = emailKey(email);
    const members = await tx.spaces.members(spaceId);
    const found = members.find((member) => emailKey(member.email) === key);
    if (!found) throw notFound('Member');
    if (found.status !== 'accepted') return [found];
    const others = members.filter((member) => member !== found && member.userId === found.userId);
    return [found, ...others];
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

    /** Of a member by all addresses. @throws as `list`; NOT_FOUND for who is not invited */
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
        const [member, ...others] = await findMember(tx, view.id, email);
        for (const one of [member, ...others])
          await tx.spaces.putMember(emailKey(one.email), { ...one, access });
        await tellMember(tx, view.id, member.userId);
        return asOwnerSees({ ...member, access });
      });
    },

    /** Ends a membership, by all addresses of the member, or takes back an invitation, at once. @throws as `setAccess` */
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
        const [member, ...others] = await findMember(tx, view.id, email);
        for (const one of [member, ...others]) await tx.spaces.removeMember(view.id, emailKey(one.email));
        await tellMember(tx, view.id, member.userId);
      });
    },
  };
}
