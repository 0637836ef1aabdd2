import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Memo } from '../../../src/client/index.ts';
import { USUAL_PX, type Layout } from './feed.tsx';
import { placeOf } from './places.ts';
import { useAnchor } from './use-anchor.ts';
import { useKeptScroll } from './use-kept-scroll.ts';

interface Props {
  name: string;
  memos: readonly Memo[];
  list: RefObject<HTMLDivElement | null>;
  /** Whether all rows stand in the page already. */
  isPlain: boolean;
  onLayout: (layout: Layout) => void;
}

/** Says which rows of a list are near the window. It draws nothing: the rows stay where they are when it takes over. */
export function VirtualFeed({ name, memos, list, isPlain, onLayout }: Props) {
  const [standing] = useState(() => (isPlain && list.current ? placeOf(list.current, memos) : undefined));
  const kept = useKeptScroll(name, standing);
  // Before the list is scrolled to where it was.
  useLayoutEffect(() => {
    if (kept.height) list.current!.style.height = `${kept.height}px`;
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: memos.length,
    estimateSize: () => USUAL_PX,
    overscan: 6,
    scrollMargin: kept.marginOf(list.current),
    getItemKey: (index) => memos[index]!.id,
    initialMeasurementsCache: kept.measurements,
    initialOffset: kept.offset,
  });
  kept.follow(virtualizer, list);
  const keepAnchor = useAnchor(virtualizer);
  const items = virtualizer.getVirtualItems();
  const height = virtualizer.getTotalSize();
  const above = (items[0]?.start ?? 0) - virtualizer.options.scrollMargin;
  const told = useRef<unknown[]>([]);
  useLayoutEffect(() => {
    const now = [memos, items[0]?.index, items.length, height, above];
    if (items.length === 0 || now.every((value, index) => value === told.current[index])) return;
    told.current = now;
    onLayout({
      memos,
      indexes: items.map(({ index }) => index),
      height,
      above,
      measure: virtualizer.measureElement,
      scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
      settle: () => keepAnchor(memos),
    });
  });
  return null;
}
