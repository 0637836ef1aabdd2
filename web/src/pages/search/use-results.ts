import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryClient } from '../../lib/query-client.ts';
import { keys } from '../../lib/query-keys.ts';
import { onLive } from '../../lib/use-live.ts';
import { findPage, START } from './query/results.ts';

const CALM_MS = 1000;

/** What a query finds, page by page. The results of the one before stay until those of this one are there. */
export function useResults(q: string, within: string, isAsked: boolean) {
  useFollowing();
  return useInfiniteQuery({
    queryKey: [...keys.search, 'page', q, within],
    initialPageParam: START,
    queryFn: ({ pageParam, signal }) => findPage(q, within, pageParam, signal),
    getNextPageParam: ({ next }) => next,
    enabled: isAsked,
    placeholderData: keepPreviousData,
    retry: (failures, error) => failures < 2 && 'isTemporary' in error && error.isTemporary === true,
  });
}

/** Searches again when notes have changed and things have calmed down. */
function useFollowing(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onLive(({ type }) => {
      if (!type.startsWith('memo.')) return;
      clearTimeout(timer);
      timer = setTimeout(() => void queryClient.invalidateQueries({ queryKey: keys.search }), CALM_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
}
