import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newUser, noteRecord } from '../../test/support/records.ts';
import { openTestStore, type TestStore } from '../../test/support/store.ts';
import type { Page } from '../domain/capture/page.ts';
import type { Status } from '../domain/note.ts';
import type { SpaceMember } from '../domain/space/space.ts';
import type { Tx } from './store.ts';

let opened: TestStore;
let ada: number;
let ben: number;
beforeEach(async () => {
  opened = await openTestStore();
  [ada = 0, ben = 0] = await opened.store.transact(async (tx) => [
    (await tx.users.insert(newUser('ada'))).id,
    (await tx.users.insert(newUser('ben'))).id,
  ]);
});
afterEach(() => opened.close());

const write = <T>(work: (tx: Tx) => Promise<T>) => opened.store.transact(work);
const space = (given: { ownerId?: number; name?: string; isPublic?: boolean } = {}) =>
  write(async (tx) => {
    const uid = `${given.name ?? 'a'}${Math.random()}`;
    const plain = { uid, ownerId: ada, name: 'A space', isPublic: false, createdAt: 1, updatedAt: 2 };
    return tx.spaces.insert({ ...plain, ...given });
  });
const note = (id: number, status: Status = 'NORMAL') =>
  write(async (tx) => {
    const record = noteRecord({ id, ownerId: ada, status });
    await tx.notes.insert(record);
    return record.note;
  });
const hold = async (spaceId: number, ...ids: number[]) => {
  for (const id of ids) {
    const held = await note(id);
    await write((tx) => tx.spaces.hold(spaceId, held, { by: ada, at: 5 }));
  }
};
const ANYBODY = { userId: null, visibilities: ['PUBLIC'] } as const;

function invitation(spaceId: number, given: Partial<SpaceMember> = {}): SpaceMember {
  const plain = { email: 'ben@example.com', userId: ben, access: 'read', status: 'pending' } as const;
  return { spaceId, invitedAt: 7, answeredAt: null, ...plain, ...given };
}

describe('a space', () => {
  test('comes back as it was written, with its owner and what the reader is to it', async () => {
    const id = await space({ name: 'Kitchen', isPublic: true });
    const found = await opened.store.read.spaces.find({ id }, ben);
    expect(found).toMatchObject({
      space: { id, ownerId: ada, name: 'Kitchen', isPublic: true, createdAt: 1, updatedAt: 2 },
      owner: { id: ada, username: 'ada' },
      membership: null,
      isFavorite: false,
    });
    expect(await opened.store.read.spaces.find({ uid: found!.space.uid }, null)).toEqual(found);
    expect(await opened.store.read.spaces.find({ uid: 'nowhere' }, ben)).toBe(undefined);
  });

  test('counts an invitation only once it is accepted, and the better one of two', async () => {
    const id = await space();
    const membership = async () => (await opened.store.read.spaces.find({ id }, ben))?.membership;
    await write((tx) => tx.spaces.putMember('ben@example.com', invitation(id)));
    expect(await membership()).toBe(null);
    await write((tx) => tx.spaces.putMember('ben@example.com', invitation(id, { status: 'accepted' })));
    expect(await membership()).toBe('read');
    const other = invitation(id, { email: 'b@example.com', status: 'accepted', access: 'edit' });
    await write((tx) => tx.spaces.putMember('b@example.com', other));
    expect(await membership()).toBe('edit');
    expect(await opened.store.read.spaces.idsOf(ben)).toEqual([id]);
    expect(await opened.store.read.spaces.countMembers(id)).toBe(2);
  });

  test('is listed by name for its owner, its members and those who like it while it is public', async () => {
    const [b, a, c] = [
      await space({ name: 'b' }),
      await space({ name: 'a' }),
      await space({ name: 'c', isPublic: true }),
    ];
    await write(async (tx) => {
      await tx.spaces.putMember('ben@example.com', invitation(b, { status: 'accepted' }));
      await tx.spaces.putMember('ben@example.com', invitation(a));
      for (const id of [a, c]) await tx.spaces.setFavorite(ben, id, true, 1);
      await tx.spaces.setFavorite(ben, c, true, 2);
    });
    const names = async (userId: number) =>
      (await opened.store.read.spaces.ofUser(userId)).map((found) => found.space.name);
    expect([await names(ada), await names(ben)]).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
  });

  test('goes with its invitations, favourites and what it holds, and the notes stay', async () => {
    const id = await space();
    await hold(id, 1);
    await write(async (tx) => {
      await tx.spaces.putMember('ben@example.com', invitation(id));
      await tx.spaces.setFavorite(ben, id, true, 1);
      await tx.spaces.remove(id);
    });
    const { read } = opened.store;
    expect(await read.spaces.members(id)).toEqual([]);
    expect(await read.spaces.holding(1)).toEqual([]);
    expect(await read.notes.find({ id: 1 }, ANYBODY)).toBeDefined();
    expect(await space()).toBeGreaterThan(id);
  });
});

