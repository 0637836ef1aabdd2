import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Memo } from '../../../src/client/index.ts';
import type { isLive as IsLive } from './is-live.ts';
import type { outbox as Outbox } from './outbox.ts';
import type { sendNotes as SendNotes } from './send-notes.ts';
import { freshStorage, room } from './testing/local-storage.ts';

const NOTE = { content: 'A thought', visibility: 'PRIVATE', resources: [] } as const;
const note = (content = 'A thought') => ({ ...NOTE, content, resources: [] });

let posts: string[];
/** What the server answers a note with; undefined: it cannot be reached. */
let answer: ((content: string) => Response) | undefined;
let outbox: typeof Outbox;
let isLive: typeof IsLive;
let sendNotes: typeof SendNotes;

beforeEach(async () => {
  vi.useFakeTimers();
  freshStorage();
  posts = [];
  answer = undefined;
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    const { content } = JSON.parse(body) as { content: string };
    posts.push(content);
    if (!answer) throw new TypeError('fetch failed');
    return answer(content);
  });
  vi.resetModules();
  // Of what comes after the first page, this alone.
  vi.doMock('./soon.tsx', () => ({
    withSoon: (act: (parts: unknown) => void) => void import('./send-notes.ts').then(act),
  }));
  const [{ queryClient }, { keys }, { takeDevice }] = await Promise.all([
    import('./query-client.ts'),
    import('./query-keys.ts'),
    import('./device-user.ts'),
  ]);
  takeDevice(1);
  queryClient.setQueryData(keys.session, { id: 1, name: 'users/1' });
  [{ outbox }, { isLive }, { sendNotes }] = await Promise.all([
    import('./outbox.ts'),
    import('./is-live.ts'),
    import('./send-notes.ts'),
  ]);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const taken = (content: string): Response =>
  Response.json({ id: 7, name: 'memos/7', creator: 'users/1', content } satisfies Partial<Memo>);
const refusal = (status: number): Response =>
  Response.json({ error: { code: 'X', message: 'No' } }, { status });
const waiting = () => outbox.entries.get().map(({ content }) => content);

test('while the server cannot be reached, one note is tried every ten seconds, however many wait', async () => {
  for (const content of ['a', 'b', 'c', 'd', 'e']) await outbox.add(note(content));
  posts.length = 0;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(posts).toEqual(['a', 'a', 'a', 'a', 'a', 'a']);
  answer = taken;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(waiting()).toEqual([]);
  expect(posts.slice(6)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a note that the server stumbles over does not hold up the others', async () => {
  await outbox.add(note('bad'));
  await outbox.add(note('good'));
  answer = (content) => (content === 'bad' ? refusal(500) : taken(content));
  await sendNotes();
  expect(waiting()).toEqual(['bad']);
});

test('what a full device does not keep is neither lost nor said to be safe, and is sent', async () => {
  room.isFull = () => true;
  await outbox.add(note());
  outbox.readAgain();
  expect(waiting()).toEqual(['A thought']);
  expect(outbox.isKept(outbox.entries.get()[0]!)).toBe(false);
  answer = taken;
  await sendNotes();
  expect(waiting()).toEqual([]);
});

test('a note that another window has sent, or given up, is not sent', async () => {
  await outbox.add(note());
  posts.length = 0;
  for (const name of Object.keys(localStorage).filter((one) => one.includes('outbox')))
    localStorage.removeItem(name);
  await sendNotes();
  expect(posts).toEqual([]);
  expect(waiting()).toEqual([]);
});

test('the same words of somebody else are no answer to ours', async () => {
  const gate = Promise.withResolvers<Response>();
  vi.stubGlobal('fetch', () => gate.promise);
  const sent = outbox.add(note());
  await vi.waitFor(() => expect(outbox.sending.size).toBe(1));
  outbox.arrived({ content: 'A thought', creator: 'users/2' } as Memo);
  expect(waiting()).toEqual(['A thought']);
  outbox.arrived({ content: 'A thought', creator: 'users/1' } as Memo);
  expect(waiting()).toEqual([]);
  gate.resolve(taken('A thought'));
  await sent;
});

test('a note has the time at which it was written where the server is away, whatever the network says', () => {
  expect(outbox.entryOf(note()).createTime).toBeUndefined();
  isLive.set(false);
  expect(outbox.entryOf(note()).createTime).toBe(new Date().toISOString());
});
