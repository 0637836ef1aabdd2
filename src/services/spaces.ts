import { mayRead, readerOf, requireUser, type Principal, type SignedIn } from '../domain/access.ts';
import { DomainError, invalid, notFound } from '../domain/errors.ts';
import type { NoteView } from '../domain/note.ts';
import {
  assertMayAddToSpace,
  assertMayReadSpace,
  assertMayTakeOut,
  assertOwnsSpace,
  MAX_SPACES,
  spaceName,
  spaceNotFound,
  spacePermissions,
  spaceUid,
  type Space,
  type SpacePermissions,
} from '../domain/space/space.ts';
import type { Clock } from '../domain/time.ts';
import { emailKey } from '../domain/user.ts';
import type { NoteRef } from '../store/notes.ts';
import type { FoundSpace } from '../store/spaces.ts';
import type { Reads, Store, Tx } from '../store/store.ts';
import { bumpSpace, holdScopes, lockSpace } from './changes.ts';
import { indexedRecord } from './indexed-record.ts';
import type { Jobs } from './jobs.ts';
import { lockNotes } from './note-writer.ts';
import type { Random } from './random.ts';
import { enqueueReindexing } from './reindex-jobs.ts';

export type Spaces = ReturnType<typeof createSpaces>;

/** A space as one reader sees it. */
export interface SpaceView extends Space {
  owner: FoundSpace['owner'];
  permissions: SpacePermissions;
  isFavorite: boolean;
}

export interface SpacePatch {
  name?: string | undefined;
  isPublic?: boolean | undefined;
}

