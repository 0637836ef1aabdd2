import { useQuery } from '@tanstack/react-query';
import type { Memo } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { keys } from '../lib/query-keys.ts';
import { useUser } from '../lib/session.ts';
import { knownMemos } from './known-memos.ts';

/** What one has written last, first of all from memory. */
export function useRecentNotes(): readonly Memo[] {
  const creator = useUser().name;
  const { data = [] } = useQuery({
    queryKey: [...keys.search, 'recent', creator],
    queryFn: async ({ signal }) =>
      (await client.memos.list({ creator, orderBy: 'updated_ts', order: 'desc', limit: 6 }, signal)).data,
    placeholderData: () =>
      knownMemos()
        .filter((memo) => memo.creator === creator)
        .toSorted((a, b) => b.updateTime.localeCompare(a.updateTime))
        .slice(0, 6),
    staleTime: 0,
  });
  return data;
}
