import type { QueryKey } from '@tanstack/react-query';
import type { Memo } from '../../../src/client/index.ts';
import { queryClient } from './query-client.ts';

const MOST = 500;

/** What was last told of each memo, in the order of its telling; null: it is gone. */
const told = new Map<string, { memo: Memo | null; at: number }>();
/** When each list was asked for, while it is under way. */
const askedAt = new Map<string, number>();

/** What happens to memos while an answer is under way: the answer does not know of it, and must not take it back. */
export const overtaken = {
  /** @param name `memos/<id>` */
  note(name: string, memo: Memo | null): void {
    told.delete(name);
    told.set(name, { memo, at: performance.now() });
    if (told.size > MOST) told.delete(told.keys().next().value!);
  },
  last: (name: string): Memo | null | undefined => told.get(name)?.memo,
  /** After somebody else has come, or nothing was told for a while. */
  forget: (): void => told.clear(),
  /** @param again does once more what was told while an answer was under way that has come now */
  watch(again: (key: QueryKey, told: (readonly [string, Memo | null])[]) => void): void {
    queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated') return;
      const { queryHash, queryKey } = event.query;
      if (event.action.type === 'fetch') askedAt.set(queryHash, performance.now());
      if (event.action.type !== 'success' || event.action.manual) return;
      const start = askedAt.get(queryHash) ?? Infinity;
      askedAt.delete(queryHash);
      const since = [...told].filter(([, { at }]) => at >= start);
      again(
        queryKey,
        since.map(([name, { memo }]) => [name, memo] as const),
      );
    });
  },
};
