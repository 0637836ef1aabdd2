import { requireUser, type Principal } from '../domain/access.ts';
import { DomainError, invalid, notFound } from '../domain/errors.ts';
import { assertOwnsSpace, MAX_MEMBERS, type SpaceAccess, type SpaceMember } from '../domain/space/space.ts';
import type { Clock } from '../domain/time.ts';
import { assertEmail, emailKey } from '../domain/user.ts';
import type { Store, Tx } from '../store/store.ts';
import { asOwnerSees, changeSpace, tellMember, type MemberView } from './space-member-view.ts';
import { findSpace, spaceView, type SpaceView } from './space-view.ts';

/** An invitation as the invited one sees it. */
export interface InvitationView {
  space: SpaceView;
  access: SpaceAccess;
  status: SpaceMember['status'];
  invitedAt: number;
}

/** Invitations to spaces, which are made to the e-mail address of an account: only who has accepted one may see a space. */
export function createSpaceInvitations({ store, clock }: { store: Store; clock: Clock }) {
  async function accountOf(userId: number, reads: Pick<Store['read'], 'users'> | Tx = store.read) {
    const user = await reads.users.byId(userId);
    return { userId, emailKey: user && user.email !== '' ? emailKey(user.email) : null };
  }

  async function answer(
    principal: Principal,
    name: string,
    status: 'accepted' | 'rejected',
  ): Promise<InvitationView> {
    const { userId } = requireUser(principal, 'write');
    return changeSpace(store, principal, name, async (tx, view) => {
      const account = await accountOf(userId, tx);
      const invitation = await tx.spaces.invitation(view.id, account);
      if (!invitation) throw notFound('Invitation');
      // Who was turned away, or left, is let in by a new invitation only.
      if (invitation.status === 'rejected' && status === 'accepted') throw notFound('Invitation');
      if (invitation.status !== status) {
        await tx.spaces.answer(view.id, account, status, clock());
        await tellMember(tx, view.id, userId);
      }
      return { ...invitation, status, space: await findSpace(tx, principal, name) };
    });
  }

  return {
    /**
     * Invites whoever has, or will have, this e-mail address. Nothing is said of whether there is such an account.
     * @throws NOT_FOUND, UNAUTHENTICATED, PERMISSION_DENIED for all but the owner, INVALID_ARGUMENT naming `email`,
     *   ALREADY_EXISTS for a member
     */
    async invite(
      principal: Principal,
      name: string,
      { email, access }: { email: string; access: SpaceAccess },
    ): Promise<MemberView> {
      const { userId } = requireUser(principal, 'write');
      const address = email.trim();
      assertEmail(address);
      return changeSpace(store, principal, name, async (tx, view) => {
        assertOwnsSpace(view.permissions);
        const key = emailKey(address);
        const invited = await tx.users.byEmail(address);
        if (invited?.id === userId) throw invalid('email', 'Is your own address');
        const members = await tx.spaces.members(view.id);
        const known = members.find((member) => emailKey(member.email) === key);
        if (known?.status === 'accepted')
          throw new DomainError('ALREADY_EXISTS', 'Is a member of the space already');
        if (!known && members.length >= MAX_MEMBERS)
          throw invalid('email', `A space can have at most ${MAX_MEMBERS} members`);
        const member: SpaceMember = {
          spaceId: view.id,
          email: address,
          // Bound to the account at once, so that the address means nobody else later.
          userId: invited?.id ?? null,
          access,
          status: 'pending',
          invitedAt: clock(),
          answeredAt: null,
        };
        await tx.spaces.putMember(key, member);
        await tellMember(tx, view.id, member.userId);
        return asOwnerSees({ ...member, username: null, nickname: null });
      });
    },

    /** The caller's own invitation to a space. @throws NOT_FOUND */
    async invitation(principal: Principal, name: string): Promise<InvitationView> {
      const { userId } = requireUser(principal, 'read');
      const space = await findSpace(store.read, principal, name);
      const found = await store.read.spaces.invitation(space.id, await accountOf(userId));
      if (!found) throw notFound('Invitation');
      return { ...found, space };
    },

    /** Invitations that wait for the caller's answer, newest first. */
    async pending(principal: Principal): Promise<InvitationView[]> {
      const { userId } = requireUser(principal, 'read');
      const found = await store.read.spaces.pending(await accountOf(userId));
      return found.map(({ invitation, ...space }) => ({ ...invitation, space: spaceView(principal, space) }));
    },

    /** @throws NOT_FOUND where there is no invitation, or it was rejected */
    accept: (principal: Principal, name: string) => answer(principal, name, 'accepted'),

    /** Also ends a membership. @throws NOT_FOUND where there is no invitation */
    reject: (principal: Principal, name: string) => answer(principal, name, 'rejected'),
  };
}
