import { afterEach, beforeEach, expect, test } from 'vitest';
import { runRaw } from '../../../test/support/raw-database.ts';
import { addNote, addUser, openTestServices, type TestServices } from '../../../test/support/services.ts';
import type { SignedIn } from '../../domain/access.ts';
import { oldScopeTerms, scopeTerms } from '../../domain/index-terms.ts';
import type { Note } from '../../domain/note.ts';
import { tokenize } from '../../domain/search/index.ts';
import { examine } from '../doctor/index.ts';
import { reindex } from './reindex.ts';
import { startReindexing } from './start-reindexing.ts';

let opened: TestServices;
let ada: SignedIn;
const notes: Note[] = [];
beforeEach(async () => {
  opened = await openTestServices();
  ada = await addUser(opened, 'ada');
  notes.length = 0;
  const contents = Array.from({ length: 40 }, (_, n) => `# Apple ${n}\n\nabout pears`);
  notes.push(...(await Promise.all(contents.map((content) => addNote(opened.services, ada, content)))));
  await indexAsBefore(...notes);
  await runRaw(
    opened.url,
    'update search_builds set last_id = 0, is_complete = 0',
    'delete from search_profiles',
  );
});
afterEach(() => opened.close());

/** Puts notes into the index as version 1 had them. */
async function indexAsBefore(...given: Note[]): Promise<void> {
  await runRaw(opened.url, ...given.flatMap(opened.store.engine === 'sqlite' ? onSqlite : onPostgres));
}

function onSqlite(note: Note): string[] {
  const words = [tokenize(note.title), tokenize(note.content), oldScopeTerms(scopeTerms(note, [], {}))];
  return [
    `delete from note_search where rowid = ${note.position}`,
    `insert into note_search (rowid, title, body, scope)
     values (${note.position}, ${words.map((list) => `'${list.join(' ')}'`).join()})`,
  ];
}

function onPostgres(note: Note): string[] {
  const now = scopeTerms(note, [], {});
  const before = oldScopeTerms(now);
  return [
    `update note_search set terms = ts_delete(terms, array[${now.map((term) => `'~${term}'`).join()}])
       || '${before.map((term) => `''~${term}''`).join(' ')}'::tsvector
     where position = ${note.position}`,
  ];
}

const found = async (q: string) =>
  (await opened.services.search.find(ada, { q, limit: 100 })).hits.map(({ note }) => note.id);

async function findings(): Promise<string[]> {
  const all = [];
  for await (const { what, problem } of examine(
    { store: opened.store, data: '/nowhere', blobs: undefined },
    { repair: false },
  )) {
    all.push(`${what}: ${problem}`);
  }
  return all;
}

test('before, while and after the index is built anew, a search finds the same', async () => {
  const queries = ['apple', 'ap*', 'appl*', '"about pears"', '"about p"*', 'pears -3', 'after:2020-01-01'];
  const expected = await Promise.all(queries.map(found));
  expect(expected[0]).toHaveLength(40);
  const stopping = new AbortController();
  const part = opened.store.transact.bind(opened.store);
  const building = reindex(
    { ...opened.store, transact: (work) => part(work).finally(() => stopping.abort()) },
    stopping.signal,
  );
  expect(await building).toBe(false);
  const { lastId } = await opened.store.read.search.build();
  expect(lastId).toBeGreaterThan(0);
  expect(lastId).toBeLessThan(notes.at(-1)!.id);
  const sorted = (lists: number[][]) => lists.map((ids) => ids.toSorted((a, b) => a - b));
  expect(sorted(await Promise.all(queries.map(found)))).toEqual(sorted(expected));
  expect(await reindex(opened.store)).toBe(true);
  expect(sorted(await Promise.all(queries.map(found)))).toEqual(sorted(expected));
});

test('the doctor finds nothing wrong with an index of before, nor with a half built one', async () => {
  expect(await findings()).toEqual([]);
  await opened.services.notes.update(ada, { id: notes[7]!.id }, { content: 'changed meanwhile' });
  expect(await findings()).toEqual([]);
  await reindex(opened.store);
  expect(await findings()).toEqual([]);
  await indexAsBefore(notes[3]!);
  expect(await findings()).toEqual([expect.stringContaining('search index')]);
});

test('a server builds in the background and answers meanwhile', async () => {
  const lines: string[] = [];
  const { ended } = await startReindexing({
    database: opened.url,
    store: opened.store,
    log: { info: (line) => lines.push(line), error: (_, line) => lines.push(line) },
  });
  expect(await found('apple')).toHaveLength(40);
  await addNote(opened.services, ada, 'apple written meanwhile');
  await ended;
  expect((await opened.store.read.search.build()).isComplete).toBe(true);
  expect(await found('apple')).toHaveLength(41);
  expect(await findings()).toEqual([]);
  expect(lines).toHaveLength(2);
});

test('where the index is as it should be, nothing is started', async () => {
  await reindex(opened.store);
  const lines: string[] = [];
  const log = { info: (line: string) => lines.push(line), error: () => {} };
  const { ended } = await startReindexing({ database: opened.url, store: opened.store, log });
  await ended;
  expect(lines).toEqual([]);
});
