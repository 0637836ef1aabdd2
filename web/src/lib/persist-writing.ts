import type { QueryKey } from '@tanstack/react-query';
import { delMany, entries, setMany } from 'idb-keyval';
import type { User } from '../../../src/client/index.ts';
import { deviceUser } from './device-user.ts';
import type { MemoListData } from './memo-lists.ts';
import { seenStore, written, type Seen } from './persist.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';

const KEPT = new Set(['session', 'memos', 'memo', 'tags', 'spaces', 'space', 'memories', 'memory', 'system']);
const MOST_PAGES = 3;
const MOST_ENTRIES = 250;
/** Of JSON. */
const MOST_CHARACTERS = 3_000_000;
const CALM_MS = 1500;

/** Keeps what was read so far, and what is read from now on, a moment after it was. */
export function keepSeen(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    void writeChanged().catch(() => {});
  };
  queryClient.getQueryCache().subscribe(({ query, type }) => {
    if (type === 'updated' && KEPT.has(String(query.queryKey[0]))) timer ??= setTimeout(write, CALM_MS);
  });
  timer = setTimeout(write, CALM_MS);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && write());
}

async function writeChanged(): Promise<void> {
  const user = queryClient.getQueryData<User>(keys.session)?.id;
  if (user === undefined || user !== deviceUser()) return;
  const fresh: [string, Seen][] = [];
  for (const query of queryClient.getQueryCache().getAll()) {
    const { data, dataUpdatedAt: seenAt } = query.state;
    const { queryKey: key, queryHash } = query;
    if (data === undefined || data === null || !KEPT.has(String(key[0])) || written.get(queryHash) === data)
      continue;
    written.set(queryHash, data);
    fresh.push([queryHash, { user, key, data: kept(key, data), seenAt }]);
  }
  if (fresh.length === 0) return;
  await setMany(fresh, seenStore());
  await forgetOldest();
}

/** Of lists the first pages; times of this page mean nothing to the next. */
function kept(key: QueryKey, data: unknown): unknown {
  if (key[0] !== 'memos') return data;
  const { pages, pageParams } = data as MemoListData;
  return {
    pages: pages.slice(0, MOST_PAGES).map((page) => ({ ...page, askedAt: -1 })),
    pageParams: pageParams.slice(0, MOST_PAGES),
  };
}

async function forgetOldest(): Promise<void> {
  const all = await entries<string, Seen>(seenStore());
  const newest = all.toSorted(([, a], [, b]) => rank(b) - rank(a));
  let characters = 0;
  const old = newest.filter(([, seen], index) => {
    characters += JSON.stringify(seen.data).length;
    return index >= MOST_ENTRIES || characters > MOST_CHARACTERS;
  });
  if (old.length > 0)
    await delMany(
      old.map(([name]) => name),
      seenStore(),
    );
}

/** Who it is counts most. */
const rank = ({ key, seenAt }: Seen): number => (key[0] === 'session' ? Infinity : seenAt);
