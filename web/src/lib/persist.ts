import { hashKey, type QueryKey } from '@tanstack/react-query';
import { clear, createStore, entries, type UseStore } from 'idb-keyval';
import { deviceUser } from './device-user.ts';
import { refreshOldLists } from './memo-lists.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';

/** What was seen, kept on this device: without a way to the server it is what there is, and with one it is shown first. */
export interface Seen {
  user: number;
  key: QueryKey;
  data: unknown;
  seenAt: number;
}

/** Longer than this the first paint does not wait for it. */
const PATIENCE_MS = 250;

let opened: UseStore | undefined;
export const seenStore = (): UseStore => (opened ??= createStore('commonplace-seen', 'queries'));
/** What is there of it already, by the hash of its key. */
export const written = new Map<string, unknown>();

/**
 * Puts what was seen into memory, as old: it is shown, and asked for anew. It never fails, and never takes long: what a slow
 * device finds later is put where nothing has come from the server by then.
 */
export async function restoreSeen(): Promise<void> {
  const user = deviceUser();
  if (user === null) return;
  const restored = read(user).then(
    (seen) => deviceUser() === user && restore(seen),
    () => {},
  );
  await Promise.race([restored, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}

function restore(seen: readonly Seen[]): void {
  for (const { key, data } of seen) {
    if (queryClient.getQueryData(key) !== undefined) continue;
    queryClient.setQueryData(key, data, { updatedAt: 1 });
    written.set(hashKey(key), data);
    // A page that is shown already asks as it would have at its beginning.
    void queryClient.refetchQueries({ queryKey: key, exact: true, type: 'active' }, { cancelRefetch: false });
  }
  queryClient.getQueryCache().find({ queryKey: keys.session })?.invalidate();
  // The stream may have been opened before there was a list to be asked for again.
  refreshOldLists();
}

async function read(user: number): Promise<Seen[]> {
  const all = await entries<string, Seen>(seenStore());
  return all.map(([, seen]) => seen).filter((seen) => seen.user === user);
}

/** Nothing of one account is left for the next: what was seen, and the pictures. */
export async function forgetSeen(): Promise<void> {
  written.clear();
  await Promise.allSettled([clear(seenStore()), globalThis.caches?.delete('commonplace-pictures')]);
}
