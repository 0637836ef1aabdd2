import { hashKey, type QueryKey } from '@tanstack/react-query';
import { clear, createStore, entries, type UseStore } from 'idb-keyval';
import { deviceUser } from './device-user.ts';
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

/** Puts what was seen into memory, as old: it is shown, and asked for anew. It never fails, and never takes long. */
export async function restoreSeen(): Promise<void> {
  const user = deviceUser();
  if (user === null) return;
  const found = read(user).catch(() => []);
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  for (const { key, data } of (await Promise.race([found, late])) ?? []) {
    if (queryClient.getQueryData(key) !== undefined) continue;
    queryClient.setQueryData(key, data, { updatedAt: 1 });
    written.set(hashKey(key), data);
  }
  const session = queryClient.getQueryCache().find({ queryKey: keys.session });
  session?.invalidate();
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
