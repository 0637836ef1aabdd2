import { ClientError, type Memo } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { dropMemo } from '../../lib/memo-lists.ts';
import { createSignal } from '../../lib/signal.ts';

/** How far the trash is emptied. It goes on while other pages are open. */
export interface Emptying {
  /** Null while they are still being counted. */
  total: number | null;
  removed: number;
  failed: number;
}

export const emptying = createSignal<Emptying | null>(null);
let stop = new AbortController();

export const stopEmptying = (): void => stop.abort();

/**
 * Removes for good what is in the trash now, one note after the other; what is thrown away meanwhile stays.
 * @returns how it ended; whoever stops it keeps what is left
 */
export async function emptyTrash(creator: string): Promise<Emptying> {
  stop = new AbortController();
  const { signal } = stop;
  const tell = (changes: Partial<Emptying>) => emptying.set((now) => now && { ...now, ...changes });
  emptying.set({ total: null, removed: 0, failed: 0 });
  try {
    const memos = await inTrash(creator, signal);
    tell({ total: memos.length });
    for (const memo of memos) {
      if (signal.aborted) break;
      const isGone = await remove(memo, signal);
      tell(isGone ? { removed: emptying.get()!.removed + 1 } : { failed: emptying.get()!.failed + 1 });
    }
    return emptying.get()!;
  } finally {
    emptying.set(null);
  }
}

async function inTrash(creator: string, signal: AbortSignal): Promise<Memo[]> {
  const memos: Memo[] = [];
  let pageToken: string | undefined;
  do {
    const page = await client.memos.list(
      { rowStatus: 'TRASHED', creator, orderBy: 'created_ts', limit: 100, pageToken },
      signal,
    );
    memos.push(...page.data);
    pageToken = page.nextPageToken;
  } while (pageToken !== '' && !signal.aborted);
  return memos;
}

/** @returns whether it is not in the trash any more */
async function remove(memo: Memo, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    try {
      // Somebody may have restored it meanwhile: only what is still as it was counted is removed.
      const { memo: now, etag } = await client.memos.read(memo.id, signal);
      if (now.rowStatus !== 'TRASHED') return true;
      await client.memos.remove(memo.id, { force: true, ifMatch: etag });
      dropMemo(memo.name);
      return true;
    } catch (error) {
      if (error instanceof ClientError && error.status === 404) return true;
      const wait = error instanceof ClientError && error.isTemporary ? error.retryAfter : undefined;
      if (wait === undefined || signal.aborted) return false;
      await pause(wait * 1000, signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
