import type { ReactNode } from 'react';
import type { Memory } from '../../../../src/client/index.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { newDayAt } from '../../memories/day-of.ts';
import { allOf, useMemories } from '../../memories/memory-lists.ts';
import { MemoryRow } from '../../memories/memory-row.tsx';
import { VirtualRows } from '../../memories/virtual-rows.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Spinner } from '../../ui/spinner.tsx';

interface Props {
  spaceId: string;
  empty: ReactNode;
  actions?: (memory: Memory) => ReactNode;
  below?: (memory: Memory) => ReactNode;
}

/** What a space holds, newest first. */
export function SpaceList({ spaceId, empty, actions, below }: Props) {
  const t = useTexts();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useMemories(spaceId);
  const memories = allOf(data);
  if (!data)
    return (
      <PageRow>
        {error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton lines={9} />}
      </PageRow>
    );
  if (memories.length === 0 && !hasNextPage) return <PageRow>{empty}</PageRow>;
  const mayGoOn = hasNextPage && !isFetchingNextPage && !error;
  return (
    <>
      <VirtualRows
        name={`space ${spaceId}`}
        label={t('notes')}
        memories={memories}
        onEnd={mayGoOn ? () => void fetchNextPage() : undefined}
      >
        {(memory, { index, isCurrent }) => (
          <MemoryRow
            memory={memory}
            day={newDayAt(memories, index)}
            index={index}
            isCurrent={isCurrent}
            actions={actions?.(memory)}
          >
            {below?.(memory)}
          </MemoryRow>
        )}
      </VirtualRows>
      <PageRow>
        <div className="min-h-8 py-6 text-margin text-faded">
          {isFetchingNextPage ? <Spinner /> : !hasNextPage && memories.length > 20 && t('the-end')}
          {error && <Problem error={error} onRetry={() => void fetchNextPage()} />}
        </div>
      </PageRow>
    </>
  );
}
