import type { Memo } from '../../../src/client/index.ts';
import { tagKey } from '../../../src/domain/markdown/index.ts';
import { matches, type SearchQuery } from '../../../src/domain/search/index.ts';
import { isWithin } from '../lib/memo-filter.ts';
import type { MemoListData } from '../lib/memo-lists.ts';
import { queryClient } from '../lib/query-client.ts';
import { keys } from '../lib/query-keys.ts';

/** So many are read at each key, and so much of each: what is longer is found by the server a moment later. */
const MOST = 200;
const MOST_TEXT = 2000;

/** The notes that are in memory and in use, the newest first. */
export function knownMemos(): Memo[] {
  const lists = queryClient.getQueriesData<MemoListData>({ queryKey: keys.memos });
  const single = queryClient.getQueriesData<Memo>({ queryKey: ['memo'] });
  const all = [
    ...lists.flatMap(([, data]) => data?.pages.flatMap((page) => page.data) ?? []),
    ...single.flatMap(([, memo]) => (memo?.content === undefined ? [] : [memo])),
  ];
  return [...new Map(all.map((memo) => [memo.id, memo])).values()]
    .filter(({ rowStatus }) => rowStatus === 'NORMAL')
    .toSorted((a, b) => b.createTime.localeCompare(a.createTime))
    .slice(0, MOST);
}

/** Those that a query finds, by the rules of the server; none where only the server knows. Titles come first. */
export function findKnown(memos: readonly Memo[], query: SearchQuery): Memo[] {
  const { filters } = query;
  const isBeyond = [filters.hasLink, filters.hasTask, filters.hasCode].some((flag) => flag !== undefined);
  if (isBeyond) return [];
  const found = memos.filter(
    (memo) =>
      fits(memo, filters) && matches(query, { title: memo.title, content: memo.content.slice(0, MOST_TEXT) }),
  );
  const titled = new Set(
    query.all.length > 0 ? found.filter(({ title }) => matches(query, { title, content: '' })) : [],
  );
  return [...titled, ...found.filter((memo) => !titled.has(memo))];
}

function fits(
  memo: Memo,
  { tags, notTags, pinned, hasFile, before, after }: SearchQuery['filters'],
): boolean {
  const has = (key: string) => memo.tags.some((tag) => isWithin(tagKey(tag), key));
  const time = Date.parse(memo.createTime);
  return (
    tags.every(has) &&
    !notTags.some(has) &&
    (pinned === undefined || memo.pinned === pinned) &&
    (hasFile === undefined || memo.resources.length > 0 === hasFile) &&
    (before === undefined || time < before) &&
    (after === undefined || time >= after)
  );
}
