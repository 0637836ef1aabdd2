import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, fieldOf } from '../../test/support/outcomes.ts';
import {
  addNote,
  addUser,
  openTestServices,
  runJobs,
  type TestServices,
} from '../../test/support/services.ts';
import { ANONYMOUS, type Principal, type SignedIn } from '../domain/access.ts';
import type { NoteView, Status } from '../domain/note.ts';
import { MAX_SPACES } from '../domain/space/space.ts';
import { examine } from './doctor/index.ts';
import { createServices } from './index.ts';

let opened: TestServices;
let ada: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeEach(async () => {
  opened = await openTestServices();
  ada = await addUser(opened, 'ada', { email: 'ada@example.com' });
  ben = await addUser(opened, 'ben', { email: 'ben@example.com' });
  cleo = await addUser(opened, 'cleo', { email: 'cleo@example.com' });
});
afterEach(() => opened.close());

const space = async (owner: SignedIn, name = 'Kitchen', isPublic = false): Promise<string> =>
  (await opened.services.spaces.create(owner, { name, isPublic })).uid;

async function admit(uid: string, member: 'ben' | 'cleo', access: 'read' | 'edit' = 'read'): Promise<void> {
  await opened.services.spaceMembers.invite(ada, uid, { email: `${member}@example.com`, access });
  await opened.services.spaceMembers.accept(member === 'ben' ? ben : cleo, uid);
}

const add = (who: SignedIn, uid: string, note: { id: number }) =>
  opened.services.spaces.addNote(who, uid, { id: note.id });

/** What a reader finds in a space: the list, its total, and a search for a word. */
async function seen(who: Principal, uid: string, word = 'word') {
  const { items, total } = await opened.services.memories.list(who, { start: 0, count: 100, space: uid });
  const { id } = await opened.services.spaces.get(who, uid);
  const { hits } = await opened.services.search.find(who, {
    q: word,
    limit: 100,
    within: { spaceIds: [id] },
  });
  return {
    listed: items.map(({ note }) => note.content),
    total,
    found: hits.map(({ note }) => note.content).toSorted(),
  };
}

const revisionOf = async (uid: string) => (await opened.services.memories.scope(ada, uid)).revision;
const read = (who: Principal, note: { id: number }) =>
  codeOf(opened.services.notes.get(who, { id: note.id }));
const setStatus = (owner: SignedIn, note: NoteView, status: Status) =>
  opened.services.notes.update(owner, { id: note.id }, { status });

/** What is not as it should be when all that is left to be done later is done. */
async function findings(): Promise<string[]> {
  await runJobs(opened);
  const found = [];
  for await (const { what, where, problem } of examine(
    { store: opened.store, data: 'nowhere', blobs: undefined },
    { repair: false },
  )) {
    found.push(`${what}: ${where}: ${problem}`);
  }
  return found;
}

