import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import type { Page, Resource } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { queryClient } from '../../lib/query-client.ts';
import { keys } from '../../lib/query-keys.ts';

const PAGE = 60;
const fileList = [...keys.resources, 'all'];
type FileData = InfiniteData<Page<Resource>, string>;

/** All files of the user, the newest first, page by page. */
export function useFiles() {
  return useInfiniteQuery({
    queryKey: fileList,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      client.resources.list({ limit: PAGE, ...(pageParam && { pageToken: pageParam }) }, signal),
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    // What was given to a note meanwhile is not told by the live stream.
    refetchOnMount: 'always',
  });
}

export function fileArrived(file: Resource): void {
  change((pages) => pages.map((page, at) => (at === 0 ? { ...page, data: [file, ...page.data] } : page)));
}

export function fileIsGone({ id }: Resource): void {
  change((pages) => pages.map((page) => ({ ...page, data: page.data.filter((one) => one.id !== id) })));
}

function change(to: (pages: Page<Resource>[]) => Page<Resource>[]): void {
  queryClient.setQueryData<FileData>(fileList, (data) => data && { ...data, pages: to(data.pages) });
}
