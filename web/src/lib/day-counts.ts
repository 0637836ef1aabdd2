import { useQuery } from '@tanstack/react-query';
import { client } from './client.ts';
import { dayKey } from './dates.ts';
import { keys } from './query-keys.ts';
import { useUser } from './session.ts';

const MOST_PAGES = 10;

/** How many notes each day of a month has; of very full months the newest thousand are counted. */
export function useDayCounts(year: number, month: number): ReadonlyMap<string, number> {
  const creator = useUser().name;
  const { data } = useQuery({
    queryKey: [...keys.tags, 'days', year, month],
    queryFn: ({ signal }) => count(creator, new Date(year, month, 1), new Date(year, month + 1, 1), signal),
  });
  return data ?? NONE;
}

const NONE: ReadonlyMap<string, number> = new Map();

async function count(creator: string, start: Date, end: Date, signal: AbortSignal) {
  const counts = new Map<string, number>();
  const query = {
    creator,
    from: start.toISOString(),
    to: end.toISOString(),
    limit: 100,
  };
  let pageToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, nextPageToken } = await client.memos.list({ ...query, pageToken }, signal);
    for (const { createTime } of data)
      counts.set(dayKey(createTime), (counts.get(dayKey(createTime)) ?? 0) + 1);
    if (nextPageToken === '') break;
    pageToken = nextPageToken;
  }
  return counts;
}
