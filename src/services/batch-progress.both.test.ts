import { afterEach, beforeEach, expect, test } from 'vitest';
import { addUser, openTestServices, type TestServices } from '../../test/support/services.ts';
import type { SignedIn } from '../domain/access.ts';
import { createBatchProgress } from './batch-progress.ts';
import { createOpenStreams } from './open-streams.ts';

let opened: TestServices;
let ada: SignedIn;
beforeEach(async () => {
  opened = await openTestServices();
  ada = { ...(await addUser(opened, 'ada')), via: 'local', credentialId: null };
});
afterEach(() => opened.close());

const PAGE = 'https://example.com/never-fetched';

/** Nothing is fetched here: no job runner runs. */
function batches(followMs?: number) {
  const { memories, sessions } = opened.services;
  return createBatchProgress({
    store: opened.store,
    memories,
    sessions,
    streams: createOpenStreams(2),
    followMs,
  });
}

async function all<T>(steps: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const step of steps) found.push(step);
  return found;
}

const gone = (): AbortController => new AbortController();

test('it does not wait for ever: what is not fetched by then is not told', async () => {
  const steps = await batches(200).add(ada, [PAGE, 'A text'], undefined, gone().signal);
  expect(await all(steps)).toEqual([
    { status: 'processing', total: 2, processed: 0, succeeded: 0, failed: 0 },
    { status: 'processing', total: 2, processed: 1, succeeded: 1, failed: 0, title: 'A text' },
  ]);
});

test('it ends with the server, and when its reader goes', async () => {
  const running = batches();
  const reader = gone();
  const first = all(await running.add(ada, [PAGE], undefined, reader.signal));
  const second = all(await running.add(ada, [`${PAGE}/2`], undefined, gone().signal));
  reader.abort();
  expect(await first).toHaveLength(1);
  running.close();
  expect(await second).toHaveLength(1);
});

test('what cannot be kept is told by its own words, as far as they are short', async () => {
  const { memories } = opened.services;
  await memories.add(ada, { content: PAGE });
  const long = `${'word '.repeat(60)}\0`;
  const said = (await all(await batches().add(ada, [PAGE, long, ' '], undefined, gone().signal))).slice(1, 4);
  expect(said).toMatchObject([
    { failed: 1, title: PAGE, error: 'You have saved this already' },
    { failed: 2, title: `${'word '.repeat(23)}word…`, error: expect.stringContaining('NUL') },
    { failed: 3, error: 'content: Content cannot be empty' },
  ]);
  expect(said[2]).not.toHaveProperty('title');
});

test.each([0, 1001])('%d entries are refused, and nothing is kept', async (count) => {
  const contents = Array.from({ length: count }, (_, index) => `Text ${index}`);
  const adding = batches().add(ada, contents, undefined, gone().signal);
  await expect(adding).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', details: [{ field: 'urls' }] });
  expect((await opened.services.memories.list(ada, { start: 0, count: 9 })).total).toBe(0);
});

test('what is deleted meanwhile is told as failed, and the rest goes on', async () => {
  const steps = await batches().add(ada, [PAGE], undefined, gone().signal);
  await steps.next();
  const [note] = (await opened.services.memories.list(ada, { start: 0, count: 1 })).items;
  const id = note?.note.id ?? 0;
  const waiting = all(steps);
  await opened.services.notes.remove(ada, { id });
  await opened.services.notes.remove(ada, { id }, { force: true });
  expect(await waiting).toMatchObject([
    { processed: 1, failed: 1, error: 'It was deleted' },
    { status: 'completed', processed: 1, failed: 1 },
  ]);
});

test('nothing is kept for a reader who has too many streams', async () => {
  const running = batches();
  const readers = [gone(), gone()];
  for (const [index, reader] of readers.entries()) {
    await running.add(ada, [`${PAGE}/${index}`], undefined, reader.signal);
  }
  await expect(running.add(ada, ['Refused'], undefined, gone().signal)).rejects.toMatchObject({
    code: 'RESOURCE_EXHAUSTED',
  });
  expect((await opened.services.memories.list(ada, { start: 0, count: 9 })).total).toBe(2);
  readers[0]?.abort();
  await running.add(ada, ['Taken'], undefined, gone().signal);
});
