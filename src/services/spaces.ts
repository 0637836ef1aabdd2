import { requireUser, type Principal, type SignedIn } from '../domain/access.ts';
import { DomainError, invalid } from '../domain/errors.ts';
import { assertMayReadSpace, assertOwnsSpace, MAX_SPACES, spaceName } from '../domain/space/space.ts';
import type { Clock } from '../domain/time.ts';
import type { Store, Tx } from '../store/store.ts';
import { bumpSpace, lockSpace } from './changes.ts';
import type { Jobs } from './jobs.ts';
import type { Random } from './random.ts';
import { enqueueReindexing } from './reindex-jobs.ts';
import { createSpaceClosing } from './space-closing.ts';
import { createSpaceNotes } from './space-notes.ts';
import { findSpace, spaceView, type SpaceView } from './space-view.ts';

export type Spaces = ReturnType<typeof createSpaces>;

export interface SpacePatch {
  name?: string | undefined;
  isPublic?: boolean | undefined;
}

/** Says whether a space is still the version that the writer saw. */
type SpacePrecondition = (current: SpaceView) => boolean;

/** Spaces, what they hold, and who has them as favourites; `createSpaceMembers` says who may see them. */
export function createSpaces({
  store,
  clock,
  random,
  jobs,
}: {
  store: Store;
  clock: Clock;
  random: Random;
  jobs: Jobs;
}) {
  async function change(
    principal: Principal,
    name: string,
    work: (tx: Tx, view: SpaceView, user: SignedIn) => Promise<void>,
  ): Promise<SpaceView> {
    const user = requireUser(principal, 'write');
    return store.transact(async (tx) => {
      await lockSpace(tx, (await findSpace(tx, principal, name)).id);
      await work(tx, await findSpace(tx, principal, name), user);
      return findSpace(tx, principal, name);
    });
  }

  return {
    ...createSpaceNotes({ store, clock }),
    ...createSpaceClosing({ clock, jobs }),

    /**
     * @param name the uid, `---` and anything may follow
     * @throws NOT_FOUND, UNAUTHENTICATED for a private space without access
     */
    async get(principal: Principal, name: string): Promise<SpaceView> {
      const view = await findSpace(store.read, principal, name);
      assertMayReadSpace(view.permissions);
      return view;
    },

    /** Own spaces, those that the caller is a member of, and public favourites; by name. */
    async list(principal: Principal): Promise<SpaceView[]> {
      const { userId } = requireUser(principal, 'read');
      const found = await store.read.spaces.ofUser(userId);
      return found.map((space) => spaceView(principal, space));
    },

    async create(
      principal: Principal,
      input: { name: string; isPublic?: boolean | undefined },
    ): Promise<SpaceView> {
      const { userId } = requireUser(principal, 'write');
      const name = spaceName(input.name);
      return store.transact(async (tx) => {
        await tx.lock(`spaces of ${userId}`);
        if ((await tx.spaces.countOwned(userId)) >= MAX_SPACES)
          throw invalid('spaceName', `One account can have at most ${MAX_SPACES} spaces`);
        const now = clock();
        const uid = await freeUid(tx);
        const isPublic = input.isPublic ?? false;
        const id = await tx.spaces.insert({
          uid,
          ownerId: userId,
          name,
          isPublic,
          createdAt: now,
          updatedAt: now,
        });
        await bumpSpace(tx, id);
        await tx.announce([`user:${userId}`]);
        return findSpace(tx, principal, uid);
      });
    },

    /** @throws NOT_FOUND, UNAUTHENTICATED, PERMISSION_DENIED for all but the owner, INVALID_ARGUMENT naming `spaceName` */
    async update(
      principal: Principal,
      name: string,
      patch: SpacePatch,
      precondition?: SpacePrecondition,
    ): Promise<SpaceView> {
      return change(principal, name, async (tx, view) => {
        assertOwnsSpace(view.permissions);
        if (precondition && !precondition(view)) throw new DomainError('FAILED_PRECONDITION');
        const after = {
          name: patch.name === undefined ? view.name : spaceName(patch.name),
          isPublic: patch.isPublic ?? view.isPublic,
        };
        if (after.name === view.name && after.isPublic === view.isPublic) return;
        await tx.spaces.update({ ...view, ...after, updatedAt: clock() });
        await bumpSpace(tx, view.id);
      });
    },

    /** The notes stay with their owners. @throws as `update` */
    async remove(principal: Principal, name: string, precondition?: SpacePrecondition): Promise<void> {
      requireUser(principal, 'write');
      await store.transact(async (tx) => {
        await lockSpace(tx, (await findSpace(tx, principal, name)).id);
        const view = await findSpace(tx, principal, name);
        assertOwnsSpace(view.permissions);
        if (precondition && !precondition(view)) throw new DomainError('FAILED_PRECONDITION');
        await removeSpace(tx, view.id);
      });
    },

    /** @throws NOT_FOUND, UNAUTHENTICATED, FAILED_PRECONDITION */
    async setFavorite(
      principal: Principal,
      name: string,
      isFavorite: boolean,
      precondition?: SpacePrecondition,
    ): Promise<SpaceView> {
      return change(principal, name, async (tx, view, user) => {
        assertMayReadSpace(view.permissions);
        if (precondition && !precondition(view)) throw new DomainError('FAILED_PRECONDITION');
        if (view.isFavorite === isFavorite) return;
        await tx.spaces.setFavorite(user.userId, view.id, isFavorite, clock());
        await tx.revisions.bump('spaces');
      });
    },
  };

  /** Takes a space away with all that is known of it; its members are told. */
  async function removeSpace(tx: Tx, spaceId: number): Promise<void> {
    const members = await tx.spaces.members(spaceId);
    const notes = await tx.spaces.notesOf(spaceId);
    await bumpSpace(tx, spaceId);
    await tx.counts.forget(`space:${spaceId}`);
    await tx.spaces.remove(spaceId);
    // The index still has the notes as the space's, which nobody can search any more.
    for (const [ownerId, noteIds] of notes) await enqueueReindexing(tx, jobs, ownerId, noteIds);
    await tx.announce(members.flatMap(({ userId }) => (userId === null ? [] : [`user:${userId}` as const])));
  }

  async function freeUid(tx: Tx): Promise<string> {
    for (;;) {
      const uid = random.uid() + random.uid();
      if (!(await tx.spaces.uidExists(uid))) return uid;
    }
  }
}