describe('a space', () => {
  test('is its owner’s, found by its name with anything after ---, and listed by name', async () => {
    const uid = await space(ada, '  My \n kitchen ');
    await space(ada, 'Attic');
    const found = await opened.services.spaces.get(ada, `${uid}---my-kitchen`);
    expect(found).toMatchObject({ name: 'My kitchen', isPublic: false, isFavorite: false });
    expect(found.permissions).toEqual({ accessType: 'owner', canRead: true, canEdit: true, isOwner: true });
    expect((await opened.services.spaces.list(ada)).map(({ name }) => name)).toEqual(['Attic', 'My kitchen']);
    expect(await opened.services.spaces.list(ben)).toEqual([]);
  });

  test.each([[''], ['   '], ['x'.repeat(101)], ['a\0b'], ['\ud800']])('refuses the name %j', async (name) => {
    expect(await fieldOf(opened.services.spaces.create(ada, { name }))).toBe('spaceName');
  });

  test('an account has so many at most', async () => {
    const { store } = opened;
    await store.transact(async (tx) => {
      for (let count = 0; count < MAX_SPACES; count++) {
        const plain = { ownerId: ada.userId, name: 'n', isPublic: false, createdAt: 0, updatedAt: 0 };
        await tx.spaces.insert({ ...plain, uid: `uid${count}` });
      }
    });
    expect(await fieldOf(opened.services.spaces.create(ada, { name: 'one more' }))).toBe('spaceName');
    expect(await codeOf(opened.services.spaces.create(ben, { name: 'another' }))).toBe('OK');
  });

  test('that is private is refused to others, and one that is not there is not found', async () => {
    const uid = await space(ada);
    for (const who of [ben, ANONYMOUS] as const) {
      expect(await codeOf(opened.services.spaces.get(who, uid))).toBe('UNAUTHENTICATED');
      expect(await codeOf(opened.services.memories.list(who, { start: 0, count: 10, space: uid }))).toBe(
        'UNAUTHENTICATED',
      );
      expect(await codeOf(opened.services.spaces.get(who, 'nowhere'))).toBe('NOT_FOUND');
    }
  });

  test('is changed and removed by its owner alone', async () => {
    const uid = await space(ada, 'Kitchen', true);
    await admit(uid, 'ben', 'edit');
    for (const who of [ben, cleo]) {
      expect(await codeOf(opened.services.spaces.update(who, uid, { name: 'Mine' }))).toBe(
        'PERMISSION_DENIED',
      );
      expect(await codeOf(opened.services.spaces.remove(who, uid))).toBe('PERMISSION_DENIED');
    }
    expect(await codeOf(opened.services.spaces.update(ada, uid, { name: '' }))).toBe('INVALID_ARGUMENT');
    const before = await revisionOf(uid);
    expect(await opened.services.spaces.update(ada, uid, { name: 'Cellar' })).toMatchObject({
      name: 'Cellar',
      isPublic: true,
    });
    expect(await revisionOf(uid)).toBeGreaterThan(before);
    expect(await codeOf(opened.services.spaces.update(ada, uid, { name: 'x' }, () => false))).toBe(
      'FAILED_PRECONDITION',
    );
    await opened.services.spaces.remove(ada, uid);
    expect(await codeOf(opened.services.spaces.get(ada, uid))).toBe('NOT_FOUND');
  });

  test('is removed once, however many ask at the same time', async () => {
    const uid = await space(ada);
    const all = Array.from({ length: 4 }, () => codeOf(opened.services.spaces.remove(ada, uid)));
    expect((await Promise.all(all)).toSorted()).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'OK']);
  });

  test('is a favourite of whoever may see it', async () => {
    const [open, closed] = [await space(ada, 'Open', true), await space(ada, 'Closed')];
    expect(await opened.services.spaces.setFavorite(ben, open, true)).toMatchObject({ isFavorite: true });
    expect(await codeOf(opened.services.spaces.setFavorite(ben, closed, true))).toBe('UNAUTHENTICATED');
    expect((await opened.services.spaces.list(ben)).map(({ name }) => name)).toEqual(['Open']);
    await opened.services.spaces.update(ada, open, { isPublic: false });
    expect(await opened.services.spaces.list(ben)).toEqual([]);
    await opened.services.spaces.setFavorite(ada, open, true);
    expect(await opened.services.spaces.setFavorite(ada, open, false)).toMatchObject({ isFavorite: false });
  });
});

