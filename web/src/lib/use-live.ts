import { useEffect } from 'react';
import { ClientError, type LiveEvent } from '../../../src/client/index.ts';
import { client } from './client.ts';
import { liveOpening } from './live-opening.ts';
import { dropMemo, placeMemo, refreshListsOlderThan } from './memo-lists.ts';
import { outbox } from './outbox.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';
import { createSignal } from './signal.ts';

/** Whether the server tells what changes; where it does not, what is shown may be old. */
export const isLive = createSignal(true);

const listeners = new Set<(event: LiveEvent) => void>();

/** For what lists do not cover: tells a page of every event. */
export function onLive(listener: (event: LiveEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let following: AbortController | null = null;

/** Begins to follow the changes of the server: first of all things, so that what is read afterwards is complete. */
export function startLive(): void {
  if (following) return;
  following = new AbortController();
  liveOpening.begin();
  void follow(following.signal).finally(() => liveOpening.settle());
}

function stopLive(): void {
  following?.abort();
  following = null;
}

/** Follows the changes of the server as long as the app is shown, and corrects what is in memory. */
export function useLive(): void {
  useEffect(() => {
    startLive();
    return stopLive;
  }, []);
}

async function follow(signal: AbortSignal): Promise<void> {
  try {
    for await (const event of client.events.follow(signal)) {
      take(event);
      for (const listener of listeners) listener(event);
    }
  } catch (error) {
    if (!signal.aborted) following = null;
    // The session has ended: the app asks who is there, and shows the door.
    const isEnded = error instanceof ClientError && error.status === 401;
    if (isEnded && queryClient.getQueryData(keys.session)) {
      await queryClient.invalidateQueries({ queryKey: keys.session });
    }
  }
}

function take(event: LiveEvent): void {
  switch (event.type) {
    case 'open':
      liveOpening.settle();
      isLive.set(true);
      if (!event.resumed) refreshListsOlderThan(performance.now());
      void outbox.sendAll();
      break;
    case 'closed':
      isLive.set(false);
      break;
    case 'reset':
      void queryClient.invalidateQueries();
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
