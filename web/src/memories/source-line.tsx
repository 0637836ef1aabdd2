import { useQuery } from '@tanstack/react-query';
import type { Memory, MemoryDetail } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { dayKey, formatDate } from '../lib/dates.ts';
import { keys } from '../lib/query-keys.ts';
import { siteOf } from './page-words.ts';

/**
 * Where a page is from. Lists do not say all of it, so it is asked for while the row is shown.
 * @param isKnown whether what the list says has to do
 */
export function useSource(memory: Memory, isKnown: boolean): Source {
  const { data } = useQuery({
    queryKey: [...keys.memory(memory.id), 'source', memory.updatedAt],
    queryFn: async ({ signal }) => sourceOf(await client.memories.get(memory.id, signal)),
    enabled: !isKnown && memory.status === 'done' && memory.type !== 'note',
    staleTime: Infinity,
    retry: false,
  });
  return data ?? sourceOf(memory);
}

interface Source {
  site: string;
  author: string | null | undefined;
  /** RFC 3339. */
  published: string | null | undefined;
}

function sourceOf(memory: Memory & Partial<MemoryDetail>): Source {
  const { siteName, author, publishedAt } = memory;
  return { site: siteName || siteOf(memory), author, published: publishedAt };
}

/** Site, author, day. */
export function SourceLine({ source: { site, author, published } }: { source: Source }) {
  return (
    <p className="mt-0.5 text-margin text-faded wrap-anywhere">
      {[site, author, published && formatDate(dayKey(published))].filter(Boolean).join(' · ')}
    </p>
  );
}
