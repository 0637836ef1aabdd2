import { requireUser, type Principal } from '../domain/access.ts';
import { DomainError, invalid, notFound } from '../domain/errors.ts';
import { assertOwnsSpace, MAX_MEMBERS, type SpaceAccess, type SpaceMember } from '../domain/space/space.ts';
import type { Clock } from '../domain/time.ts';
import { assertEmail, emailKey } from '../domain/user.ts';
import type { Store, Tx } from '../store/store.ts';
import { bumpSpace, lockSpace } from './changes.ts';
import { findSpace, spaceView, type SpaceView } from './space-view.ts';

export type SpaceMembers = ReturnType<typeof createSpaceMembers>;

/** Somebody who was invited, as the owner of the space sees it. */
export interface MemberView extends SpaceMember {
  username: string | null;
  nickname: string | null;
}

/** Says whether the list of members is still the version that the owner saw. */
export type MembersPrecondition = (current: MemberView[]) => boolean;

/** An invitation as the invited one sees it. */
export interface InvitationView {
  space: SpaceView;
  access: SpaceAccess;
  status: SpaceMember['status'];
  invitedAt: number;
}

/** Who may see a space: only who has accepted an invitation that was made to the account's e-mail address. */
export function createSpaceMembers({ store, clock }: { store: Store; clock: Clock }) {
  async function change<T>(
    principal: Principal,
    name: string,
    work: (tx: Tx, view: SpaceView) => Promise<T>,
  ): Promise<T> {
    return store.transact(async (tx) => {
      await lockSpace(tx, (await findSpace(tx, principal, name)).id);
      return work(tx, await findSpace(tx, principal, name));
    });
  }

  async function accountOf(userId: number, reads: Pick<Store['read'], 'users'> | Tx = store.read) {
    const user = await reads.users.byId(userId);
    return { userId, emailKey: user && user.email !== '' ? emailKey(user.email) : null };
  }

  /** What a member sees has changed, and perhaps the list of spaces; streams of live events begin anew. */
  async function tell(tx: Tx, spaceId: number, userId: number | null): Promise<void> {
    await bumpSpace(tx, spaceId);
    if (userId !== null) await tx.announce([`user:${userId}`]);
  }

  async function answer(
    principal: Principal,
    name: string,
    status: 'accepted' | 'rejected',
  ): Promise<InvitationView> {
    const { userId } = requireUser(principal, 'write');
    return change(principal, name, async (tx, view) => {
      const account = await accountOf(userId, tx);
      const invitation = await tx.spaces.invitation(view.id, account);
      if (!invitation) throw notFound('Invitation');
      // Who was turned away, or left, is let in by a new invitation only.
      if (invitation.status === 'rejected' && status === 'accepted') throw notFound('Invitation');
      if (invitation.status !== status) {
        await tx.spaces.answer(view.id, account, status, clock());
        await tell(tx, view.id, userId);
      }
      return { ...invitation, status, space: await findSpace(tx, principal, name) };
    });
  }

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
      return change(principal, name, async (tx, view) => {
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
        await tell(tx, view.id, member.userId);
        // Whose account it is shows when the invitation is accepted.
        return { ...member, userId: null, username: null, nickname: null };
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
      return change(principal, name, async (tx, view) => {
        assertOwnsSpace(view.permissions);
        await assertMembers(tx, view.id, precondition);
        const member = await findMember(tx, view.id, email);
        await tx.spaces.putMember(emailKey(email), { ...member, access });
        await tell(tx, view.id, member.userId);
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
      await change(principal, name, async (tx, view) => {
        assertOwnsSpace(view.permissions);
        await assertMembers(tx, view.id, precondition);
        const member = await findMember(tx, view.id, email);
        await tx.spaces.removeMember(view.id, emailKey(email));
        await tell(tx, view.id, member.userId);
      });
    },
  };
}

/** Who has an account with an address is not told to everybody who can invite: only members are shown. */
function asOwnerSees(member: MemberView): MemberView {
  return member.status === 'accepted' ? member : { ...member, userId: null, username: null, nickname: null };
}
