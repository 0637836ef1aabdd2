import { useEffect, useRef, type RefObject } from 'react';
import { useTexts } from '../../lib/i18n.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { NothingFound } from './nothing-found.tsx';
import { lastToken } from './query/edit-query.ts';
import { ResultRow } from './result-row.tsx';
import { useResultKeys } from './use-result-keys.ts';
import { useResults } from './use-results.ts';

interface Props {
  q: string;
  within: string;
  /** Whether it can be searched for; until then what was found before stays. */
  isAsked: boolean;
  field: RefObject<HTMLInputElement | null>;
  onTry: (q: string, within?: string) => void;
}

/** What was found, as long as there is more to come. */
export function Results({ q, within, isAsked, field, onTry }: Props) {
  const t = useTexts();
  const {
    data,
    error,
    isPending,
    isPlaceholderData,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
    refetch,
  } = useResults(q, within, isAsked);
  const pages = data?.pages ?? [];
  // Notes that came meanwhile move others to the next page.
  const results = [...new Map(pages.flatMap((page) => page.results.map((one) => [one.key, one]))).values()];
  const current = useResultKeys(results, field);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!hasNextPage || isFetchingNextPage || error || !end.current) return;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), {
      rootMargin: '800px',
    });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [hasNextPage, isFetchingNextPage, error, fetchNextPage, data]);

  if (!isAsked && results.length === 0) return null;
  if (error && !data)
    return (
      <PageRow>
        <Problem error={error} onRetry={() => void refetch()} />
      </PageRow>
    );
  const isEmpty = results.length === 0 && !hasNextPage && !isPending && !isPlaceholderData;
  const isRelaxed = pages[0]?.isRelaxed === true && results.length > 0;
  return (
    <div aria-busy={isPending || isPlaceholderData}>
      <PageRow>
        <p role="status" className={isRelaxed ? 'pt-3 text-margin text-faded' : 'sr-only'}>
          {isRelaxed && `${t('search-relaxed', { word: lastToken(q) })} `}
          {!isPending && !isPlaceholderData && !isEmpty && !isRelaxed && (
            <>{t(hasNextPage ? 'search-found-more' : 'search-found', { count: results.length })}</>
          )}
        </p>
        {isPending && isAsked && <Skeleton lines={9} />}
        {isEmpty && isAsked && <NothingFound q={q} within={within} onTry={onTry} />}
      </PageRow>
      {results.map((result) => (
        <ResultRow key={result.key} result={result} isCurrent={result.key === current} />
      ))}
      <PageRow>
        <div ref={end} className="min-h-8 py-6 text-margin text-faded">
          {(isFetchingNextPage || (hasNextPage && results.length === 0)) && <Spinner />}
          {!hasNextPage && pages.some(({ isCut }) => isCut) && t('search-cut', { count: results.length })}
          {!hasNextPage && results.length > 20 && !pages.some(({ isCut }) => isCut) && t('the-end')}
          {error && <Problem error={error} onRetry={() => void fetchNextPage()} />}
        </div>
      </PageRow>
    </div>
  );
}
