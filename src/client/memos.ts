import type {
  Graph,
  Memo,
  Page,
  RowStatus,
  SearchResult,
  TagCount,
  TagStatistics,
  Visibility,
} from './types.ts';
import { createMemoDetails } from './memo-details.ts';
import type { Transport } from './transport.ts';

export interface ListMemos {
  limit?: number;
  page?: number;
  pageToken?: string | undefined;
  tag?: string | undefined;
  visibility?: Visibility | undefined;
  rowStatus?: RowStatus | undefined;
  /** `users/<id>` */
  creator?: string | undefined;
  /** RFC 3339. */
  from?: string | undefined;
  to?: string | undefined;
  orderBy?: 'created_ts' | 'updated_ts' | 'pinned' | undefined;
  order?: 'asc' | 'desc' | undefined;
}

export interface NewMemo {
  content: string;
  visibility?: Visibility | undefined;
  pinned?: boolean | undefined;
  createTime?: string | undefined;
  displayTime?: string | undefined;
  /** In this order. */
  resources?: { name: string }[] | undefined;
}

export interface MemoPatch extends Partial<Omit<NewMemo, 'createTime' | 'displayTime'>> {
  rowStatus?: RowStatus | undefined;
}

export interface Search {
  q: string;
  limit?: number;
  tag?: string | undefined;
  pageToken?: string | undefined;
}

interface WriteOptions {
  /** The entity tag of the version that is to be changed: another one is left alone, with FAILED_PRECONDITION. */
  ifMatch?: string | undefined;
  signal?: AbortSignal | undefined;
}

const matching = ({ ifMatch, signal }: WriteOptions) => ({
  headers: ifMatch === undefined ? undefined : { 'if-match': ifMatch },
  signal,
});

export function createMemos(transport: Transport) {
  const { json, open } = transport;
  const at = (id: number | string) => `/api/v1/memos/${encodeURIComponent(id)}`;
  return {
    list: (query: ListMemos = {}, signal?: AbortSignal) =>
      json<Page<Memo>>('GET', '/api/v1/memos', { query: { ...query }, signal }),

    /** @param id the number or the uid */
    get: (id: number | string, signal?: AbortSignal) => json<Memo>('GET', at(id), { signal }),

    /** The same, with the entity tag for a change that is to fail when somebody else was faster. */
    async read(id: number | string, signal?: AbortSignal): Promise<{ memo: Memo; etag: string }> {
      const answer = await open('GET', at(id), { signal });
      return { memo: (await answer.json()) as Memo, etag: answer.headers.get('etag') ?? '' };
    },

    /** @param idempotencyKey the same key and body within a day answers the first result again */
    create: (memo: NewMemo, idempotencyKey?: string) =>
      json<Memo>('POST', '/api/v1/memos', {
        body: memo,
        headers: idempotencyKey === undefined ? undefined : { 'idempotency-key': idempotencyKey },
      }),

    update: (id: number | string, patch: MemoPatch, options: WriteOptions = {}) =>
      json<Memo>('PATCH', at(id), { body: patch, ...matching(options) }),

    /** To the trash; with `force` from the trash for good. */
    remove: (id: number | string, { force, ...options }: WriteOptions & { force?: boolean } = {}) =>
      json<object>('DELETE', at(id), { query: { force }, ...matching(options) }),

    search: (query: Search, signal?: AbortSignal) =>
      json<Page<SearchResult>>('GET', '/api/v1/search', { query: { ...query }, signal }),

    graph: (signal?: AbortSignal) => json<Graph>('GET', '/api/v1/graph', { signal }),

    ...createMemoDetails(transport),
  };
}

export function createTags({ json }: Transport) {
  const at = (tag: string) => `/api/v1/tags/${encodeURIComponent(tag)}`;
  return {
    list: (signal?: AbortSignal) => json<{ data: TagCount[] }>('GET', '/api/v1/tags', { signal }),
    statistics: (signal?: AbortSignal) => json<TagStatistics>('GET', '/api/v1/tags/stats', { signal }),
    rename: (tag: string, name: string) =>
      json<{ name: string; count: number }>('PATCH', at(tag), { body: { name } }),
    remove: (tag: string) => json<object>('DELETE', at(tag)),
  };
}
