import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef } from 'react';
import type { Memo } from '../../../src/client/index.ts';

/**
 * What is being read stays where it is when notes come or go above it.
 * @returns what is to be called whenever rows have been put into the page
 */
export function useAnchor(virtualizer: Virtualizer<Window, Element>): (memos: readonly Memo[]) => void {
  const before = useRef<{ memos: readonly Memo[]; id: number; start: number } | null>(null);
  return useCallback(
    (memos) => {
      const anchor = before.current;
      if (anchor && anchor.memos !== memos && window.scrollY > 0) {
        const index = memos.findIndex(({ id }) => id === anchor.id);
        const start = virtualizer.measurementsCache[index]?.start;
        if (start !== undefined && start !== anchor.start) window.scrollBy(0, start - anchor.start);
      }
      const top = virtualizer.getVirtualItems().find(({ end }) => end > window.scrollY);
      const memo = top && memos[top.index];
      before.current = memo ? { memos, id: memo.id, start: top.start } : null;
    },
    [virtualizer],
  );
}
