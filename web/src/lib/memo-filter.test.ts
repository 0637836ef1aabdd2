import { describe, expect, test } from 'vitest';
import type { Memo } from '../../../src/client/index.ts';
import {
  compareMemos,
  fromTime,
  isWithin,
  matches,
  needsSearch,
  toTime,
  type MemoFilter,
} from './memo-filter.ts';

/** A moment of March 2026, in the time of whoever runs the test. */
const march = (day: number, hour = 12, minute = 0, second = 0, ms = 0): string =>
  new Date(2026, 2, day, hour, minute, second, ms).toISOString();

const memo = (changes: Partial<Memo> = {}): Memo => ({
  id: 1,
  name: 'memos/1',
  uid: '64214a1d',
  rowStatus: 'NORMAL',
  creator: 'users/1',
  createTime: march(11),
  updateTime: march(11),
  displayTime: march(11),
  content: 'Ask Ines about the plane trees. #garden/trees',
  visibility: 'PRIVATE',
  pinned: false,
  resources: [],
  relations: [],
  tags: ['garden/trees'],
  title: 'Ask Ines about the plane trees.',
  snippet: '',
  filename: '64214a1d.md',
  ...changes,
});
const FILE: Memo['resources'][number] = {
  id: 1,
  name: 'resources/1',
  uid: 'a',
  createTime: march(11),
  filename: 'plan.txt',
  type: 'text/plain',
  size: 8,
  linkedMemos: ['memos/1'],
};

test.each<[name: string, filter: Partial<MemoFilter>, changes: Partial<Memo>, expected: boolean | null]>([
  ['all that are in use', {}, {}, true],
  ['no archived one among those in use', {}, { rowStatus: 'ARCHIVED' }, false],
  ['an archived one in the archive', { status: 'ARCHIVED' }, { rowStatus: 'ARCHIVED' }, true],
  ['of one writer', { creator: 'users/1' }, {}, true],
  ['of another one', { creator: 'users/2' }, {}, false],
  ['who may see it', { visibility: 'PUBLIC' }, { visibility: 'PUBLIC' }, true],
  ['fewer may see it', { visibility: 'PUBLIC' }, { visibility: 'PROTECTED' }, false],
  ['pinned', { pinned: true }, { pinned: true }, true],
  ['not pinned', { pinned: true }, {}, false],
  ['a tag', { tag: 'garden/trees' }, {}, true],
  ['a tag above it', { tag: 'garden' }, {}, true],
  ['a tag below it', { tag: 'garden/trees/planes' }, {}, false],
  ['the beginning of a tag', { tag: 'gard' }, {}, false],
  ['one tag of several', { tag: 'quay' }, { tags: ['garden', 'quay'] }, true],
  ['no tag at all', { tag: 'garden' }, { tags: [] }, false],
  ['with files', { kind: 'file' }, { resources: [FILE] }, true],
  ['without files', { kind: 'file' }, {}, false],
  ['a kind that only the server knows', { kind: 'task' }, { content: '- [ ] a' }, null],
  ['of such a kind, and not pinned', { kind: 'task', pinned: true }, { content: '- [ ] a' }, false],
  ['all of several', { tag: 'garden', pinned: true, from: '2026-03-11' }, { pinned: true }, true],
  ['all but one of several', { tag: 'garden', pinned: true, from: '2026-03-12' }, { pinned: true }, false],
])('%s', (_name, filter, changes, expected) => {
  expect(matches(memo(changes), { status: 'NORMAL', ...filter })).toBe(expected);
});

describe('days are those of the reader, from their first moment to their last', () => {
  const isOn = (createTime: string, days: Partial<MemoFilter>) =>
    matches(memo({ createTime }), { status: 'NORMAL', ...days });
  const day = { from: '2026-03-11', to: '2026-03-11' };
  test.each([
    ['before midnight', march(10, 23, 59, 59, 999), false],
    ['at midnight', march(11, 0), true],
    ['at its last millisecond', march(11, 23, 59, 59, 999), true],
    ['at the next midnight', march(12, 0), false],
  ])('%s', (_name, time, expected) => {
    expect(isOn(time, day)).toBe(expected);
    // What is asked of the server has the same ends.
    expect(
      time >= fromTime({ status: 'NORMAL', ...day })! && time < toTime({ status: 'NORMAL', ...day })!,
    ).toBe(expected);
  });

  test('a day with one end only', () => {
    expect(isOn(march(31), { from: '2026-03-11' })).toBe(true);
    expect(isOn(march(1), { from: '2026-03-11' })).toBe(false);
    expect(isOn(march(1), { to: '2026-03-11' })).toBe(true);
    expect(isOn(march(31), { to: '2026-03-11' })).toBe(false);
  });

  test('the last day of a year ends where the next one begins', () => {
    const end = new Date(2027, 0, 1).toISOString();
    expect(toTime({ status: 'NORMAL', to: '2026-12-31' })).toBe(end);
  });
});

test('tags are compared as the server compares them, whatever their case', () => {
  expect(isWithin('Work/Alpha', 'work')).toBe(true);
  expect(isWithin('work', 'WORK')).toBe(true);
  expect(isWithin('workshop', 'work')).toBe(false);
});

test('only what the list cannot answer is searched for', () => {
  expect(needsSearch({ status: 'NORMAL', tag: 'a', visibility: 'PUBLIC', from: '2026-03-11' })).toBe(false);
  expect(needsSearch({ status: 'NORMAL', pinned: true })).toBe(true);
  expect(needsSearch({ status: 'NORMAL', kind: 'link' })).toBe(true);
});

test('the newest come first, the pinned ones before them where the list says so, and of one moment the last one made', () => {
  const old = memo({ id: 1, createTime: march(1), pinned: true });
  const late = memo({ id: 2, createTime: march(3) });
  const later = memo({ id: 3, createTime: march(3) });
  const order = (pinnedFirst: boolean) =>
    [old, late, later].toSorted((a, b) => compareMemos(a, b, pinnedFirst)).map(({ id }) => id);
  expect(order(true)).toEqual([1, 3, 2]);
  expect(order(false)).toEqual([3, 2, 1]);
});
