import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { Memo } from '../../../src/client/index.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import { withSoon } from '../lib/soon.tsx';
import { notePath } from './note-text.tsx';

/** Keys for a list: j and k go from note to note, the others do something with the one that is marked. @returns its id */
export function useListKeys(memos: readonly Memo[], scrollTo: (index: number) => void): number | null {
  const [current, setCurrent] = useState<number | null>(null);
  const [, navigate] = useLocation();
  const memo = memos.find(({ id }) => id === current);
  const step = (by: number) => {
    const at = memos.findIndex(({ id }) => id === current);
    const next = Math.min(Math.max(at + by, 0), memos.length - 1);
    scrollTo(next);
    setCurrent(memos[next]?.id ?? null);
  };
  useEffect(() => {
    if (current === null) return;
    const frame = requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-memo="${current}"]`)?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(frame);
  }, [current]);

  const group = 'keys-notes';
  const has = memo !== undefined;
  useShortcut({ keys: 'j', label: 'next-note', group, run: () => step(1) });
  useShortcut({ keys: 'k', label: 'previous-note', group, run: () => step(-1) });
  useShortcut({ keys: 'o', label: 'open', group, run: () => memo && navigate(notePath(memo.id)) }, has);
  useShortcut(
    { keys: 'p', label: 'pin', group, run: () => memo && withSoon(({ actions }) => actions.togglePin(memo)) },
    has,
  );
  const isAway = has && memo.rowStatus !== 'NORMAL';
  const isTrashed = has && memo.rowStatus === 'TRASHED';
  const shelve = () =>
    memo && withSoon(({ actions }) => actions.moveTo(memo, isAway ? 'NORMAL' : 'ARCHIVED'));
  const discard = () =>
    memo &&
    withSoon(({ actions }) => (isTrashed ? actions.removeForGood(memo) : actions.moveTo(memo, 'TRASHED')));
  useShortcut({ keys: 'a', label: isAway ? 'restore' : 'to-archive', group, run: shelve }, has);
  useShortcut({ keys: '#', label: isTrashed ? 'remove-for-good' : 'to-trash', group, run: discard }, has);
  return current;
}
