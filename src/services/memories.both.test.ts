import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, fieldOf } from '../../test/support/outcomes.ts';
import { addNote, addUser, openTestServices, type TestServices } from '../../test/support/services.ts';
import type { SignedIn } from '../domain/access.ts';
import { DuplicateError } from '../domain/capture/duplicate.ts';
import { DomainError } from '../domain/errors.ts';
import { MAX_TAGS, type NoteView } from '../domain/note.ts';
import { examine } from './doctor/index.ts';
import type { Memories } from './memories.ts';
import type { NewMemory } from './memory-source.ts';
import type { MemoryView } from './memory-view.ts';

let opened: TestServices;
let memories: Memories;
let ada: SignedIn;
let ben: SignedIn;
beforeEach(async () => {
  opened = await openTestServices({ limits: { maxContentBytes: 20_000 } });
  memories = opened.services.memories;
  ada = await addUser(opened, 'ada');
  ben = await addUser(opened, 'ben');
});
afterEach(() => opened.close());

const add = (content: string, given: Omit<NewMemory, 'content'> = {}, who = ada) =>
  memories.add(who, { content, ...given });
const space = async (owner = ada) => (await opened.services.spaces.create(owner, { name: 'Kitchen' })).uid;
const list = async (given = {}, who = ada) => {
  const { items, total, nextPageToken } = await memories.list(who, { start: 0, count: 10, ...given });
  return { contents: items.map(({ note }) => note.content), total, nextPageToken };
};
const duplicateOf = async (call: Promise<MemoryView>) => {
  const error = await call.catch((reason: unknown) => reason);
  return error instanceof DuplicateError ? error.uid : null;
};
const jobs = async () => (await opened.store.read.jobs.counts()).ready;

async function findings(): Promise<string[]> {
  const found = [];
  const patient = { store: opened.store, data: 'nowhere', blobs: undefined };
  for await (const { what, where, problem } of examine(patient, { repair: false })) {
    found.push(`${what}: ${where}: ${problem}`);
  }
  return found;
}

describe('what is added', () => {
  test('is a note, or a page that waits to be fetched', async () => {
    expect(await add('Milk and #honey')).toMatchObject({
      note: { kind: 'note', tags: ['honey'] },
      page: null,
    });
    const page = await add(' https://Example.com/a?utm_source=x ');
    expect(page).toMatchObject({
      note: { kind: 'page', content: '<https://example.com/a?utm_source=x>', visibility: 'PRIVATE' },
      page: { status: 'queued', url: 'https://example.com/a?utm_source=x', urlKey: 'https://example.com/a' },
    });
    expect((await add('https://x.com/ada/status/12')).note.kind).toBe('tweet');
    expect((await add('https://example.com/a.pdf')).note.kind).toBe('document');
    expect(await jobs()).toBe(3);
  });

  test('with what was fetched already is not fetched again', async () => {
    const { note, page } = await add('https://example.com/a', {
      prefetched: {
        title: 'A # title',
        type: 'page',
        description: 'About it',
        ogImage: 'https://example.com/a.png',
        contentToSave: 'The text.',
      },
    });
    expect(note).toMatchObject({ title: 'A # title', kind: 'page' });
    expect(note.content).toBe('# A # title\n\n<https://example.com/a>\n\nThe text.');
    expect(page).toMatchObject({
      status: 'done',
      description: 'About it',
      imageUrl: 'https://example.com/a.png',
      capturedAt: opened.clock(),
    });
    expect(await jobs()).toBe(0);
  });

  test.each<[string, string, NewMemory]>([
    ['blank content', 'content', { content: ' \n ' }],
    ['NUL', 'content', { content: 'a\0b' }],
    ['half a character', 'content', { content: 'a\ud800' }],
    [
      'too many tags',
      'content',
      { content: Array.from({ length: MAX_TAGS + 1 }, (_, i) => `#t${i}`).join(' ') },
    ],
    [
      'NUL in a description',
      'prefetched.description',
      { content: 'https://a.example', prefetched: { description: '\0' } },
    ],
    ['NUL in a title', 'content', { content: 'https://a.example', prefetched: { title: '\0' } }],
    [
      'a picture that is a script',
      'prefetched.ogImage',
      { content: 'https://a.example', prefetched: { ogImage: 'javascript:alert(1)' } },
    ],
    ['too many spaces', 'spaces', { content: 'a', spaces: ['1', '2', '3', '4', '5', '6'] }],
  ])('refuses %s, and keeps nothing', async (_, field, input) => {
    expect(await fieldOf(memories.add(ada, input))).toBe(field);
    expect(await list()).toMatchObject({ contents: [], total: 0 });
  });

  test('goes into spaces in the same change, each named once', async () => {
    const [one, two] = [await space(), await space()];
    await add('A word', { spaces: [two, one, `${one}---kitchen`] });
    expect(await list({ space: one })).toMatchObject({ contents: ['A word'], total: 1 });
    expect(await list({ space: two })).toMatchObject({ contents: ['A word'], total: 1 });
    const bens = await space(ben);
    expect(await codeOf(add('Another', { spaces: [one, bens] }))).toBe('UNAUTHENTICATED');
    expect(await codeOf(add('Another', { spaces: [one, 'nowhere'] }))).toBe('NOT_FOUND');
    expect(await list()).toMatchObject({ total: 1 });
    expect(await list({ space: one })).toMatchObject({ total: 1 });
    expect(await findings()).toEqual([]);
  });
});