describe('what a space holds', () => {
  const ids = async (spaceId: number, query = {}) =>
    (await opened.store.read.spaces.page(spaceId, { limit: 10, offset: 0, ...query }, ANYBODY)).map(
      ({ id }) => id,
    );

  test('is paged newest first, by offset and below a position', async () => {
    const id = await space();
    await hold(id, 1, 2, 3, 4);
    await hold(await space(), 5);
    expect(await ids(id)).toEqual([4, 3, 2, 1]);
    expect(await ids(id, { limit: 2, offset: 1 })).toEqual([3, 2]);
    const third = await opened.store.read.notes.find({ id: 3 }, ANYBODY);
    expect(await ids(id, { below: third?.position })).toEqual([2, 1]);
  });

  test('leaves its list with the status of the note, and comes back with it', async () => {
    const id = await space();
    await hold(id, 1, 2);
    await write((tx) => tx.spaces.setStatus(1, 'ARCHIVED'));
    expect(await ids(id)).toEqual([2]);
    await write((tx) => tx.spaces.setStatus(1, 'NORMAL'));
    await write((tx) => tx.spaces.letGo(id, 2));
    expect(await ids(id)).toEqual([1]);
    expect([
      await opened.store.read.spaces.holds(id, 1),
      await opened.store.read.spaces.holds(id, 2),
    ]).toEqual([true, false]);
  });

  test('is gone with a note that is removed', async () => {
    const id = await space();
    await hold(id, 1);
    const found = await opened.store.read.notes.find({ id: 1 }, ANYBODY);
    await write((tx) => tx.notes.remove(found!));
    expect(await ids(id)).toEqual([]);
    expect(await opened.store.read.spaces.heldNotesOf(ada)).toEqual([]);
  });

  test('is in sight of a reader through spaces alone that the reader may see', async () => {
    const [open, closed] = [await space({ isPublic: true }), await space()];
    await hold(open, 1);
    await hold(closed, 2);
    const isSeen = async (id: number, userId: number | null) => {
      const audience = { userId, visibilities: [], throughSpaces: true };
      return (await opened.store.read.notes.find({ id }, audience))?.throughSpace === true;
    };
    expect([
      await isSeen(1, null),
      await isSeen(1, ben),
      await isSeen(2, null),
      await isSeen(2, ben),
    ]).toEqual([true, true, false, false]);
    await write((tx) => tx.spaces.putMember('ben@example.com', invitation(closed, { status: 'accepted' })));
    expect([await isSeen(2, ben), await isSeen(2, null)]).toEqual([true, false]);
    const named = await opened.store.read.spaces.ofNotes([1, 2], ben);
    expect([...named.keys()].toSorted()).toEqual([1, 2]);
  });
});

