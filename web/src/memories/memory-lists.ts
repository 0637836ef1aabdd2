import { useInfiniteQuery, type InfiniteData, type QueryKey } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ClientError, type LiveEvent, type Memory } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { liveOpening } from '../lib/live-opening.ts';
import { queryClient } from '../lib/query-client.ts';
import { keys } from '../lib/query-keys.ts';
import { useSignal } from '../lib/signal.ts';
import { isLive, onLive } from '../lib/use-live.ts';

const PAGE = 50;
const UNTOLD_MS = 5000;

interface Page {
  items: Memory[];
  total: number;
  /** How many were read to find these. */
  looked: number;
  nextPageToken: string;
}
type ListData = InfiniteData<Page, string>;

/**
 * What a space holds, or, without one, the pages that you have saved. Events keep it right; where there are none, it asks
 * for itself as long as something is waited for.
 */
export function useMemories(spaceId?: string) {
  const live = useSignal(isLive);
  const key = keys.memories(spaceId);
  useEffect(() => followMemories(spaceId), [spaceId]);
  return useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => fetchPage(spaceId, pageParam, signal),
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    refetchOnWindowFocus: spaceId !== undefined,
    staleTime: 0,
    refetchInterval: ({ state }) => !live && allOf(state.data).some(isQueued) && UNTOLD_MS,
  });
}

const isQueued = ({ status }: Memory): boolean => status === 'queued';

/** Plain notes are read over where only saved pages are wanted. */
async function fetchPage(spaceId: string | undefined, pageToken: string, signal: AbortSignal): Promise<Page> {
  await liveOpening.settled();
  const query = { count: PAGE, spaceId, ...(pageToken && { pageToken }) };
  const page = await client.memories.list(query, signal);
  const items = spaceId === undefined ? page.items.filter(isSavedPage) : page.items;
  return { ...page, items, looked: page.items.length };
}

export const isSavedPage = ({ type }: Memory): boolean => type !== 'note';

export const allOf = (data: InfiniteData<Page, unknown> | undefined): Memory[] =>
  data?.pages.flatMap(({ items }) => items) ?? [];

/** A saved page or note as it is now, in every list that has it; a new one stands at the head of `spaceId`'s. */
export function placeMemory(memory: Memory, spaceId?: string): void {
  setFound((found) => found.map((one) => (one.id === memory.id ? memory : one)));
  for (const [key, data] of lists()) {
    if (!data) continue;
    const isKnown = allOf(data).some(({ id }) => id === memory.id);
    const isAt = key[1] === (spaceId ?? null);
    if (isKnown) set(key, (items) => items.map((one) => (one.id === memory.id ? memory : one)));
    else if (isAt && (spaceId !== undefined || isSavedPage(memory))) set(key, insert(memory));
  }
}

/** @param spaceId where it is taken from; without it, everywhere */
export function dropMemory(id: string, spaceId?: string): void {
  if (spaceId === undefined) setFound((found) => found.filter((one) => one.id !== id));
  for (const [key, data] of lists()) {
    if (spaceId !== undefined && key[1] !== spaceId) continue;
    if (allOf(data).some((one) => one.id === id)) set(key, (items) => items.filter((one) => one.id !== id));
  }
}

/** What searches of the library have found is corrected, too. */
function setFound(change: (found: Memory[]) => Memory[]): void {
  queryClient.setQueriesData<Memory[]>({ queryKey: keys.librarySearch }, (found) => found && change(found));
}

const lists = () => queryClient.getQueriesData<ListData>({ queryKey: ['memories'] });

function set(key: QueryKey, change: (items: Memory[], page: number) => Memory[]): void {
  queryClient.setQueryData<ListData>(
    key,
    (data) =>
      data && { ...data, pages: data.pages.map((page, at) => ({ ...page, items: change(page.items, at) })) },
  );
}

/** Newest first; what is older than the first page comes with its own. */
const insert = (memory: Memory) => (items: Memory[], page: number) => {
  if (page > 0) return items;
  const at = items.findIndex(({ createdAt }) => createdAt <= memory.createdAt);
  return items.toSpliced(at === -1 ? items.length : at, 0, memory);
};

const CALM_MS = 100;
const MOST_AT_ONCE = 8;

/** Events name notes; what is known of their pages is read for those that are shown, or may be new here. */
function followMemories(spaceId: string | undefined): () => void {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => void queryClient.invalidateQueries({ queryKey: keys.memories(spaceId) });
  const readAll = () => {
    const uids = [...waiting];
    waiting.clear();
    if (uids.length > MOST_AT_ONCE) return again();
    for (const uid of uids) void read(uid, spaceId).catch(again);
  };
  const take = (event: LiveEvent) => {
    if (event.type === 'open' && !event.resumed) return again();
    if (event.type === 'memo.deleted') return dropMemory(event.memo.uid);
    if (event.type !== 'memo.created' && event.type !== 'memo.updated') return;
    const { uid, rowStatus } = event.memo;
    if (rowStatus !== 'NORMAL') return dropMemory(uid);
    const data = queryClient.getQueryData<ListData>(keys.memories(spaceId));
    const isKnown = allOf(data).some(({ id }) => id === uid);
    const mayBelong = spaceId === undefined ? HAS_ADDRESS.test(event.memo.content) : isNewTo(event);
    if (!isKnown && !mayBelong) return;
    waiting.add(uid);
    clearTimeout(timer);
    timer = setTimeout(readAll, CALM_MS);
  };
  const stop = onLive(take);
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** Each saved page names its source. */
const HAS_ADDRESS = /https?:\/\//;
const isNewTo = ({ type }: LiveEvent): boolean => type === 'memo.created';

async function read(uid: string, spaceId: string | undefined): Promise<void> {
  try {
    const memory = await client.memories.get(uid);
    queryClient.setQueryData(keys.memory(uid), memory);
    if (spaceId === undefined) return placeMemory(memory);
    const isHeld = memory.spaces.some(({ id }) => id === spaceId);
    if (isHeld) placeMemory(memory, spaceId);
    else dropMemory(uid, spaceId);
  } catch (error) {
    if (error instanceof ClientError && error.status === 404) dropMemory(uid);
    else throw error;
  }
}
