import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noteRecord, newUser, type NoteSketch } from '../../test/support/records.ts';
import { openTestStore, type TestStore } from '../../test/support/store.ts';
import type { Audience } from '../domain/access.ts';

const OWNER: Audience = { userId: 1, visibilities: ['PROTECTED', 'PUBLIC'] };
const OTHER: Audience = { userId: 2, visibilities: ['PROTECTED', 'PUBLIC'] };
const ANYONE: Audience = { userId: null, visibilities: ['PUBLIC'] };
const ONLY_OWN: Audience = { userId: 2, visibilities: [] };

let opened: TestStore;
beforeEach(async () => {
  opened = await openTestStore();
  await opened.store.transact(async (tx) => {
    await tx.users.insert(newUser('ada'));
    await tx.users.insert(newUser('ben'));
  });
});
afterEach(() => opened.close());

async function insert(...sketches: (NoteSketch & { id: number })[]): Promise<void> {
  await opened.store.transact(async (tx) => {
    for (const sketch of sketches) await tx.notes.insert(noteRecord(sketch));
  });
}

const find = (id: number, audience = OWNER) => opened.store.read.notes.find({ id }, audience);

test('a note comes back as it was written, by id and by uid', async () => {
  const record = noteRecord({
    id: 7,
    content: 'Grüße 🎉\r\n\ttab \\ "quote" \'single\' %_ 日本',
    pinned: true,
    visibility: 'PROTECTED',
    tagged: ['Work/Alpha', 'x'],
    isLabel: true,
    displayAt: 5,
    lines: 2,
    words: 9,
    chars: 44,
  });
  await opened.store.transact((tx) => tx.notes.insert(record));
  const expected = { ...record.note, editedAt: record.editedAt, relatedIds: [], attachments: [] };
  expect(await find(7)).toEqual(expected);
  expect(await opened.store.read.notes.find({ uid: record.note.uid }, ANYONE)).toEqual(expected);
});

test('what is not there is undefined, also by a name that no note can have', async () => {
  expect(await find(1)).toBeUndefined();
  expect(await opened.store.read.notes.find({ uid: 'a\0b' }, OWNER)).toBeUndefined();
});

test('an update replaces content, tags, links and place in lists', async () => {
  await insert({ id: 1, tagged: ['old/deep'], linked: ['00000002.md'] }, { id: 2, filename: '00000002.md' });
  const changed = noteRecord({ id: 1, content: 'new', status: 'ARCHIVED', tagged: ['new'], updatedAt: 99 });
  await opened.store.transact((tx) => tx.notes.update(changed));
  expect(await find(1)).toEqual({
    ...changed.note,
    editedAt: changed.editedAt,
    relatedIds: [],
    attachments: [],
  });
  expect(await opened.store.read.notes.withTag(1, 'old')).toEqual([]);
  expect(await opened.store.read.notes.withTag(1, 'new')).toEqual([1]);
});

test('an update of one note leaves the others alone', async () => {
  await insert({ id: 1, tagged: ['a'] }, { id: 2, tagged: ['a'] });
  const before = await find(2);
  await opened.store.transact((tx) => tx.notes.update(noteRecord({ id: 1, content: 'new' })));
  expect(await find(2)).toEqual(before);
  expect(await opened.store.read.notes.withTag(1, 'a')).toEqual([2]);
});

test('a removed note leaves nothing behind, and its id is not given again', async () => {
  await insert({ id: 5, tagged: ['a'], linked: ['x.md'], content: 'unusual' });
  const next = await opened.store.transact(async (tx) => {
    await tx.notes.keepVersion({ id: 5, content: 'before', editedAt: 1 }, 2);
    await tx.notes.remove({ id: 5, position: noteRecord({ id: 5 }).note.position });
    return tx.notes.nextId();
  });
  const { read } = opened.store;
  expect(await find(5)).toBeUndefined();
  expect(await read.notes.versions(5)).toEqual([]);
  expect(await read.tags.usage(1)).toEqual([]);
  expect(await read.notes.graph(1)).toEqual({ nodes: [], links: [] });
  const match = {
    all: [{ any: [{ in: 'text' as const, tokens: ['unusual'], prefix: false }] }],
    none: [],
    isRebuilding: false,
  };
  const { positions } = await read.search.newest(match, { from: 0, to: Number.MAX_SAFE_INTEGER }, 10);
  expect(positions).toEqual([]);
  if (opened.store.engine === 'sqlite') expect(next).toBe(6);
});

