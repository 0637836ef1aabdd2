import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf } from '../../test/support/outcomes.ts';
import { EPOCH } from '../../test/support/records.ts';
import { addNote, addUser, openTestServices, type TestServices } from '../../test/support/services.ts';
import { ANONYMOUS, type Principal, type SignedIn } from '../domain/access.ts';
import { DAY } from '../domain/time.ts';

let opened: TestServices;
let ada: SignedIn;
let ben: SignedIn;
beforeAll(async () => {
  opened = await openTestServices();
  ada = await addUser(opened, 'ada');
  ben = await addUser(opened, 'ben');
  const add = (who: SignedIn, content: string, given = {}) => addNote(opened.services, who, content, given);
  for (let n = 1; n <= 40; n++)
    await add(ada, `apple ${'pear '.repeat(n % 7)}${n}`, { createdAt: EPOCH - n * DAY });
  await add(ada, 'shared plum', { visibility: 'PROTECTED' });
  await add(ada, 'public plum', { visibility: 'PUBLIC' });
  await add(ada, 'private plum');
  await add(ben, 'plum of ben');
  const archived = await add(ada, 'archived plum', { visibility: 'PUBLIC' });
  await opened.services.notes.update(ada, { id: archived.id }, { status: 'ARCHIVED' });
});
afterAll(() => opened.close());

const find = (who: Principal, q: string, given = {}) =>
  opened.services.search.find(who, { q, limit: 50, ...given });
const found = async (who: Principal, q: string) =>
  (await find(who, q)).hits.map((hit) => hit.note.content).toSorted();

test('readers find what they may read, and nothing archived', async () => {
  expect(await found(ada, 'plum')).toEqual(['private plum', 'public plum', 'shared plum']);
  expect(await found(ben, 'plum')).toEqual(['plum of ben', 'public plum', 'shared plum']);
  expect(await found(ANONYMOUS, 'plum')).toEqual(['public plum']);
});

test('what turns private, or into the trash, is found no more, and again when it comes back', async () => {
  const note = await addNote(opened.services, ada, 'quince', 'PUBLIC');
  const change = (patch: object) => opened.services.notes.update(ada, { id: note.id }, patch);
  expect(await found(ben, 'quince')).toEqual(['quince']);
  await change({ visibility: 'PRIVATE' });
  expect(await found(ben, 'quince')).toEqual([]);
  await change({ status: 'TRASHED' });
  expect(await found(ada, 'quince')).toEqual([]);
  await change({ status: 'NORMAL', content: 'medlar' });
  expect(await found(ada, 'quince')).toEqual([]);
  expect(await found(ada, 'medlar')).toEqual(['medlar']);
});

test('pages of ranked hits show each once while time passes and others write', async () => {
  const ids: number[] = [];
  for (let pageToken: string | undefined; pageToken !== '';) {
    const page = await find(ada, 'apple', { limit: 7, pageToken });
    ids.push(...page.hits.map((hit) => hit.note.id));
    pageToken = page.nextPageToken;
    opened.clock.advance(30 * DAY);
    await addNote(opened.services, ada, 'apple apple apple');
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(40);
});

test('a page token belongs to its query', async () => {
  const { nextPageToken } = await find(ada, 'apple', { limit: 1 });
  expect(nextPageToken).not.toBe('');
  expect(await codeOf(find(ada, 'pear', { pageToken: nextPageToken }))).toBe('INVALID_ARGUMENT');
  expect(await codeOf(find(ada, 'apple', { pageToken: 'garbage' }))).toBe('INVALID_ARGUMENT');
});

test('scores lie between 0 and 1, best first, and a hit in the title weighs more', async () => {
  await addNote(opened.services, ada, 'about\n\nfig in the text', { createdAt: EPOCH });
  await addNote(opened.services, ada, 'fig in the title\n\nabout', { createdAt: EPOCH });
  const { hits } = await find(ada, 'fig');
  expect(hits.map((hit) => hit.note.title)).toEqual(['fig in the title', 'about']);
  expect(hits.every(({ score }) => score > 0 && score <= 1)).toBe(true);
  expect(hits[0]!.snippet).toContain('<mark>fig</mark>');
});

test('a tag beside an empty query lists, beside words it filters', async () => {
  await addNote(opened.services, ada, 'olive #Tree/old');
  await addNote(opened.services, ada, 'elm #tree');
  expect((await find(ada, '', { tag: 'tree' })).hits.map((hit) => hit.note.content)).toEqual([
    'elm #tree',
    'olive #Tree/old',
  ]);
  expect((await find(ada, 'olive', { tag: 'TREE' })).hits).toHaveLength(1);
  expect(await codeOf(find(ada, ''))).toBe('INVALID_ARGUMENT');
});
