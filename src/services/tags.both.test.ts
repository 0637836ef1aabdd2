import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../test/support/outcomes.ts';
import {
  addNote,
  addUser,
  NEWEST_FIRST,
  openTestServices,
  type TestServices,
} from '../../test/support/services.ts';
import type { SignedIn } from '../domain/access.ts';
import { ANONYMOUS } from '../domain/access.ts';
import { signedIn } from '../../test/support/records.ts';

let opened: TestServices;
let ada: SignedIn;
let ben: SignedIn;
beforeEach(async () => {
  opened = await openTestServices();
  ada = await addUser(opened, 'ada');
  ben = await addUser(opened, 'ben');
});
afterEach(() => opened.close());

const write = (...contents: string[]) =>
  Promise.all(contents.map((content) => addNote(opened.services, ada, content)));
const contents = async (who = ada) =>
  (await opened.services.notes.list(who, { ...NEWEST_FIRST, limit: 500 })).items
    .map((note) => note.content)
    .toSorted();
const names = async (who = ada) => (await opened.services.tags.list(who)).map((tag) => tag.name).toSorted();

test('a renamed tag takes the tags below it along, in every note, and no others', async () => {
  await write('a #work', 'b #Work/alpha and #work', 'c #workshop', 'd `#work` #home');
  expect(await opened.services.tags.rename(ada, 'work', 'job')).toBe(2);
  expect(await contents()).toEqual(['a #job', 'b #job/alpha and #job', 'c #workshop', 'd `#work` #home']);
  expect(await names()).toEqual(['home', 'job', 'job/alpha', 'workshop']);
});

test('a renamed note is found by its new tag, keeps its history and gets a new revision', async () => {
  const [note] = await write('a #work');
  await opened.services.tags.rename(ada, 'work', 'job');
  const found = await opened.services.search.find(ada, { q: '', tag: 'job', limit: 5 });
  expect(found.hits.map((hit) => hit.note.id)).toEqual([note!.id]);
  expect((await opened.services.search.find(ada, { q: '#work', limit: 5 })).hits).toEqual([]);
  const [version] = await opened.store.read.notes.versions(note!.id);
  expect(version?.content).toBe('a #work');
  expect((await opened.services.notes.get(ada, { id: note!.id })).revision).toBeGreaterThan(note!.revision);
});

test('many notes are renamed together, and the notes of others are left alone', async () => {
  await write(...Array.from({ length: 120 }, (_, n) => `note ${n} #old`));
  await addNote(opened.services, ben, 'mine #old');
  expect(await opened.services.tags.rename(ada, 'old', 'new/er')).toBe(120);
  expect((await opened.services.tags.list(ada)).map(({ name, count }) => [name, count])).toEqual([
    ['new/er', 120],
  ]);
  expect(await contents(ben)).toEqual(['mine #old']);
});

test('when one of many notes cannot be rewritten, none is', async () => {
  await write('a #old', 'b #old');
  const crowded = Array.from({ length: 499 }, (_, n) => `#t${n}`).join(' ');
  await write(`${crowded} #old`);
  const before = await contents();
  expect(await codeOf(opened.services.tags.rename(ada, 'old', 'one/two/three'))).toBe('INVALID_ARGUMENT');
  expect(await contents()).toEqual(before);
});

test('a rename while its notes are edited loses neither', async () => {
  const notes = await write(...Array.from({ length: 30 }, (_, n) => `note ${n} #old`));
  await Promise.all([
    opened.services.tags.rename(ada, 'old', 'new'),
    ...notes.map((note) => opened.services.notes.update(ada, { id: note.id }, { pinned: true })),
  ]);
  const { items } = await opened.services.notes.list(ada, NEWEST_FIRST);
  expect(items.every((note) => note.pinned && note.content.endsWith('#new'))).toBe(true);
});

test('archived and trashed notes are renamed too', async () => {
  const [archived, trashed] = await write('a #old', 'b #old');
  await opened.services.notes.update(ada, { id: archived!.id }, { status: 'ARCHIVED' });
  await opened.services.notes.remove(ada, { id: trashed!.id });
  expect(await opened.services.tags.rename(ada, 'old', 'new')).toBe(2);
  expect((await opened.services.notes.get(ada, { id: trashed!.id })).content).toBe('b #new');
});

test('a tag may change its case, and be renamed to what it is called', async () => {
  await write('a #work');
  expect(await opened.services.tags.rename(ada, 'WORK', 'Work')).toBe(1);
  expect(await contents()).toEqual(['a #Work']);
  expect(await opened.services.tags.rename(ada, 'work', 'Work')).toBe(0);
});

test('a removed tag is taken out of every note, and those below it stay', async () => {
  await write('a #work here', 'b #work/alpha');
  expect(await opened.services.tags.remove(ada, 'work')).toBe(1);
  expect(await names()).toEqual(['work/alpha']);
  expect(await contents()).toContainEqual('b #work/alpha');
});

test('what no note carries is not found, nor is what only others carry', async () => {
  await addNote(opened.services, ben, 'a #secret', 'PUBLIC');
  await write('b #work/alpha');
  const { tags } = opened.services;
  expect(await codeOf(tags.rename(ada, 'nowhere', 'x'))).toBe('NOT_FOUND');
  expect(await codeOf(tags.rename(ada, 'secret', 'x'))).toBe('NOT_FOUND');
  expect(await codeOf(tags.remove(ada, 'secret'))).toBe('NOT_FOUND');
  expect(await codeOf(tags.remove(ada, 'work'))).toBe('NOT_FOUND');
  expect(await codeOf(tags.rename(ada, 'nul\0', 'x'))).toBe('NOT_FOUND');
});

test.each(['', '#a', 'a b', 'a//b', '/a', 'a/', 'x'.repeat(101)])('%j is no name for a tag', async (name) => {
  await write('a #work');
  expect(await codeOf(opened.services.tags.rename(ada, 'work', name))).toBe('INVALID_ARGUMENT');
});

test('a precondition sees the present tags', async () => {
  await write('a #work');
  const { tags } = opened.services;
  expect(await codeOf(tags.rename(ada, 'work', 'job', (current) => current.length === 2))).toBe(
    'FAILED_PRECONDITION',
  );
  expect(await codeOf(tags.remove(ada, 'work', (current) => current[0]?.name === 'work'))).toBe('OK');
});

test('tags need a signed-in user, and writing them the scope', async () => {
  const { tags } = opened.services;
  const reader = signedIn(ada.userId, { scope: 'read' });
  expect(await codeOf(tags.list(ANONYMOUS))).toBe('UNAUTHENTICATED');
  expect(await codeOf(tags.list(reader))).toBe('OK');
  expect(await codeOf(tags.rename(reader, 'a', 'b'))).toBe('PERMISSION_DENIED');
  expect(await codeOf(tags.remove(reader, 'a'))).toBe('PERMISSION_DENIED');
});

test('statistics name the tags that stand together, the most frequent first', async () => {
  await write('#a #b', '#a #b', '#a #c', '#d');
  const { tags: statistics, memos } = await opened.services.tags.statistics(ada);
  expect(memos).toBe(4);
  expect(statistics.map(({ name, count }) => [name, count])).toEqual([
    ['a', 3],
    ['b', 2],
    ['c', 1],
    ['d', 1],
  ]);
  expect(statistics[0]?.related).toEqual([
    { name: 'b', count: 2 },
    { name: 'c', count: 1 },
  ]);
  expect(statistics[3]?.related).toEqual([]);
});