describe('what a space holds', () => {
  test('is read by its members, newest first, and by nobody else', async () => {
    const uid = await space(ada);
    const notes = [
      await addNote(opened.services, ada, 'one word'),
      await addNote(opened.services, ada, 'two words word'),
    ];
    for (const note of notes) await add(ada, uid, note);
    expect(await read(ben, notes[0]!)).toBe('NOT_FOUND');
    await admit(uid, 'ben');
    const all = { listed: ['two words word', 'one word'], total: 2, found: ['one word', 'two words word'] };
    expect(await seen(ada, uid)).toEqual(all);
    expect(await seen(ben, uid)).toEqual(all);
    expect([
      await read(ben, notes[0]!),
      await read(cleo, notes[0]!),
      await read(ANONYMOUS, notes[0]!),
    ]).toEqual(['OK', 'NOT_FOUND', 'NOT_FOUND']);
    await opened.services.spaces.update(ada, uid, { isPublic: true });
    expect(await seen(ANONYMOUS, uid)).toEqual(all);
    expect(await read(ANONYMOUS, notes[0]!)).toBe('OK');
  });

  test('stays out of timelines, searches of all, tags and graphs of others', async () => {
    const uid = await space(ada, 'Open', true);
    await admit(uid, 'ben');
    await add(ada, uid, await addNote(opened.services, ada, 'a word #tagged'));
    const { services } = opened;
    const query = { orderBy: 'created', direction: 'desc', limit: 10, status: 'NORMAL', page: 1 } as const;
    expect((await services.notes.list(ben, query)).items).toEqual([]);
    expect((await services.search.find(ben, { q: 'word', limit: 10 })).hits).toEqual([]);
    expect((await services.search.find(ben, { q: 'word', limit: 10, within: 'own' })).hits).toEqual([]);
    expect(await services.tags.list(ben)).toEqual([]);
    expect((await services.notes.graph(ben)).nodes).toEqual([]);
  });

  test('a search within no space at all finds nothing', async () => {
    await addNote(opened.services, ada, 'a word', 'PUBLIC');
    const search = (q: string, tag?: string) =>
      opened.services.search.find(ada, { q, tag, limit: 10, within: { spaceIds: [] } });
    expect((await search('word')).hits).toEqual([]);
    expect((await search('', 'tag')).hits).toEqual([]);
  });

  test('is not for other hands: members read, they do not write', async () => {
    const uid = await space(ada);
    await admit(uid, 'ben', 'edit');
    const note = await addNote(opened.services, ada, 'a word');
    await add(ada, uid, note);
    expect(await codeOf(opened.services.notes.update(ben, { id: note.id }, { content: 'x' }))).toBe(
      'PERMISSION_DENIED',
    );
    expect(await codeOf(opened.services.notes.remove(ben, { id: note.id }))).toBe('PERMISSION_DENIED');
    expect(await codeOf(opened.services.notes.update(cleo, { id: note.id }, { content: 'x' }))).toBe(
      'NOT_FOUND',
    );
  });

  test('follows the notes: archived, trashed, restored and removed for good', async () => {
    const uid = await space(ada);
    await admit(uid, 'ben');
    const note = await addNote(opened.services, ada, 'a word');
    await add(ada, uid, note);
    const there = { listed: ['a word'], total: 1, found: ['a word'] };
    const gone = { listed: [], total: 0, found: [] };
    for (const status of ['ARCHIVED', 'TRASHED'] as const) {
      const before = await revisionOf(uid);
      await setStatus(ada, note, status);
      expect(await revisionOf(uid)).toBeGreaterThan(before);
      expect([await seen(ben, uid), await read(ben, note)]).toEqual([gone, 'NOT_FOUND']);
      await setStatus(ada, note, 'NORMAL');
      expect([await seen(ben, uid), await read(ben, note)]).toEqual([there, 'OK']);
    }
    await setStatus(ada, note, 'TRASHED');
    await opened.services.notes.remove(ada, { id: note.id }, { force: true });
    expect(await seen(ben, uid)).toEqual(gone);
    expect(await findings()).toEqual([]);
  });

  test('changes its revision with each edit, whoever makes it', async () => {
    const uid = await space(ada);
    await admit(uid, 'ben', 'edit');
    const note = await addNote(opened.services, ben, 'a word');
    await add(ben, uid, note);
    const before = await revisionOf(uid);
    await opened.services.notes.update(ben, { id: note.id }, { content: 'another word' });
    expect(await revisionOf(uid)).toBeGreaterThan(before);
    expect(await seen(ada, uid, 'another')).toMatchObject({ found: ['another word'] });
  });

  test('is added by its owner and editors, from their own notes', async () => {
    const uid = await space(ada);
    await admit(uid, 'ben', 'edit');
    await admit(uid, 'cleo', 'read');
    const [adas, bens, cleos] = [
      await addNote(opened.services, ada, 'ada’s', 'PUBLIC'),
      await addNote(opened.services, ben, 'ben’s'),
      await addNote(opened.services, cleo, 'cleo’s'),
    ];
    expect(await codeOf(add(ben, uid, bens))).toBe('OK');
    expect(await codeOf(add(ben, uid, bens))).toBe('ALREADY_EXISTS');
    expect(await codeOf(add(ben, uid, adas))).toBe('PERMISSION_DENIED');
    expect(await codeOf(add(ben, uid, cleos))).toBe('NOT_FOUND');
    expect(await codeOf(add(cleo, uid, cleos))).toBe('PERMISSION_DENIED');
    expect(await codeOf(add(ada, 'nowhere', adas))).toBe('NOT_FOUND');
    await setStatus(ada, adas, 'TRASHED');
    expect(await codeOf(add(ada, uid, adas))).toBe('NOT_FOUND');
    expect(await seen(ada, uid, 'ben')).toEqual({ listed: ['ben’s'], total: 1, found: ['ben’s'] });
  });

  test('is taken out by the owner of the space or of the note', async () => {
    const uid = await space(ada);
    await admit(uid, 'ben', 'edit');
    await admit(uid, 'cleo', 'edit');
    const notes = [
      await addNote(opened.services, ben, 'one word'),
      await addNote(opened.services, ben, 'two word'),
    ];
    for (const note of notes) await add(ben, uid, note);
    const remove = (who: SignedIn, { id }: { id: number }) =>
      codeOf(opened.services.spaces.removeNote(who, uid, { id }));
    expect(await remove(cleo, notes[0]!)).toBe('PERMISSION_DENIED');
    expect(await remove(ada, notes[0]!)).toBe('OK');
    expect(await remove(ada, notes[0]!)).toBe('NOT_FOUND');
    await opened.services.spaceMembers.remove(ada, uid, 'ben@example.com');
    expect(await remove(ben, notes[1]!)).toBe('OK');
    expect(await seen(ada, uid)).toEqual({ listed: [], total: 0, found: [] });
    expect(await read(ada, notes[0]!)).toBe('NOT_FOUND');
    expect(await findings()).toEqual([]);
  });

  test('that is archived counts only once it is back', async () => {
    const uid = await space(ada);
    const note = await addNote(opened.services, ada, 'a word');
    await setStatus(ada, note, 'ARCHIVED');
    await add(ada, uid, note);
    expect(await seen(ada, uid)).toEqual({ listed: [], total: 0, found: [] });
    await setStatus(ada, note, 'NORMAL');
    expect(await seen(ada, uid)).toEqual({ listed: ['a word'], total: 1, found: ['a word'] });
    await setStatus(ada, note, 'ARCHIVED');
    await opened.services.spaces.removeNote(ada, uid, { id: note.id });
    await setStatus(ada, note, 'NORMAL');
    expect(await seen(ada, uid)).toEqual({ listed: [], total: 0, found: [] });
  });

  test('stays with its owners when the space is removed', async () => {
    const uid = await space(ada, 'Open', true);
    await admit(uid, 'ben', 'edit');
    const [adas, bens] = [
      await addNote(opened.services, ada, 'one'),
      await addNote(opened.services, ben, 'two'),
    ];
    await add(ada, uid, adas);
    await add(ben, uid, bens);
    await opened.services.spaces.remove(ada, uid);
    expect([await read(ada, adas), await read(ben, bens)]).toEqual(['OK', 'OK']);
    expect([await read(ben, adas), await read(ada, bens), await read(ANONYMOUS, adas)]).toEqual(
      Array(3).fill('NOT_FOUND'),
    );
    expect(await findings()).toEqual([]);
  });

  test('is left to the index for later when a large space is removed', async () => {
    const [uid, other] = [await space(ada, 'Large'), await space(ada, 'Other')];
    const contents = Array.from({ length: 120 }, (_, index) => `word ${index}`);
    await opened.services.memories.addAll(ada, contents, [uid]);
    const [note] = (await opened.services.memories.list(ada, { start: 0, count: 1 })).items;
    await add(ada, other, note!.note);
    await opened.services.spaces.remove(ada, uid);
    expect(await opened.store.read.jobs.counts()).toMatchObject({ ready: 3 });
    expect(await seen(ada, other)).toMatchObject({ total: 1, found: [note!.note.content] });
    expect(
      (await opened.services.search.find(ada, { q: 'word', limit: 100, within: 'own' })).hits,
    ).toHaveLength(100);
    expect(await findings()).toEqual([]);
  });

  test('and its links are shown only as far as the reader may see where they lead', async () => {
    const uid = await space(ada);
    await admit(uid, 'ben');
    const [held, hidden] = [
      await addNote(opened.services, ada, 'held'),
      await addNote(opened.services, ada, 'hidden'),
    ];
    const links = `links\n\n[a](${held.filename}) [b](${hidden.filename})`;
    const note = await addNote(opened.services, ada, links);
    await add(ada, uid, held);
    await add(ada, uid, note);
    const related = async (who: SignedIn) =>
      (await opened.services.notes.get(who, { id: note.id })).relatedIds.toSorted();
    expect(await related(ada)).toEqual([held.id, hidden.id]);
    expect(await related(ben)).toEqual([held.id]);
  });
});

