import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { Suspense, useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { Memo } from '../../../src/client/index.ts';
import { dayKey } from '../lib/dates.ts';
import { useTexts } from '../lib/i18n.ts';
import type { MemoFilter } from '../lib/memo-filter.ts';
import { pinnedFirst, useMemoList } from '../lib/memo-lists.ts';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { MemoRow, PINNED } from './memo-row.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useKeptScroll } from './use-kept-scroll.ts';
import { useAnchor } from './use-anchor.ts';

interface Props {
  filter: MemoFilter;
  /** What is shown where there is nothing. */
  empty: ReactNode;
  /** Said below the time of each. */
  remark?: ((memo: Memo) => string) | undefined;
}

const NO_MEMOS: Memo[] = [];

/** Notes without end: only those near the window are in the page, and the next ones are read before they are reached. */
export function MemoList({ filter, empty, remark }: Props) {
  const t = useTexts();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useMemoList(filter);
  const memos = useMemo(() => data?.pages.flatMap((page) => page.data) ?? NO_MEMOS, [data]);
  if (error && !data)
    return (
      <Row>
        <Problem error={error} onRetry={() => void refetch()} />
      </Row>
    );
  if (isPending)
    return (
      <Row>
        <Skeleton lines={9} />
      </Row>
    );
  if (memos.length === 0 && !hasNextPage) return <Row>{empty}</Row>;
  return (
    <>
      <Suspense
        fallback={
          <Row>
            <Skeleton lines={9} />
          </Row>
        }
      >
        <VirtualList
          key={JSON.stringify(filter)}
          name={JSON.stringify(filter)}
          memos={memos}
          withPinned={pinnedFirst(filter)}
          remark={remark}
          onEnd={() => {
            if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
          }}
        />
      </Suspense>
      <Row>
        <div className="min-h-8 py-6 text-margin text-faded">
          {isFetchingNextPage ? <Spinner /> : !hasNextPage && memos.length > 20 && t('the-end')}
          {error && <Problem error={error} onRetry={() => void fetchNextPage()} />}
        </div>
      </Row>
    </>
  );
}

interface ListProps {
  name: string;
  memos: readonly Memo[];
  withPinned: boolean;
  remark: ((memo: Memo) => string) | undefined;
  onEnd: () => void;
}

const ESTIMATE = 150;
const AHEAD = 12;

function VirtualList({ name, memos, withPinned, remark, onEnd }: ListProps) {
  const t = useTexts();
  const list = useRef<HTMLDivElement>(null);
  const kept = useKeptScroll(name);
  const virtualizer = useWindowVirtualizer({
    count: memos.length,
    estimateSize: () => ESTIMATE,
    overscan: 6,
    scrollMargin: kept.marginOf(list.current),
    getItemKey: (index) => memos[index]!.id,
    initialMeasurementsCache: kept.measurements,
    initialOffset: kept.offset,
  });
  kept.follow(virtualizer, list);
  useAnchor(virtualizer, memos);
  const current = useListKeys(memos, virtualizer);
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= memos.length - AHEAD) onEnd();
  }, [last, memos.length, onEnd]);

  const first = items[0]?.start ?? 0;
  return (
    <div
      ref={list}
      role="feed"
      aria-label={t('notes')}
      aria-busy={false}
      className="[overflow-anchor:none]"
      style={{ height: virtualizer.getTotalSize() }}
    >
      <div style={{ transform: `translateY(${first - virtualizer.options.scrollMargin}px)` }}>
        {items.map(({ index, key }) => {
          const memo = memos[index]!;
          const group = groupOf(memo, withPinned);
          const isNew = index === 0 || groupOf(memos[index - 1]!, withPinned) !== group;
          return (
            <div key={key} data-index={index} ref={virtualizer.measureElement}>
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
  );
}

function groupOf(memo: Memo, withPinned: boolean): string {
  return withPinned && memo.pinned ? PINNED : dayKey(memo.createTime);
}

function Row({ children }: { children: ReactNode }) {
  return (
    <div className="page-row">
      <div className="page-column">{children}</div>
    </div>
  );
}