/** Other changes get their turn after so many notes. */
const NOTES_PER_TURN = 50;

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

  /** Has searches find a note by the spaces that hold it now. */
  async function reindex(tx: Tx, note: NoteView): Promise<void> {
    const edit = await tx.notes.lastEdit(note.id);
    await tx.search.reindex(await indexedRecord(tx, note, edit));
  }

  async function letGo(tx: Tx, spaceId: number, note: NoteView): Promise<void> {
    await tx.spaces.letGo(spaceId, note.id);
    await reindex(tx, note);
    const isSeen = note.status === 'NORMAL';
    await bumpSpace(tx, spaceId, isSeen ? { kind: 'deleted', ...told(note, clock()) } : undefined);
    if (isSeen) await tx.counts.add(`space:${spaceId}`, -1);
  }

  return {
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
      precondition?: (current: SpaceView) => boolean,
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
    async remove(
      principal: Principal,
      name: string,
      precondition?: (current: SpaceView) => boolean,
    ): Promise<void> {
      requireUser(principal, 'write');
      await store.transact(async (tx) => {
        await lockSpace(tx, (await findSpace(tx, principal, name)).id);
        const view = await findSpace(tx, principal, name);
        assertOwnsSpace(view.permissions);
        if (precondition && !precondition(view)) throw new DomainError('FAILED_PRECONDITION');
        await removeSpace(tx, view.id);
      });
    },

    /** Comes before whatever closes an account. */
    async lockAccount(tx: Tx, userId: number): Promise<void> {
      await lockNotes(tx, userId);
      const spaceIds = [
        ...(await tx.spaces.withNotesOf(userId)),
        ...(await tx.spaces.ownedBy(userId)),
        ...(await tx.spaces.invitedTo(userId)),
      ];
      await holdScopes(tx, { id: userId, isCommon: true }, spaceIds);
    },

    /**
     * For an account that is closed: its notes leave all spaces, its own spaces are nobody's but its own, and it is a member
     * of none.
     */
    async closeAccount(tx: Tx, userId: number): Promise<void> {
      for (const [index, noteId] of (await tx.spaces.heldNotesOf(userId)).entries()) {
        if (index % NOTES_PER_TURN === NOTES_PER_TURN - 1) await tx.pause();
        const note = await tx.notes.find({ id: noteId }, { userId, visibilities: [] });
        for (const spaceId of await tx.spaces.holding(noteId)) if (note) await letGo(tx, spaceId, note);
      }
      for (const id of await tx.spaces.ownedBy(userId)) {
        const found = await tx.spaces.find({ id }, userId);
        if (!found) continue;
        const members = await tx.spaces.members(id);
        for (const { email } of members) await tx.spaces.removeMember(id, emailKey(email));
        await tx.spaces.update({ ...found.space, isPublic: false, updatedAt: clock() });
        await bumpSpace(tx, id);
        await tx.announce(
          members.flatMap((member) => (member.userId ? [`user:${member.userId}` as const] : [])),
        );
      }
      for (const id of await tx.spaces.removeMemberships(userId)) await bumpSpace(tx, id);
    },

    /**
     * Adds one of the caller's notes to a space, for all its members to read.
     * @throws NOT_FOUND, UNAUTHENTICATED, PERMISSION_DENIED for a note of somebody else, ALREADY_EXISTS
     */
    async addNote(principal: Principal, name: string, ref: NoteRef): Promise<void> {
      const user = requireUser(principal, 'write');
      await store.transact((tx) => addNote(tx, user, name, ref));
    },

    /** The ids of these spaces; names of no space are left out. */
    async idsOf(tx: Tx, user: SignedIn, names: readonly string[]): Promise<number[]> {
      const found = await Promise.all(
        [...new Set(names.map(spaceUid))].map((uid) => tx.spaces.find({ uid }, user.userId)),
      );
      return found.flatMap((one) => (one ? [one.space.id] : []));
    },

    /** @returns the ids of these spaces, each once @throws what `addNote` throws because of the space */
    async assertMayAdd(tx: Tx, user: SignedIn, names: readonly string[]): Promise<number[]> {
      const ids = new Set<number>();
      for (const name of names) {
        const view = await findSpace(tx, user, name);
        assertMayAddToSpace(view.permissions);
        ids.add(view.id);
      }
      return [...ids];
    },

    /** Puts a note that was made with these `spaceIds` into the spaces, as `assertMayAdd` has allowed it. */
    async holdNew(tx: Tx, note: NoteView, spaceIds: readonly number[]): Promise<void> {
      for (const id of spaceIds) await hold(tx, id, note);
    },

    /** @throws NOT_FOUND, UNAUTHENTICATED, PERMISSION_DENIED for all but the owners of the space and of the note */
    async removeNote(principal: Principal, name: string, ref: NoteRef): Promise<void> {
      const user = requireUser(principal, 'write');
      await store.transact(async (tx) => {
        const { id } = await findSpace(tx, user, name);
        const owner = (await tx.notes.find(ref, readerOf(user)))?.ownerId;
        if (owner !== undefined) await lockNotes(tx, owner);
        await lockSpace(tx, id);
        const view = await findSpace(tx, user, name);
        const note = await tx.notes.findForUpdate(ref, readerOf(user));
        const isSeen = note !== undefined && mayRead(user, note);
        assertMayTakeOut(user, view.permissions, isSeen ? note : undefined);
        if (!note || !(await tx.spaces.holds(view.id, note.id))) throw notFound('Document');
        await letGo(tx, view.id, note);
      });
    },

    /** @throws NOT_FOUND, UNAUTHENTICATED, FAILED_PRECONDITION */
    async setFavorite(
      principal: Principal,
      name: string,
      isFavorite: boolean,
      precondition?: (current: SpaceView) => boolean,
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

  async function addNote(tx: Tx, user: SignedIn, name: string, ref: NoteRef): Promise<void> {
    const { id } = await findSpace(tx, user, name);
    await lockNotes(tx, user.userId);
    await lockSpace(tx, id);
    const view = await findSpace(tx, user, name);
    assertMayAddToSpace(view.permissions);
    const note = await tx.notes.findForUpdate(ref, readerOf(user));
    if (!note || !mayRead(user, note)) throw notFound('Document');
    if (note.ownerId !== user.userId)
      throw new DomainError('PERMISSION_DENIED', 'Only the owner of a note may share it');
    if (note.status === 'TRASHED') throw notFound('Document');
    if (await tx.spaces.holds(view.id, note.id))
      throw new DomainError('ALREADY_EXISTS', 'The space holds this document already');
    await hold(tx, view.id, note);
    await reindex(tx, note);
  }

  /** Only its owner adds a note. */
  async function hold(tx: Tx, spaceId: number, note: NoteView): Promise<void> {
    await tx.spaces.hold(spaceId, note, { by: note.ownerId, at: clock() });
    const isSeen = note.status === 'NORMAL';
    await bumpSpace(tx, spaceId, isSeen ? { kind: 'created', ...told(note, clock()) } : undefined);
    if (isSeen) await tx.counts.add(`space:${spaceId}`, 1);
  }

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

function told(note: NoteView, now: number) {
  return { noteId: note.id, noteUid: note.uid, ownerId: note.ownerId, changedAt: now };
}
