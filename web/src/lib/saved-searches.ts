import { useQuery } from '@tanstack/react-query';
import { core } from './core-client.ts';
import { device } from './device.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';
import { useUser } from './session.ts';

/** Kept with the account, under `searches` of its preferences, in the order in which they are shown. */
export interface SavedSearch {
  id: string;
  name: string;
  q: string;
  /** Where it looks, as in the address of the search page: `pages`, or the id of a space. */
  in?: string | undefined;
}

type List = readonly SavedSearch[];

/**
 * The saved searches of the account. What this device knew of them is shown at once.
 * @param isWanted whether to ask the server; what others have asked for is shown in any case
 */
export function useSavedSearches(isWanted = true): List {
  const { id } = useUser();
  const { data } = useQuery({
    queryKey: keys.searches,
    queryFn: async ({ signal }) => {
      const searches = read((await core.auth.preferences(signal))['searches']);
      remember(id, searches);
      return searches;
    },
    enabled: isWanted,
    placeholderData: () => known(id),
  });
  return data ?? NONE;
}

const NONE: List = [];
let before: Promise<unknown> = Promise.resolve();

/**
 * Changes what the server has by then, one change after the other, so that two devices and quick fingers lose nothing.
 * @throws ClientError, with everything as it was
 */
export function changeSearches(userId: number, change: (searches: List) => List): Promise<void> {
  const shown = queryClient.getQueryData<List>(keys.searches);
  if (shown) queryClient.setQueryData(keys.searches, change(shown));
  const done = before.then(() => write(userId, change));
  before = done.catch(() => {});
  return done;
}

async function write(userId: number, change: (searches: List) => List): Promise<void> {
  try {
    const fresh = read((await core.auth.preferences())['searches']);
    const { searches } = await core.auth.prefer({ searches: change(fresh) });
    queryClient.setQueryData(keys.searches, read(searches));
    remember(userId, read(searches));
  } catch (error) {
    void queryClient.invalidateQueries({ queryKey: keys.searches });
    throw error;
  }
}

/** The address that shows it. */
export function searchPath({ q, in: within }: Pick<SavedSearch, 'q' | 'in'>): string {
  return `/search?${new URLSearchParams({ q, ...(within && { in: within }) }).toString()}`;
}

/** Other programs write there, too: what is no search is passed over. */
function read(value: unknown): List {
  return Array.isArray(value) ? value.filter(isSearch) : NONE;
}

function isSearch(value: unknown): value is SavedSearch {
  const { id, name, q, in: within } = (value ?? {}) as Record<string, unknown>;
  return (
    [id, name, q].every((one) => typeof one === 'string') &&
    (within === undefined || typeof within === 'string')
  );
}

const nameOf = (userId: number): string => `searches.${userId}`;

function known(userId: number): List | undefined {
  try {
    return read(JSON.parse(device.read(nameOf(userId)) ?? 'null'));
  } catch {
    return undefined;
  }
}

function remember(userId: number, searches: List): void {
  device.write(nameOf(userId), searches.length > 0 ? JSON.stringify(searches) : null);
}
