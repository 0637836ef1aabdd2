import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, codesOf } from '../../test/support/outcomes.ts';
import { EPOCH, noteRecord, signedIn } from '../../test/support/records.ts';
import {
  addNote,
  addUser,
  NEWEST_FIRST,
  openTestServices,
  type TestServices,
} from '../../test/support/services.ts';
import { ANONYMOUS, type SignedIn } from '../domain/access.ts';
import { MAX_TAGS, positionOf, type NoteView } from '../domain/note.ts';
import { LAST_TIME } from '../domain/time.ts';
import type { Services } from './index.ts';

let opened: TestServices;
let services: Services;
let ada: SignedIn;
let ben: SignedIn;
beforeEach(async () => {
  opened = await openTestServices({ limits: { maxContentBytes: 10_000 } });
  services = opened.services;
  ada = await addUser(opened, 'ada');
  ben = await addUser(opened, 'ben');
});
afterEach(() => opened.close());

const revisions = (who = ada) => services.notes.revisions(who);
const contents = async (who: SignedIn, given = {}) =>
  (await services.notes.list(who, { ...NEWEST_FIRST, ...given })).items.map((note) => note.content);

describe('a new note', () => {
  test('is private, made now and named by its second, with what its content says', async () => {
    const note = await addNote(services, ada, '# Plan\n\nBuy #Milk today');
    expect(note).toMatchObject({
      ownerId: ada.userId,
      filename: `${(EPOCH / 1000).toString(16)}.md`,
      visibility: 'PRIVATE',
      status: 'NORMAL',
      pinned: false,
      createdAt: EPOCH,
      updatedAt: EPOCH,
      displayAt: EPOCH,
      title: 'Plan',
      tags: ['Milk'],
      relatedIds: [],
    });
    expect(await services.notes.get(ada, { id: note.id })).toEqual(note);
    expect(await services.notes.get(ada, { uid: note.uid })).toEqual(note);
  });

  test("takes its author's default visibility unless it names one", async () => {
    const cleo = await addUser(opened, 'cleo', { defaultVisibility: 'PROTECTED' });
    expect((await addNote(services, cleo, 'a')).visibility).toBe('PROTECTED');
    expect((await addNote(services, cleo, 'a', 'PUBLIC')).visibility).toBe('PUBLIC');
  });

  test('may be older than it is, up to the ends of time', async () => {
    const first = await addNote(services, ada, 'a', { createdAt: 0, displayAt: 5 });
    const last = await addNote(services, ada, 'a', { createdAt: LAST_TIME });
    expect(first).toMatchObject({ filename: '00000000.md', createdAt: 0, displayAt: 5, updatedAt: EPOCH });
    expect(last.filename).toBe('ffffffff.md');
  });

  test('links to the notes that are there, also to itself once it is named', async () => {
    const target = await addNote(services, ada, 'Target', { createdAt: 0x64214a1d * 1000 });
    const note = await addNote(services, ada, 'Title\n\nsee [it](64214a1d.md) and [none](00000001.md)');
    expect(note.relatedIds).toEqual([target.id]);
    expect((await services.notes.graph(ada)).links).toEqual([[note.id, target.id]]);
  });

  test.each<[string, string, string]>([
    ['blank', ' \n\t', 'INVALID_ARGUMENT'],
    ['one byte too long', 'ä'.repeat(5000) + 'a', 'PAYLOAD_TOO_LARGE'],
    ['with NUL', 'a\0b', 'INVALID_ARGUMENT'],
    ['with half a character', 'a\ud83c', 'INVALID_ARGUMENT'],
    [
      'with too many tags',
      Array.from({ length: MAX_TAGS + 1 }, (_, n) => `#t${n}`).join(' '),
      'INVALID_ARGUMENT',
    ],
    [
      'with too many levels of tags',
      Array.from({ length: 30 }, (_, n) => `#${n}${'/a'.repeat(30)}`).join(' '),
      'INVALID_ARGUMENT',
    ],
  ])('that is %s is refused and changes nothing', async (_why, content, code) => {
    const before = await revisions();
    expect(await codeOf(addNote(services, ada, content))).toBe(code);
    expect(await revisions()).toEqual(before);
    const note = await addNote(services, ada, 'a');
    expect(await codeOf(services.notes.update(ada, { id: note.id }, { content }))).toBe(code);
    expect((await services.notes.get(ada, { id: note.id })).content).toBe('a');
  });

  test('may be as long as allowed, to the byte', async () => {
    expect((await addNote(services, ada, 'ä'.repeat(5000))).content).toHaveLength(5000);
  });
});

test('forty notes at once get forty names and forty places', async () => {
  const notes = await Promise.all(Array.from({ length: 40 }, (_, n) => addNote(services, ada, `note ${n}`)));
  for (const key of ['filename', 'uid', 'position', 'revision'] as const) {
    expect(new Set(notes.map((note) => note[key])).size, key).toBe(40);
  }
  expect(await contents(ada)).toHaveLength(40);
});

test('a note whose place in time is taken gets the next one', async () => {
  const taken = noteRecord({ id: 4096, ownerId: ben.userId, position: positionOf(EPOCH, 1) });
  await opened.store.transact((tx) => tx.notes.insert(taken));
  const note = await addNote(services, ada, 'a', { createdAt: EPOCH });
  expect(note.id % 2048).toBe(1);
  expect(note.position).toBe(positionOf(EPOCH, 2));
});

