import { useInfiniteQuery, type InfiniteData, type QueryKey } from '@tanstack/react-query';
import type { Memo, Page, User } from '../../../src/client/index.ts';
import { core } from './core-client.ts';
import { liveOpening } from './live-opening.ts';
import { compareMemos, fromTime, matches, needsSearch, toTime, type MemoFilter } from './memo-filter.ts';
import { queryClient } from './query-client.ts';
import { overtaken } from './overtaken.ts';
import { keys } from './query-keys.ts';

const PAGE = 30;

export interface MemoPage extends Page<Memo> {
  /** When it was asked for, by `performance.now()`: what happened before is in it. */
  askedAt: number;
}
export type MemoListData = InfiniteData<MemoPage, string>;

/** A list of memos, page by page; live events keep it right (see use-live.ts). */
export function useMemoList(filter: MemoFilter) {
  return useInfiniteQuery({
    queryKey: keys.memoList(filter),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => fetchPage(filter, pageParam, signal),
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    // A list that was read once is shown at once, and what changed meanwhile came by the stream.
    refetchOnMount: (query) => query.state.isInvalidated,
  });
}

/** Whether pinned memos come first: on the shelf of what is in use. */
export const pinnedFirst = (filter: MemoFilter): boolean =>
  filter.status === 'NORMAL' && !needsSearch(filter) && !filter.from;

async function fetchPage(filter: MemoFilter, pageToken: string, signal: AbortSignal): Promise<MemoPage> {
  await liveOpening.settled();
  const askedAt = performance.now();
  const { status, creator, tag, visibility } = filter;
  const paging = { limit: PAGE, ...(pageToken && { pageToken }) };
  if (!needsSearch(filter)) {
    const orderBy = pinnedFirst(filter) ? 'pinned' : 'created_ts';
    const query = { rowStatus: status, creator, tag, visibility, from: fromTime(filter), to: toTime(filter) };
    return { ...(await core.memos.list({ ...query, orderBy, ...paging }, signal)), askedAt };
  }
  const { pinned, kind } = filter;
  const q = [pinned && 'is:pinned', kind && `has:${kind}`].filter(Boolean).join(' ');
  const found = await core.memos.search({ q, tag, ...paging }, signal);
  return { ...found, data: found.data.filter((memo) => matches(memo, filter) !== false), askedAt };
}

const lists = () => queryClient.getQueriesData<MemoListData>({ queryKey: keys.memos });

/** Puts a memo where it belongs in every list that is in memory, and takes it out of those where it does not. */
export function placeMemo(memo: Memo): void {
  overtaken.note(memo.name, memo);
  queryClient.setQueryData(keys.memo(memo.id), (known) => (known ? memo : known));
  for (const [key, data] of lists()) {
    if (data) queryClient.setQueryData<MemoListData>(key, placeIn(data, memo, filterOf(key)));
  }
}

/** Takes a memo out of every list. @param name `memos/<id>` */
export function dropMemo(name: string): void {
  overtaken.note(name, null);
  queryClient.removeQueries({ queryKey: keys.memo(name.replace('memos/', '')) });
  for (const [key, data] of lists()) {
    if (data && holds(data, name)) queryClient.setQueryData<MemoListData>(key, without(data, name));
  }
}

// What was told while an answer was under way is done once more with what it says.
overtaken.watch((key, told) => {
  if (key[0] === keys.memo('')[0]) {
    const [, memo] = told.find(([name]) => name === `memos/${String(key[1])}`) ?? [];
    if (memo) queryClient.setQueryData(key, memo);
  }
  if (key[0] !== keys.memos[0]) return;
  const filter = filterOf(key);
  const again = (data: MemoListData, [name, memo]: (typeof told)[number]): MemoListData =>
    memo ? placeIn(data, memo, filter) : holds(data, name) ? without(data, name) : data;
  const before = queryClient.getQueryData<MemoListData>(key);
  const after = before && told.reduce(again, before);
  if (after !== before) queryClient.setQueryData(key, after);
  refreshOldLists();
});

/** A memo that is in memory, by its id. */
export function knownMemo(id: number): Memo | undefined {
  for (const [, data] of lists()) {
    const found = data?.pages.flatMap((page) => page.data).find((memo) => memo.id === id);
    if (found) return found;
  }
  return queryClient.getQueryData<Memo>(keys.memo(id)) ?? overtaken.last(`memos/${id}`) ?? undefined;
}

export function knownMemoByUid(uid: string): Memo | undefined {
  const listed = lists().flatMap(([, data]) => data?.pages.flatMap((page) => page.data) ?? []);
  return listed.find((memo) => memo.uid === uid) ?? queryClient.getQueryData<Memo>(keys.memo(uid));
}

/** What was asked for before this moment may have missed something. What an earlier page had asked for is from before. */
let tooOld = -1;

/** Asks again for the lists that were asked for before this moment, by `performance.now()`. */
export function refreshListsOlderThan(moment: number): void {
  tooOld = moment;
  overtaken.forget();
  refreshOldLists();
}

/** As the function above, for lists that have come into memory since. */
export function refreshOldLists(): void {
  for (const [key, data] of lists()) {
    if (!data?.pages.some((page) => page.askedAt < tooOld)) continue;
    // Who is at the top needs no pages below, each of which would be a request.
    if (data.pages.length > 1 && window.scrollY < window.innerHeight) {
      const first = { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) };
      queryClient.setQueryData<MemoListData>(key, first);
    }
    void queryClient.invalidateQueries({ queryKey: key });
  }
}

const filterOf = (key: QueryKey): MemoFilter => key[1] as MemoFilter;

const holds = (data: MemoListData, name: string): boolean =>
  data.pages.some((page) => page.data.some((memo) => memo.name === name));

function without(data: MemoListData, name: string): MemoListData {
  return {
    ...data,
    pages: data.pages.map((page) =>
      page.data.some((memo) => memo.name === name)
        ? { ...page, data: page.data.filter((memo) => memo.name !== name) }
        : page,
    ),
  };
}

/** A private note of somebody else is seen in a space, and stands in no list of notes. */
function isListed({ visibility, creator }: Memo): boolean {
  return visibility !== 'PRIVATE' || creator === queryClient.getQueryData<User>(keys.session)?.name;
}

function placeIn(data: MemoListData, memo: Memo, filter: MemoFilter): MemoListData {
  const known = data.pages.flatMap((page) => page.data).find((one) => one.id === memo.id);
  const fits = isListed(memo) && (matches(memo, filter) ?? known !== undefined);
  if (!fits) return known ? without(data, memo.name) : data;
  const isFirst = (a: Memo, b: Memo) => compareMemos(a, b, pinnedFirst(filter)) < 0;
  if (known && !isFirst(known, memo) && !isFirst(memo, known)) {
    return {
      ...data,
      pages: data.pages.map((page) =>
        page.data.includes(known)
          ? { ...page, data: page.data.map((one) => (one === known ? memo : one)) }
          : page,
      ),
    };
  }
  const rest = known ? without(data, memo.name) : data;
  // The first page whose last memo comes after it; the end of the list only if there is no more to come.
  const index = rest.pages.findIndex((page) => page.data.some((one) => isFirst(memo, one)));
  const last = rest.pages.length - 1;
  const target = index === -1 && rest.pages[last]?.nextPageToken === '' ? last : index;
  if (target === -1) return rest;
  return {
    ...rest,
    pages: rest.pages.map((page, at) => {
      if (at !== target) return page;
      const before = page.data.findIndex((one) => isFirst(memo, one));
      return { ...page, data: page.data.toSpliced(before === -1 ? page.data.length : before, 0, memo) };
    }),
  };
}
