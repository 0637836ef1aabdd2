import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Memo } from '../../../src/client/index.ts';
import { dayKey } from '../lib/dates.ts';
import { useTexts } from '../lib/i18n.ts';
import { FirstPageIsThere, useSoon } from '../lib/soon.tsx';
import { MemoRow, PINNED } from './memo-row.tsx';
import { keepPlace, placeOf, placeToComeBackTo } from './places.ts';
import { useListKeys } from './use-list-keys.ts';

/** What of a list is in the page, and where. */
export interface Layout {
  memos: readonly Memo[];
  indexes: readonly number[];
  /** Of all of it, and of what stands above the first that is in the page; in pixels. */
  height: number;
  above: number;
  measure: (row: Element | null) => void;
  scrollTo: (index: number) => void;
  /** Once it is in the page. */
  settle: () => void;
}

interface Props {
  name: string;
  memos: readonly Memo[];
  withPinned: boolean;
  remark: ((memo: Memo) => string) | undefined;
  onEnd: () => void;
}

const AHEAD = 12;
const AHEAD_PX = 1500;
/** Of a note that has not been measured. */
export const USUAL_PX = 150;
/** A note of one line. So many fill the window. */
const SHORTEST_PX = 60;
const NONE: readonly number[] = [];

/**
 * The rows of a list. The first notes stand in the page as they are; what keeps long lists fast, by leaving out what is far
 * from the window, comes when they are there, and takes the same rows over.
 */
export function Feed({ name, memos, withPinned, remark, onEnd }: Props) {
  const t = useTexts();
  const list = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useState<Layout | null>(null);
  const Virtual = useSoon()?.VirtualFeed;
  const [isPlain] = useState(Virtual === undefined);
  const [cameBackTo] = useState(() => placeToComeBackTo(name));
  const [plainCount, setPlainCount] = useState(() =>
    Math.max(Math.ceil(window.innerHeight / SHORTEST_PX), cameBackTo?.measurements.length ?? 0),
  );
  const shown = layout?.memos ?? memos;
  const indexes = layout?.indexes ?? (isPlain ? [...memos.slice(0, plainCount).keys()] : NONE);
  const scrollTo = useCallback(
    (index: number) => {
      if (layout) layout.scrollTo(index);
      else list.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' });
    },
    [layout],
  );
  const current = useListKeys(memos, scrollTo);
  useLayoutEffect(() => layout?.settle(), [layout]);
  const last = layout?.indexes.at(-1);
  useEffect(() => {
    if (last !== undefined && last >= memos.length - AHEAD) onEnd();
  }, [last, memos.length, onEnd]);
  const left = isPlain && !layout ? memos.length - plainCount : 0;
  // Before it is followed: to scroll it is what is followed.
  useLayoutEffect(() => {
    if (isPlain) window.scrollTo(0, cameBackTo?.offset ?? 0);
  }, [isPlain, cameBackTo]);
  useScrolledPlain(isPlain && layout === null, list, (end) => {
    keepPlace(name, placeOf(list.current!, memos));
    // At the top there is time until what keeps the list fast is there.
    if (window.scrollY === 0 || end >= window.innerHeight + AHEAD_PX) return;
    if (left > 0) setPlainCount(plainCount + AHEAD);
    else onEnd();
  });
  return (
    <>
      <div
        ref={list}
        role="feed"
        aria-label={t('notes')}
        aria-busy={false}
        className={layout ? '[overflow-anchor:none]' : undefined}
        style={layout ? { height: layout.height } : { paddingBottom: Math.max(0, left) * USUAL_PX }}
      >
        <div style={layout ? { transform: `translateY(${layout.above}px)` } : undefined}>
          {indexes.map((index) => {
            const memo = shown[index]!;
            const group = groupOf(memo, withPinned);
            const isNew = index === 0 || groupOf(shown[index - 1]!, withPinned) !== group;
            return (
              <div key={memo.id} data-index={index} ref={layout?.measure}>
                <MemoRow
                  memo={memo}
                  heading={isNew ? group : undefined}
                  isFirst={index === 0}
                  position={index + 1}
                  isCurrent={current === memo.id}
                  isPinned={group === PINNED}
                  remark={remark?.(memo)}
                />
              </div>
            );
          })}
        </div>
      </div>
      {Virtual && <Virtual name={name} memos={memos} list={list} isPlain={isPlain} onLayout={setLayout} />}
      <FirstPageIsThere />
    </>
  );
}

/**
 * For whoever is where what keeps the list fast has not come.
 * @param onScrolled told at once, and whenever it is scrolled, where the rows end, in pixels below the top of the window
 */
function useScrolledPlain(
  isPlain: boolean,
  list: RefObject<HTMLElement | null>,
  onScrolled: (end: number) => void,
): void {
  // Not a passive one: while the next page is loaded, this one is hidden, and scrolled by nobody who reads it.
  useLayoutEffect(() => {
    if (!isPlain) return;
    const check = () => onScrolled(list.current!.firstElementChild!.getBoundingClientRect().bottom);
    check();
    window.addEventListener('scroll', check, { passive: true });
    return () => window.removeEventListener('scroll', check);
  }, [isPlain, list, onScrolled]);
}

function groupOf(memo: Memo, withPinned: boolean): string {
  return withPinned && memo.pinned ? PINNED : dayKey(memo.createTime);
}
