import { useEffect, useMemo } from 'react';
import type { Memory } from '../../../../src/client/index.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { newDayAt } from '../../memories/day-of.ts';
import { MemoryRow } from '../../memories/memory-row.tsx';
import type { useMemories } from '../../memories/memory-lists.ts';
import { VirtualRows } from '../../memories/virtual-rows.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { EmptyLibrary } from './empty-library.tsx';
import { PageMenu } from './page-menu.tsx';
import { isOn, type Shelf } from './shelf.ts';

/** So many pages of a list are read without showing anything before somebody is asked whether to go on. */
const PATIENCE = 10;

/** The saved pages of one shelf, newest first. Among very many notes, they are looked for as far as one scrolls. */
export function LibraryList({ list, shelf }: { list: ReturnType<typeof useMemories>; shelf: Shelf }) {
  const t = useTexts();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = list;
  const memories = useMemo(
    () => data?.pages.flatMap(({ items }) => items.filter((one) => isOn(shelf, one))) ?? [],
    [data, shelf],
  );
  const emptyRun = useMemo(() => {
    const pages = data?.pages ?? [];
    const filled = pages.findLastIndex(({ items }) => items.some((one) => isOn(shelf, one)));
    return pages.length - 1 - filled;
  }, [data, shelf]);
  const mayGoOn = hasNextPage && !isFetchingNextPage && !error;
  const isPatient = emptyRun % PATIENCE !== 0 || emptyRun === 0;
  useEffect(() => {
    if (mayGoOn && emptyRun > 0 && isPatient) void fetchNextPage();
  }, [mayGoOn, emptyRun, isPatient, fetchNextPage]);

  if (error && !data)
    return (
      <PageRow>
        <Problem error={error} onRetry={() => void refetch()} />
      </PageRow>
    );
  if (!data)
    return (
      <PageRow>
        <Skeleton lines={9} />
      </PageRow>
    );
  if (memories.length === 0 && !hasNextPage)
    return (
      <PageRow>{shelf === 'all' ? <EmptyLibrary /> : <EmptyState title={t('lib-none-such')} />}</PageRow>
    );
  return (
    <>
      <PageRows
        name={`library ${shelf}`}
        memories={memories}
        onEnd={mayGoOn && emptyRun === 0 ? () => void fetchNextPage() : undefined}
      />
      <PageRow>
        <div className="min-h-8 py-6 text-margin text-faded">
          {isFetchingNextPage && <Spinner />}
          {error && <Problem error={error} onRetry={() => void fetchNextPage()} />}
          {mayGoOn && emptyRun > 0 && !isPatient && (
            <p className="flex flex-wrap items-center gap-3">
              {t('lib-looked', {
                count: data.pages.reduce((sum, { looked }) => sum + looked, 0),
                total: data.pages[0]!.total,
              })}
              <Button onClick={() => void fetchNextPage()}>{t('lib-look-on')}</Button>
            </p>
          )}
          {!hasNextPage && memories.length > 20 && t('the-end')}
        </div>
      </PageRow>
    </>
  );
}

interface RowsProps {
  name: string;
  memories: readonly Memory[];
  onEnd?: (() => void) | undefined;
}

export function PageRows({ name, memories, onEnd }: RowsProps) {
  const t = useTexts();
  return (
    <VirtualRows key={name} name={name} label={t('library')} memories={memories} onEnd={onEnd}>
      {(memory, { index, isCurrent }) => (
        <MemoryRow
          memory={memory}
          day={newDayAt(memories, index)}
          index={index}
          isCurrent={isCurrent}
          canRetry
          actions={<PageMenu memory={memory} />}
        />
      )}
    </VirtualRows>
  );
}