describe('a note that a crash has left of a page', () => {
  const url = 'https://example.com/a';

  test('becomes its page, and waits to be fetched', async () => {
    const left = await addNote(opened.services, ada, `<${url}>`);
    const { note, page } = await add(url);
    expect(note).toMatchObject({ id: left.id, uid: left.uid, kind: 'page', content: `<${url}>` });
    expect(page).toMatchObject({ noteId: left.id, status: 'queued', url });
    expect([(await list()).total, await jobs()]).toEqual([1, 1]);
    expect(await duplicateOf(add(url))).toBe(left.uid);
    expect(await findings()).toEqual([]);
  });

  test('becomes its page with what came with it', async () => {
    const prefetched = { title: 'Tea', contentToSave: 'The text.' };
    const left = await addNote(opened.services, ada, `# Tea\n\n<${url}>\n\nThe text.`);
    expect(await add(url, { prefetched })).toMatchObject({ note: { id: left.id }, page: { status: 'done' } });
    expect([(await list()).total, await jobs()]).toEqual([1, 0]);
  });

  test('goes into the spaces, also where it is in one of them', async () => {
    const [one, two] = [await space(), await space()];
    const left = await addNote(opened.services, ada, `<${url}>`);
    await opened.services.spaces.addNote(ada, one, { id: left.id });
    await add(url, { spaces: [one, two] });
    for (const held of [one, two]) {
      expect(await list({ space: held })).toMatchObject({ contents: [`<${url}>`], total: 1 });
      const spaceIds = await opened.store.transact((tx) => opened.services.spaces.idsOf(tx, ada, [held]));
      const { hits } = await opened.services.search.find(ada, {
        q: 'example',
        limit: 5,
        within: { spaceIds },
      });
      expect(hits.map((hit) => hit.note.id)).toEqual([left.id]);
    }
    expect(await findings()).toEqual([]);
  });

  test('does so among many', async () => {
    const urls = Array.from({ length: 30 }, (_, index) => `${url}/${index}`);
    for (const one of urls.slice(5, 15)) await addNote(opened.services, ada, `<${one}>`);
    const added = await memories.addAll(ada, urls);
    expect(added.filter((one) => 'note' in one && one.page?.status === 'queued').length).toBe(30);
    expect([(await list()).total, await jobs()]).toEqual([30, 30]);
  });

  test('is somebody else’s, in the trash, or says more: then it is left alone', async () => {
    await addNote(opened.services, ben, `<${url}>`);
    await addNote(opened.services, ada, `<${url}> to read`);
    const trashed = await addNote(opened.services, ada, `<${url}>`);
    await opened.services.notes.remove(ada, { id: trashed.id });
    const { note } = await add(url);
    expect([note.id === trashed.id, (await list()).total]).toEqual([false, 2]);
  });
});

describe('a duplicate', () => {
  test('is the same address in another spelling', async () => {
    const { note } = await add('https://example.com/a/?b=2&a=1#part');
    for (const spelling of [
      'https://example.com/a?a=1&b=2',
      'https://EXAMPLE.com:443/a/?b=2&a=1&utm_source=mail',
      '<https://example.com/%61?a=1&b=2>',
    ]) {
      expect([spelling, await duplicateOf(add(spelling))]).toEqual([spelling, note.uid]);
    }
    for (const other of [
      'http://example.com/a?a=1&b=2',
      'https://example.com/a?a=2&b=1',
      'https://example.com/A?a=1&b=2',
    ])
      expect(await codeOf(add(other))).toBe('OK');
  });

  test('is the same text to the letter', async () => {
    const { note } = await add('One two');
    expect(await duplicateOf(add('One two'))).toBe(note.uid);
    for (const other of ['one two', 'One  two', 'One two ']) expect(await codeOf(add(other))).toBe('OK');
    const written = await addNote(opened.services, ada, 'Written as a memo');
    expect(await duplicateOf(add('Written as a memo'))).toBe(written.uid);
  });

  test('is none of what others have, or what is in the trash; the archive counts', async () => {
    const { note } = await add('https://example.com/a');
    const text = await add('A text');
    expect(await codeOf(add('https://example.com/a', {}, ben))).toBe('OK');
    expect(await codeOf(add('A text', {}, ben))).toBe('OK');
    await opened.services.notes.update(ada, { id: note.id }, { status: 'ARCHIVED' });
    expect(await duplicateOf(add('https://example.com/a'))).toBe(note.uid);
    await memories.remove(ada, { id: note.id });
    await memories.remove(ada, { id: text.note.id });
    expect(await codeOf(add('https://example.com/a'))).toBe('OK');
    expect(await codeOf(add('A text'))).toBe('OK');
  });

  test('is found among requests that come at once', async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(add('https://example.com/a'))));
    expect(codes.toSorted()).toEqual([...Array(7).fill('ALREADY_EXISTS'), 'OK']);
    expect(await list()).toMatchObject({ total: 1 });
  });
});