describe('an update', () => {
  let note: NoteView;
  beforeEach(async () => {
    note = await addNote(services, ada, 'Old #one');
    opened.clock.advance(5000);
  });

  test('changes what it names, and the time and revision', async () => {
    const after = await services.notes.update(ada, { uid: note.uid }, { content: 'New #two', pinned: true });
    expect(after).toMatchObject({ content: 'New #two', title: 'New #two', tags: ['two'], pinned: true });
    expect(after).toMatchObject({
      id: note.id,
      filename: note.filename,
      createdAt: EPOCH,
      updatedAt: EPOCH + 5000,
    });
    expect(after.revision).toBeGreaterThan(note.revision);
    expect(await services.notes.get(ada, { id: note.id })).toEqual(after);
  });

  test('that changes nothing leaves the note and all revisions as they are', async () => {
    const before = await revisions();
    const same = { content: note.content, pinned: false, visibility: 'PRIVATE', status: 'NORMAL' } as const;
    expect(await services.notes.update(ada, { id: note.id }, same)).toEqual(note);
    expect(await services.notes.update(ada, { id: note.id }, {})).toEqual(note);
    expect(await revisions()).toEqual(before);
  });

  test('of two with the same precondition, one gets through and the other is told', async () => {
    const isSeen = (current: NoteView) => current.revision === note.revision;
    const codes = await codesOf([
      services.notes.update(ada, { id: note.id }, { content: 'mine' }, isSeen),
      services.notes.update(ada, { id: note.id }, { content: 'yours' }, isSeen),
    ]);
    expect(codes).toEqual(['FAILED_PRECONDITION', 'OK']);
  });

  test.each([
    ['another user, of a private note', 'PRIVATE', () => ben, 'NOT_FOUND'],
    ['another user, of a public note', 'PUBLIC', () => ben, 'PERMISSION_DENIED'],
    ['anonymous', 'PUBLIC', () => ANONYMOUS, 'UNAUTHENTICATED'],
    ['a token that may only read', 'PRIVATE', () => signedIn(1, { scope: 'read' }), 'PERMISSION_DENIED'],
  ] as const)('by %s is refused, as is removing', async (_who, visibility, who, code) => {
    const target = await addNote(services, ada, 'mine', visibility);
    const before = await services.notes.get(ada, { id: target.id });
    expect(await codeOf(services.notes.update(who(), { id: target.id }, { content: 'x' }))).toBe(code);
    expect(await codeOf(services.notes.remove(who(), { id: target.id }, { force: true }))).toBe(code);
    expect(await services.notes.get(ada, { id: target.id })).toEqual(before);
  });
});

test('what may not be known is not found, like what is not there', async () => {
  const hidden = await addNote(services, ada, 'hidden');
  const archived = await addNote(services, ada, 'archived', 'PUBLIC');
  await services.notes.update(ada, { id: archived.id }, { status: 'ARCHIVED' });
  for (const id of [hidden.id, archived.id, 99_999]) {
    for (const who of [ben, ANONYMOUS]) {
      expect(await codeOf(services.notes.get(who, { id }))).toBe('NOT_FOUND');
    }
  }
});

test('lists show own notes and what others share, and no more', async () => {
  await addNote(services, ada, 'ada private');
  await addNote(services, ada, 'ada protected', 'PROTECTED');
  await addNote(services, ben, 'ben private');
  await addNote(services, ben, 'ben public', 'PUBLIC');
  expect(await contents(ada)).toEqual(['ben public', 'ada protected', 'ada private']);
  expect(await contents(ada, { ownerId: ben.userId })).toEqual(['ben public']);
  expect(await contents(ben, { visibility: 'PRIVATE' })).toEqual(['ben private']);
  const { items } = await services.notes.list(ANONYMOUS, NEWEST_FIRST);
  expect(items.map((note) => note.content)).toEqual(['ben public']);
});

test('a change of what is shared moves the revisions of everybody, a private one only those of its owner', async () => {
  const [before, othersBefore] = [await revisions(), await revisions(ben)];
  const note = await addNote(services, ada, 'private');
  expect(await revisions()).not.toEqual(before);
  expect(await revisions(ben)).toEqual(othersBefore);
  await services.notes.update(ada, { id: note.id }, { visibility: 'PUBLIC' });
  const shared = await revisions(ben);
  expect(shared).not.toEqual(othersBefore);
  await services.notes.update(ada, { id: note.id }, { visibility: 'PRIVATE' });
  expect(await revisions(ben)).not.toEqual(shared);
});

test('pages follow their tokens to an end, and tokens of another list are refused', async () => {
  for (let n = 1; n <= 7; n++) await addNote(services, ada, `note ${n}`);
  const query = { ...NEWEST_FIRST, limit: 3 };
  const first = await services.notes.list(ada, query);
  const second = await services.notes.list(ada, { ...query, pageToken: first.nextPageToken });
  const third = await services.notes.list(ada, { ...query, pageToken: second.nextPageToken });
  expect([first, second, third].map((page) => page.items.length)).toEqual([3, 3, 1]);
  expect(third.nextPageToken).toBe('');
  expect((await services.notes.list(ada, { ...query, page: 3 })).items).toEqual(third.items);
  const other = services.notes.list(ada, { ...query, orderBy: 'updated', pageToken: first.nextPageToken });
  expect(await codeOf(other)).toBe('INVALID_ARGUMENT');
  expect(await codeOf(services.notes.list(ada, { ...query, from: 5, to: 4 }))).toBe('INVALID_ARGUMENT');
});
