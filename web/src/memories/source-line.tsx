import { useQuery } from '@tanstack/react-query';
import type { Memory, MemoryDetail } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { dayKey, formatDate } from '../lib/dates.ts';
import { keys } from '../lib/query-keys.ts';
import { siteOf } from './page-words.ts';

/**
 * Where a page is from: site, author, day. Lists do not say all of it, so it is asked for while the row is shown.
 * @param isKnown whether what the list says has to do
 */
export function SourceLine({ memory, isKnown }: { memory: Memory; isKnown: boolean }) {
  const { data } = useQuery({
    queryKey: [...keys.memory(memory.id), 'source', memory.updatedAt],
    queryFn: async ({ signal }) => sourceOf(await client.memories.get(memory.id, signal)),
    enabled: !isKnown && memory.status === 'done',
    staleTime: Infinity,
    retry: false,
  });
  const source = data ?? sourceOf(memory);
  return (
    <p className="mt-0.5 text-margin text-faded wrap-anywhere">
      {[source.site, source.author, source.published && formatDate(dayKey(source.published))]
        .filter(Boolean)
        .join(' · ')}
    </p>
  );
}

function sourceOf(memory: Memory & Partial<MemoryDetail>) {
  const { siteName, author, publishedAt } = memory;
  return { site: siteName || siteOf(memory), author, published: publishedAt };
}