describe('a batch', () => {
  const tooManyTags = Array.from({ length: MAX_TAGS + 1 }, (_, index) => `#t${index}`).join(' ');

  test('keeps what can be kept, and says of each of the others why not', async () => {
    const uid = await space();
    const contents = [
      'https://example.com/1',
      '',
      'https://example.com/1?utm_source=x',
      tooManyTags,
      'A text',
      'a\0b',
      ...Array.from({ length: 60 }, (_, index) => `https://example.com/page/${index}`),
    ];
    const results = await memories.addAll(ada, contents, [uid]);
    const said = results.map((result) => (result instanceof DomainError ? result.code : 'OK'));
    const refused = ['INVALID_ARGUMENT', 'ALREADY_EXISTS', 'INVALID_ARGUMENT'];
    expect(said).toEqual(['OK', ...refused, 'OK', 'INVALID_ARGUMENT', ...Array(60).fill('OK')]);
    expect(await list()).toMatchObject({ total: 62 });
    expect(await list({ space: uid })).toMatchObject({ total: 62 });
    expect(await jobs()).toBe(61);
    expect(await findings()).toEqual([]);
  });

  test('into a space that is not open to the caller keeps nothing', async () => {
    const uid = await space(ben);
    expect(await codeOf(memories.addAll(ada, ['a', 'b'], [uid]))).toBe('UNAUTHENTICATED');
    expect(await list()).toMatchObject({ total: 0 });
  });

  test('of the same pages twice at once keeps each once', async () => {
    const contents = Array.from({ length: 30 }, (_, index) => `https://example.com/${index}`);
    const [one, two] = await Promise.all([
      memories.addAll(ada, contents),
      memories.addAll(ada, contents.toReversed()),
    ]);
    const kept = [...one, ...two].filter((result) => !(result instanceof DomainError));
    expect([kept.length, (await list()).total]).toEqual([30, 30]);
  });
});

describe('the list', () => {
  test('has the newest first, with an exact total, by offset and by token', async () => {
    for (let count = 0; count < 7; count++) {
      await add(`note ${count}`);
      opened.clock.advance(1000);
    }
    expect(await list({ start: 2, count: 2 })).toMatchObject({ contents: ['note 4', 'note 3'], total: 7 });
    expect(await list({ start: 7 })).toMatchObject({ contents: [], total: 7, nextPageToken: '' });
    const first = await list({ count: 3 });
    await add('newer');
    const next = await list({ count: 3, pageToken: first.nextPageToken });
    expect(next).toMatchObject({ contents: ['note 3', 'note 2', 'note 1'], total: 8 });
    const last = await list({ count: 3, pageToken: next.nextPageToken });
    expect(last).toMatchObject({ contents: ['note 0'], nextPageToken: '' });
    expect(await codeOf(list({ pageToken: 'nonsense' }))).toBe('INVALID_ARGUMENT');
  });

  test('counts what is archived, trashed, restored and removed, by whichever way', async () => {
    const notes: NoteView[] = [];
    for (let count = 0; count < 6; count++) notes.push((await add(`note ${count}`)).note);
    const total = async () => (await list()).total;
    const set = (index: number, status: 'NORMAL' | 'ARCHIVED' | 'TRASHED') =>
      opened.services.notes.update(ada, { id: notes[index]!.id }, { status });
    await set(0, 'ARCHIVED');
    await set(1, 'TRASHED');
    expect(await total()).toBe(4);
    await set(0, 'TRASHED');
    await set(1, 'NORMAL');
    expect(await total()).toBe(5);
    await opened.services.notes.remove(ada, { id: notes[0]!.id }, { force: true });
    const ids = [2, 3, 3, 0].map((index) => ({ id: notes[index]!.id }));
    expect(await memories.removeAll(ada, [...ids, { id: 999 }])).toBe(2);
    expect(await memories.removeAll(ben, [{ id: notes[4]!.id }])).toBe(0);
    expect([await total(), (await list()).contents.length]).toEqual([3, 3]);
    expect(await findings()).toEqual([]);
  });
});

test('what is in the trash is not there', async () => {
  const { note } = await add('a');
  await memories.remove(ada, { uid: note.uid });
  for (const call of [
    () => memories.get(ada, { id: note.id }),
    () => memories.remove(ada, { id: note.id }),
    () => memories.update(ada, { id: note.id }, { content: 'b' }),
    () => memories.recapture(ada, { id: note.id }),
  ])
    expect(await codeOf(call())).toBe('NOT_FOUND');
});

test('a page whose note was deleted is not waited for', async () => {
  const { note } = await add('https://example.com/a');
  expect(await memories.fetched([note.id])).toEqual([]);
  await memories.remove(ada, { id: note.id });
  expect(await memories.fetched([note.id])).toEqual([
    { noteId: note.id, title: '', failure: 'It was deleted' },
  ]);
});
