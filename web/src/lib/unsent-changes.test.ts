import { beforeEach, expect, test, vi } from 'vitest';
import type { Memo } from '../../../src/client/index.ts';
import { freshStorage, room } from './testing/local-storage.ts';

beforeEach(() => {
  freshStorage();
  vi.resetModules();
});

test('a change that a full device does not keep stands among those that are not yet sent', async () => {
  const { unsentChanges } = await import('./unsent-changes.ts');
  room.isFull = () => true;
  unsentChanges.keep({ id: 3, title: 'Pin me' } as Memo, { pinned: true });
  unsentChanges.readAgain();
  expect(unsentChanges.entries.get().map(({ id, state }) => [id, state])).toEqual([[3, { pinned: true }]]);
});
