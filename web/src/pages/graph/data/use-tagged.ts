import { useQuery } from '@tanstack/react-query';
import { client } from '../../../lib/client.ts';
import { keys } from '../../../lib/query-keys.ts';
import { useUser } from '../../../lib/session.ts';

const PAGE = 100;
const MOST_PAGES = 50;

/** The ids of your notes with a tag or one below it, the newest 5,000; undefined while it is not known. */
export function useTagged(tag: string): ReadonlySet<number> | undefined {
  const creator = useUser().name;
  const { data } = useQuery({
    queryKey: [...keys.tags, 'notes', tag],
    queryFn: ({ signal }) => idsOf(tag, creator, signal),
    enabled: tag !== '',
    structuralSharing: false,
  });
  return data;
}

async function idsOf(tag: string, creator: string, signal: AbortSignal): Promise<Set<number>> {
  const ids = new Set<number>();
  let pageToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, nextPageToken } = await client.memos.list({ tag, creator, limit: PAGE, pageToken }, signal);
    for (const { id } of data) ids.add(id);
    if (nextPageToken === '') break;
    pageToken = nextPageToken;
  }
  return ids;
}