describe('invitations', () => {
  test('to an address wait for an account that has it, and are bound by the answer', async () => {
    const id = await space();
    await write((tx) => tx.spaces.putMember('ben@example.com', invitation(id, { userId: null })));
    const account = { userId: ben, emailKey: 'ben@example.com' };
    const { read } = opened.store;
    expect(await read.spaces.pending(account)).toMatchObject([
      { space: { id }, invitation: { userId: null } },
    ]);
    expect(await read.spaces.pending({ userId: ben, emailKey: null })).toEqual([]);
    await write((tx) => tx.spaces.answer(id, account, 'accepted', 9));
    expect(await read.spaces.invitation(id, { userId: ben, emailKey: null })).toMatchObject({
      userId: ben,
      status: 'accepted',
      answeredAt: 9,
    });
    expect(await read.spaces.pending(account)).toEqual([]);
  });

  test('that were rejected are not answered with the others', async () => {
    const id = await space();
    await write(async (tx) => {
      await tx.spaces.putMember(
        'old@example.com',
        invitation(id, { email: 'old@example.com', status: 'rejected' }),
      );
      await tx.spaces.putMember('ben@example.com', invitation(id));
      await tx.spaces.answer(id, { userId: ben, emailKey: 'ben@example.com' }, 'accepted', 9);
    });
    const statuses = (await opened.store.read.spaces.members(id)).map(({ status }) => status);
    expect(statuses).toEqual(['accepted', 'rejected']);
  });
});

test('counts add up, by scope', async () => {
  await write(async (tx) => {
    await tx.counts.add('user:1', 3);
    await tx.counts.add('user:1', -1);
    await tx.counts.add('space:1', 5);
  });
  const { counts } = opened.store.read;
  expect([await counts.of('user:1'), await counts.of('space:1'), await counts.of('space:2')]).toEqual([
    2, 5, 0,
  ]);
  await write((tx) => tx.counts.forget('space:1'));
  expect(await counts.of('space:1')).toBe(0);
});

test('holding a scope changes none of its revisions', async () => {
  await write(async (tx) => {
    await tx.revisions.bump('space:1');
    await tx.revisions.hold(['user:1', 'space:1', 'spaces']);
  });
  expect(await opened.store.read.revisions.of(['user:1', 'space:1', 'spaces'])).toEqual([0, 1, 0]);
});

test('what is known of a page comes back as it was written, and is found by its address', async () => {
  await note(1);
  await note(2, 'TRASHED');
  await note(3);
  const page: Page = {
    noteId: 1,
    url: 'https://example.com/a?utm_source=x',
    urlKey: 'https://example.com/a',
    givenUrl: 'https://example.com/a?utm_source=x&b',
    finalKey: 'https://example.com/b',
    canonicalKey: 'https://example.com/c',
    description: 'About',
    imageUrl: 'https://example.com/a.png',
    imageUid: '1a2b3c4d',
    siteName: 'Site',
    author: 'Ada',
    faviconUrl: null,
    language: 'en',
    publishedAt: 1,
    status: 'failed',
    reason: 'Because.',
    attempts: 2,
    nextAttemptAt: 3,
    capturedAt: null,
    capturedHash: null,
  };
  await write(async (tx) => {
    await tx.pages.put(ada, { ...page, description: 'Before' });
    await tx.pages.put(ada, page);
    await tx.pages.put(ada, { ...page, noteId: 2, urlKey: 'https://example.com/trashed' });
    await tx.pages.put(ada, {
      ...page,
      noteId: 3,
      urlKey: 'https://example.com/b',
      finalKey: null,
      canonicalKey: null,
    });
  });
  const { pages } = opened.store.read;
  expect(await pages.find(1)).toEqual(page);
  expect((await pages.of([1, 7])).get(1)).toEqual(page);
  expect(await pages.noteWithUrl(ada, page.urlKey)).toBe(1);
  expect(await pages.noteWithUrl(ada, 'https://example.com/b')).toBe(1);
  expect(await pages.noteWithUrl(ada, 'https://example.com/c')).toBe(1);
  expect(await pages.noteWithUrl(ben, page.urlKey)).toBe(undefined);
  expect(await pages.noteWithUrl(ada, 'https://example.com/trashed')).toBe(undefined);
});
