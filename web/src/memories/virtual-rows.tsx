import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Memory } from '../../../src/client/index.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import { notePath } from '../notes/note-text.tsx';
import { useKeptScroll } from '../notes/use-kept-scroll.ts';

interface Props {
  /** Of this list, for coming back to where one was. */
  name: string;
  label: string;
  memories: readonly Memory[];
  /** Asked for when the end is near; undefined at the end. */
  onEnd?: (() => void) | undefined;
  children: (memory: Memory, at: { index: number; isCurrent: boolean }) => ReactNode;
}

const ESTIMATE = 140;
const AHEAD = 10;

/** Only those near the window are in the page. j and k go from one to the next, o opens it. */
export function VirtualRows({ name, label, memories, onEnd, children }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const kept = useKeptScroll(name);
  const virtualizer = useWindowVirtualizer({
    count: memories.length,
    estimateSize: () => ESTIMATE,
    overscan: 6,
    scrollMargin: kept.marginOf(list.current),
    getItemKey: (index) => memories[index]!.id,
    initialMeasurementsCache: kept.measurements,
    initialOffset: kept.offset,
  });
  kept.follow(virtualizer, list);
  const current = useRowKeys(memories, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }));
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= memories.length - AHEAD) onEnd?.();
  }, [last, memories.length, onEnd]);
  const first = items[0]?.start ?? 0;
  return (
    <div
      ref={list}
      role="feed"
      aria-label={label}
      aria-busy={false}
      className="[overflow-anchor:none]"
      style={{ height: virtualizer.getTotalSize() }}
    >
      <div style={{ transform: `translateY(${first - virtualizer.options.scrollMargin}px)` }}>
        {items.map(({ index, key }) => (
          <div key={key} data-index={index} ref={virtualizer.measureElement}>
            {children(memories[index]!, { index, isCurrent: memories[index]!.id === current })}
          </div>
        ))}
      </div>
    </div>
  );
}

function useRowKeys(memories: readonly Memory[], scrollTo: (index: number) => void): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  const [, navigate] = useLocation();
  const step = (by: number) => {
    const at = memories.findIndex(({ id }) => id === current);
    const next = Math.min(Math.max(at + by, 0), memories.length - 1);
    scrollTo(next);
    setCurrent(memories[next]?.id ?? null);
  };
  useEffect(() => {
    if (current === null) return;
    const frame = requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-memory="${current}"]`)?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(frame);
  }, [current]);
  const group = 'keys-notes';
  const open = () => current !== null && navigate(notePath(current));
  useShortcut({ keys: 'j', label: 'next-note', group, run: () => step(1) });
  useShortcut({ keys: 'k', label: 'previous-note', group, run: () => step(-1) });
  useShortcut({ keys: 'o', label: 'open', group, run: () => void open() }, current !== null);
  return current;
}
