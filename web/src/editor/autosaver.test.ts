import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SaveAnswer } from './autosave-machine.ts';
import { createAutosaver } from './autosaver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const requests: {
    content: string;
    leaving: boolean;
    answer: (answer: SaveAnswer) => void;
    fail: () => void;
  }[] = [];
  const drafts: (string | null)[] = [];
  const states: string[] = [];
  const saver = createAutosaver({
    content: '',
    version: 'v0',
    save: (content, _version, leaving) =>
      new Promise((answer, reject) =>
        requests.push({ content, leaving, answer, fail: () => reject(new Error('offline')) }),
      ),
    keepDraft: (draft) => drafts.push(draft),
    onState: ({ status }) => states.push(status),
  });
  const type = (content: string): void => saver.say({ type: 'edited', content });
  return { saver, requests, drafts, states, type };
}

test('typing is sent once, a second after the last letter', async () => {
  const { requests, type } = start();
  type('a');
  await vi.advanceTimersByTimeAsync(900);
  type('ab');
  await vi.advanceTimersByTimeAsync(900);
  expect(requests).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(requests.map(({ content }) => content)).toEqual(['ab']);
});

test('a failed request is sent again by itself, with all that was typed since', async () => {
  const { requests, states, type } = start();
  type('a');
  await vi.advanceTimersByTimeAsync(1000);
  requests[0]!.fail();
  await vi.advanceTimersByTimeAsync(0);
  expect(states.at(-1)).toBe('failed');
  type('ab');
  await vi.advanceTimersByTimeAsync(2000);
  requests[1]!.answer({ kind: 'saved', version: 'v1' });
  await vi.advanceTimersByTimeAsync(0);
  expect(requests.map(({ content }) => content)).toEqual(['a', 'ab']);
  expect(states.at(-1)).toBe('saved');
});

test('who leaves has the last letters sent at once, and kept until they are there', async () => {
  const { saver, requests, drafts, type } = start();
  type('a');
  saver.leave();
  expect(requests).toMatchObject([{ content: 'a', leaving: true }]);
  expect(drafts).toEqual(['a']);
  requests[0]!.answer({ kind: 'saved', version: 'v1' });
  await vi.advanceTimersByTimeAsync(0);
  expect(drafts).toEqual(['a', null]);
});

test('who leaves during a request has the rest kept, and sent when it is answered', async () => {
  const { saver, requests, drafts, type } = start();
  type('a');
  await vi.advanceTimersByTimeAsync(1000);
  type('ab');
  saver.stop();
  expect(drafts).toEqual(['ab']);
  requests[0]!.answer({ kind: 'saved', version: 'v1' });
  await vi.advanceTimersByTimeAsync(0);
  expect(requests.map(({ content }) => content)).toEqual(['a', 'ab']);
});

test('one who only reads sends nothing', async () => {
  const { saver, requests, drafts } = start();
  await vi.advanceTimersByTimeAsync(100_000);
  saver.stop();
  expect(requests).toEqual([]);
  expect(drafts).toEqual([]);
});