describe('many at once', () => {
  test('one note added by many requests is held once, and counted once', async () => {
    const uid = await space(ada);
    const note = await addNote(opened.services, ada, 'a word');
    const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(add(ada, uid, note))));
    expect(codes.toSorted()).toEqual([...Array(7).fill('ALREADY_EXISTS'), 'OK']);
    expect(await seen(ada, uid)).toMatchObject({ total: 1, listed: ['a word'] });
  });

  test('one note taken out by many requests is gone once', async () => {
    const uid = await space(ada);
    const notes = [
      await addNote(opened.services, ada, 'a word'),
      await addNote(opened.services, ada, 'b word'),
    ];
    for (const note of notes) await add(ada, uid, note);
    const remove = () => codeOf(opened.services.spaces.removeNote(ada, uid, { id: notes[0]!.id }));
    const codes = await Promise.all(Array.from({ length: 8 }, remove));
    expect(codes.toSorted()).toEqual([...Array(7).fill('NOT_FOUND'), 'OK']);
    expect(await seen(ada, uid)).toMatchObject({ total: 1, listed: ['b word'] });
  });

  test('taking notes out while they are edited, archived and trashed leaves counts and index exact', async () => {
    const uid = await space(ada);
    await admit(uid, 'ben', 'edit');
    const notes = [];
    for (let count = 0; count < 12; count++) notes.push(await addNote(opened.services, ben, `word ${count}`));
    for (const note of notes) await add(ben, uid, note);
    await Promise.all(
      notes.flatMap((note, index) => [
        opened.services.spaces.removeNote(ada, uid, { id: note.id }),
        opened.services.notes.update(ben, { id: note.id }, { content: `changed ${index}` }),
        setStatus(ben, note, index % 2 === 0 ? 'ARCHIVED' : 'TRASHED'),
      ]),
    );
    expect(await seen(ada, uid)).toEqual({ listed: [], total: 0, found: [] });
    expect(await findings()).toEqual([]);
  });

  test('adding to a space while it is removed is refused, or undone with it', async () => {
    for (let round = 0; round < 3; round++) {
      const uid = await space(ada);
      await admit(uid, 'ben', 'edit');
      const notes = [];
      for (let count = 0; count < 8; count++)
        notes.push(await addNote(opened.services, ben, `word ${count}`));
      const [removed, ...codes] = await Promise.all([
        codeOf(opened.services.spaces.remove(ada, uid)),
        ...notes.map((note) => codeOf(add(ben, uid, note))),
      ]);
      expect(removed).toBe('OK');
      expect(codes.filter((code) => code !== 'OK' && code !== 'NOT_FOUND')).toEqual([]);
    }
    expect(await findings()).toEqual([]);
  });

  test('removing a space while its notes are edited leaves the index as the notes are', async () => {
    const uid = await space(ada);
    await admit(uid, 'ben', 'edit');
    const notes = [];
    for (let count = 0; count < 20; count++) notes.push(await addNote(opened.services, ben, `word ${count}`));
    for (const note of notes) await add(ben, uid, note);
    await Promise.all([
      opened.services.spaces.remove(ada, uid),
      ...notes.map((note, index) =>
        opened.services.notes.update(ben, { id: note.id }, { content: `changed ${index}` }),
      ),
    ]);
    expect(await findings()).toEqual([]);
  });

  test('nobody waits for who waits for them when the same spaces are named in another order', async () => {
    const [one, two] = [await space(ada, 'One'), await space(ada, 'Two')];
    for (const uid of [one, two]) await admit(uid, 'ben', 'edit');
    // PostgreSQL breaks a circle of waiting after a second, and the change is run again.
    let runs = 0;
    const { memories } = await createServices({
      store: {
        ...opened.store,
        transact: (work) =>
          opened.store.transact((tx) => {
            runs++;
            return work(tx);
          }),
      },
      limits: { maxContentBytes: 1000 },
      guessing: { perAccount: 1, perAddress: 1 },
      allowSignUp: undefined,
      clock: opened.clock,
    });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const [who, spaces] = index % 2 === 0 ? [ada, [one, two]] : [ben, [two, one]];
        return memories.add(who, { content: `word ${index}`, spaces });
      }),
    );
    expect(runs).toBe(20);
    for (const uid of [one, two]) expect(await seen(ada, uid)).toMatchObject({ total: 20 });
  });
});