describe('related notes', () => {
  beforeEach(async () => {
    const linked = ['00000004.md', '00000003.md', '00000004.md', '00000002.md', '00000009.md', '00000005.md'];
    await insert(
      { id: 1, linked, visibility: 'PUBLIC' },
      { id: 2, filename: '00000002.md', visibility: 'PRIVATE' },
      { id: 3, filename: '00000003.md', visibility: 'PROTECTED' },
      { id: 4, filename: '00000004.md', visibility: 'PUBLIC' },
      { id: 5, filename: '00000005.md', visibility: 'PUBLIC', status: 'ARCHIVED' },
      { id: 6, filename: '00000009.md', visibility: 'PUBLIC', ownerId: 2 },
    );
  });

  test.each([
    ['the owner', OWNER, [4, 3, 2, 5]],
    ['another user', OTHER, [4, 3]],
    ['anyone', ANYONE, [4]],
    ['an audience that sees nothing of others', ONLY_OWN, []],
  ])('are those that %s may read, in order of first appearance', async (_who, audience, expected) => {
    expect((await find(1, audience))?.relatedIds).toEqual(expected);
    const position = noteRecord({ id: 1 }).note.position;
    const [listed] = await opened.store.read.notes.atPositions([position], audience);
    expect(listed?.relatedIds).toEqual(expected);
  });

  test('do not show what is in the trash', async () => {
    const trashed = noteRecord({ id: 4, filename: '00000004.md', status: 'TRASHED', trashedAt: 1 });
    await opened.store.transact((tx) => tx.notes.update(trashed));
    expect((await find(1))?.relatedIds).toEqual([3, 2, 5]);
  });
});

test('the graph holds the NORMAL notes of one owner and each link between them once', async () => {
  await insert(
    { id: 1, linked: ['00000002.md', '00000002.md', '00000003.md', '0000dead.md'], title: 'One' },
    { id: 2, linked: ['00000001.md'], filename: '00000002.md', isLabel: true, title: 'Two' },
    { id: 3, filename: '00000003.md', status: 'ARCHIVED' },
    { id: 4, ownerId: 2, linked: ['00000002.md'] },
  );
  expect(await opened.store.read.notes.graph(1)).toEqual({
    nodes: [
      { id: 1, title: 'One', isLabel: false, createdAt: expect.any(Number), tagKeys: [] },
      { id: 2, title: 'Two', isLabel: true, createdAt: expect.any(Number), tagKeys: [] },
    ],
    links: [[1, 2]],
  });
});

test('notes at positions come in the order asked for, without those that are gone', async () => {
  await insert({ id: 1 }, { id: 2 });
  const positions = [2, 9, 1].map((id) => noteRecord({ id }).note.position);
  const found = await opened.store.read.notes.atPositions(positions, OWNER);
  expect(found.map((note) => note.id)).toEqual([2, 1]);
  expect(await opened.store.read.notes.atPositions([], OWNER)).toEqual([]);
});

test('versions come newest first, those of the asked note only', async () => {
  await insert({ id: 1 }, { id: 2 });
  await opened.store.transact(async (tx) => {
    await tx.notes.keepVersion({ id: 1, content: 'a', editedAt: 10 }, 11);
    await tx.notes.keepVersion({ id: 2, content: 'other', editedAt: 10 }, 11);
    await tx.notes.keepVersion({ id: 1, content: 'b', editedAt: 11 }, 12);
  });
  expect(await opened.store.read.notes.versions(1)).toMatchObject([
    { content: 'b', editedAt: 11, replacedAt: 12 },
    { content: 'a', editedAt: 10, replacedAt: 11 },
  ]);
});

test('the last edit is that of the content', async () => {
  await insert({ id: 1, updatedAt: 77 });
  const last = await opened.store.transact((tx) => tx.notes.lastEdit(1));
  expect(last).toEqual({ editedAt: 77, editor: 'session:1' });
});

test('the oldest of the trash come first, only those from before the time, at most as many as asked for', async () => {
  await insert(
    { id: 1, status: 'TRASHED', trashedAt: 300 },
    { id: 2, status: 'TRASHED', trashedAt: 100 },
    { id: 3, status: 'TRASHED', trashedAt: 200 },
    { id: 4 },
  );
  const { notes } = opened.store.read;
  expect(await notes.trashedBefore(300, 10)).toEqual([2, 3]);
  expect(await notes.trashedBefore(1000, 2)).toEqual([2, 3]);
});

test('a tag finds the notes that carry it or one below it, of one owner, whatever their status', async () => {
  await insert(
    { id: 1, tagged: ['Work'] },
    { id: 2, tagged: ['work/alpha/beta'], status: 'TRASHED', trashedAt: 1 },
    { id: 3, tagged: ['workshop'] },
    { id: 4, tagged: ['work'], ownerId: 2 },
  );
  const { notes } = opened.store.read;
  expect(await notes.withTag(1, 'work')).toEqual([1, 2]);
  expect(await notes.withTag(1, 'work/alpha')).toEqual([2]);
});

test('shared notes are those that others could see', async () => {
  await insert(
    { id: 1 },
    { id: 2, visibility: 'PUBLIC' },
    { id: 3, visibility: 'PROTECTED', status: 'ARCHIVED' },
  );
  expect(await opened.store.read.notes.sharedBy(1)).toEqual([2, 3]);
});

test('a note with thousands of links and hundreds of tags is stored whole', async () => {
  const linked = Array.from({ length: 5000 }, (_, index) => index.toString(16).padStart(8, '0') + '.md');
  const tagged = Array.from({ length: 500 }, (_, index) => `tag${index}`);
  await insert({ id: 1, linked, tagged }, { id: 2, filename: linked[4999]! });
  expect((await find(1))?.relatedIds).toEqual([2]);
  expect(await opened.store.read.tags.usage(1)).toHaveLength(500);
});
