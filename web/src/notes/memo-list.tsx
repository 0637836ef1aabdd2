import { Suspense, useMemo, type ReactNode } from 'react';
import type { Memo } from '../../../src/client/index.ts';
import { useTexts } from '../lib/i18n.ts';
import { FirstPageIsThere } from '../lib/soon.tsx';
import type { MemoFilter } from '../lib/memo-filter.ts';
import { pinnedFirst, useMemoList } from '../lib/memo-lists.ts';
import { Boundary } from '../layout/boundary.tsx';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { Feed } from './feed.tsx';

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
        <FirstPageIsThere />
      </Row>
    );
  if (isPending)
    return (
      <Row>
        <Skeleton lines={9} />
      </Row>
    );
  if (memos.length === 0 && !hasNextPage)
    return (
      <Row>
        {empty}
        <FirstPageIsThere />
      </Row>
    );
  return (
    <>
      <Boundary as="row">
        <Suspense
          fallback={
            <Row>
              <Skeleton lines={9} />
            </Row>
          }
        >
          <Feed
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
      </Boundary>
      <Row>
        <div className="min-h-8 py-6 text-margin text-faded">
          {isFetchingNextPage ? <Spinner /> : !hasNextPage && memos.length > 20 && t('the-end')}
          {error && <Problem error={error} onRetry={() => void fetchNextPage()} />}
        </div>
      </Row>
    </>
  );
}

function Row({ children }: { children: ReactNode }) {
  return (
    <div className="page-row">
      <div className="page-column">{children}</div>
    </div>
  );
}