describe('an account that is closed', () => {
  test('leaves all spaces, takes its notes out of them, and keeps its own to itself', async () => {
    const host = await addUser(opened, 'hilda', { role: 'HOST' });
    const [adas, bens] = [await space(ada), await space(ben, 'Ben’s', true)];
    await admit(adas, 'ben', 'edit');
    const [bensNote, adasNote] = [
      await addNote(opened.services, ben, 'ben’s word'),
      await addNote(opened.services, ada, 'ada’s word'),
    ];
    await add(ben, adas, bensNote);
    await add(ada, adas, adasNote);
    await opened.services.spaceMembers.invite(ben, bens, { email: 'cleo@example.com', access: 'edit' });
    await opened.services.spaceMembers.accept(cleo, bens);
    const cleosNote = await addNote(opened.services, cleo, 'cleo’s word');
    await add(cleo, bens, cleosNote);
    await opened.services.users.remove(host, { id: ben.userId });
    expect(await seen(ada, adas)).toEqual({ listed: ['ada’s word'], total: 1, found: ['ada’s word'] });
    expect(await codeOf(opened.services.spaces.get(cleo, bens))).toBe('UNAUTHENTICATED');
    expect(await codeOf(opened.services.spaces.get(ANONYMOUS, bens))).toBe('UNAUTHENTICATED');
    expect((await opened.services.spaceMembers.list(ada, adas)).length).toBe(0);
    expect([
      await read(ada, bensNote),
      await read(ANONYMOUS, cleosNote),
      await read(cleo, cleosNote),
    ]).toEqual(['NOT_FOUND', 'NOT_FOUND', 'OK']);
    expect(await findings()).toEqual([]);
  });

  test('shows none of its notes at once, also where searches still have their words, which follow in steps', async () => {
    const host = await addUser(opened, 'hilda', { role: 'HOST' });
    const [kitchen, attic] = [await space(ada), await space(ada, 'Attic', true)];
    await admit(kitchen, 'ben', 'edit');
    await admit(attic, 'ben', 'edit');
    await add(ada, kitchen, await addNote(opened.services, ada, 'ada’s word'));
    for (let n = 0; n < 120; n++) {
      const note = await addNote(opened.services, ben, `ben’s word ${n}`, n % 2 ? 'PUBLIC' : 'PRIVATE');
      await add(ben, kitchen, note);
      if (n % 10 === 0) await add(ben, attic, note);
      if (n === 0) await setStatus(ben, note, 'ARCHIVED');
    }
    await runJobs(opened);
    expect((await seen(ada, kitchen)).total).toBe(120);
    const before = [await revisionOf(kitchen), await revisionOf(attic)];
    await opened.services.users.remove(host, { id: ben.userId });
    const left = { listed: ['ada’s word'], total: 1, found: ['ada’s word'] };
    const nothing = { listed: [], total: 0, found: [] };
    expect([await seen(ada, kitchen), await seen(ANONYMOUS, attic)]).toEqual([left, nothing]);
    const waiting = await opened.store.read.jobs.unfinished(100);
    expect(waiting.filter(({ kind }) => kind === 'reindex')).toHaveLength(3);
    const after = [await revisionOf(kitchen), await revisionOf(attic)];
    expect(after.map((revision, index) => revision > before[index]!)).toEqual([true, true]);
    expect(await findings()).toEqual([]);
    expect([await seen(ada, kitchen), await seen(ANONYMOUS, attic)]).toEqual([left, nothing]);
  });
});
