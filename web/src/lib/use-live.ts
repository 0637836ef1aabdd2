import { useEffect } from 'react';
import { ClientError } from '../../../src/client/client-error.ts';
import type { LiveEvent, User } from '../../../src/client/index.ts';
import { isLive } from './is-live.ts';
import { liveOpening } from './live-opening.ts';
import { followLive } from './live-stream.ts';
import { dropMemo, placeMemo, refreshListsOlderThan } from './memo-lists.ts';
import { outbox } from './outbox.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';
import { afterFirstPage } from './soon.tsx';

export { isLive } from './is-live.ts';

const listeners = new Set<(event: LiveEvent) => void>();

/** For what lists do not cover: tells a page of every event. */
export function onLive(listener: (event: LiveEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let following: { stop: AbortController; user: number | null } | null = null;

/**
 * Begins to follow the changes of the server: first of all things, so that what is read afterwards is complete.
 * @param user who is thought to be signed in, if somebody is
 */
export function startLive(user: number | null): void {
  if (following && (following.user === null || following.user === user)) return;
  following?.stop.abort();
  const stop = new AbortController();
  const mine = (following = { stop, user });
  liveOpening.begin();
  const take = (event: LiveEvent): void => {
    if (following !== mine) return;
    correct(event);
    for (const listener of listeners) listener(event);
  };
  const ended = (error?: unknown): void => {
    if (following === mine) following = null;
    void sessionMayHaveEnded(error);
  };
  void followLive(user, { take, ended }, stop.signal).finally(() => liveOpening.settle());
}

function stopLive(): void {
  following?.stop.abort();
  following = null;
}

/** Follows the changes of the server as long as the app is shown, and corrects what is in memory. */
export function useLive(): void {
  useEffect(() => {
    startLive(queryClient.getQueryData<User>(keys.session)?.id ?? null);
    return stopLive;
  }, []);
}

/** The app asks who is there, and shows the door where it is nobody. */
async function sessionMayHaveEnded(error: unknown): Promise<void> {
  const isEnded = error === undefined || (error instanceof ClientError && error.status === 401);
  if (isEnded && queryClient.getQueryData(keys.session)) {
    await queryClient.invalidateQueries({ queryKey: keys.session });
  }
}

function correct(event: LiveEvent): void {
  switch (event.type) {
    case 'open':
      liveOpening.settle();
      isLive.set(true);
      if (!event.resumed) refreshListsOlderThan(performance.now());
      // What could not be read meanwhile.
      void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
      afterFirstPage(({ sendUnsent }) => sendUnsent());
      break;
    case 'closed':
      isLive.set(false);
      break;
    case 'reset':
      refreshListsOlderThan(performance.now());
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.memos[0] });
      break;
    case 'memo.created':
      outbox.arrived(event.memo);
      placeMemo(event.memo);
      tagsMayHaveChanged();
      break;
    case 'memo.updated':
      placeMemo(event.memo);
      tagsMayHaveChanged();
      break;
    case 'memo.deleted':
      dropMemo(event.memo.name);
      tagsMayHaveChanged();
      break;
  }
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Counts of tags are read anew when things have calmed down, not at each of a hundred events. */
export function tagsMayHaveChanged(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    void queryClient.invalidateQueries({ queryKey: keys.tags });
    void queryClient.invalidateQueries({ queryKey: keys.noteTitles });
  }, 800);
}
