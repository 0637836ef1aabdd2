import type { Transport } from './transport.ts';
import type { Visibility } from './types.ts';

/** The shapes of the memories API, as docs/api-memories.md describes them. */
export interface Memory {
  /** The uid of the note. */
  id: string;
  uuid: string;
  type: 'page' | 'tweet' | 'document' | 'note';
  /** Of the page; of a plain note its own page on the server. */
  url: string;
  title: string;
  description: string;
  /** Empty where there is none. */
  ogImage: string;
  createdAt: string;
  updatedAt: string;
  /** Markdown. */
  content: string;
  status: 'queued' | 'done' | 'failed';
  /** Why the page could not be fetched. */
  reason?: string;
  /** Whose it is; in lists, only in those of a space. */
  ownerId?: string;
  /** These three only of what was saved from the web. */
  siteName?: string | null;
  author?: string | null;
  /** RFC 3339. */
  publishedAt?: string | null;
}

/** One by itself. */
export interface MemoryDetail extends Memory {
  ownerId: string;
  /** Of a page: whether the note says something else than was fetched last. Fetching it again leaves it as it is, then. */
  edited?: boolean;
  visibility: Visibility;
  /** Those that hold it and that the caller may see. */
  spaces: { id: string; name: string }[];
}

export interface MemoryPage {
  items: Memory[];
  total: number;
  /** Empty on the last page. */
  nextPageToken: string;
}

export interface Prefetched {
  title?: string;
  type?: string;
  description?: string;
  ogImage?: string;
  contentToSave?: string;
}

export interface FoundMemory {
  id: string;
  uuid: string;
  content: string;
  createdAt: string;
  /** The part that fits best, as plain text. */
  chunkContent: string;
  similarity: number;
}

export interface ListMemories {
  start?: number;
  /** 1 to 100. */
  count?: number;
  spaceId?: string | undefined;
  /** Wins over `start`. */
  pageToken?: string | undefined;
}

export function createMemories({ json, open }: Transport) {
  const at = (id: string) => `/api/memories/${encodeURIComponent(id)}`;
  return {
    /** Newest first. Browsers may keep such a list for five minutes: here it is confirmed each time. */
    async list(query: ListMemories = {}, signal?: AbortSignal): Promise<MemoryPage> {
      const answer = await open('GET', '/api/memories', { query: { ...query }, signal, cache: 'no-cache' });
      const page = (await answer.json()) as Omit<MemoryPage, 'nextPageToken'>;
      return { ...page, nextPageToken: nextToken(answer.headers.get('link')) };
    },
    get: (id: string, signal?: AbortSignal) => json<MemoryDetail>('GET', at(id), { signal }),
    update: (id: string, patch: { content?: string; visibility?: Visibility }) =>
      json<MemoryDetail>('PATCH', at(id), { body: patch }),
    /** To the trash. */
    remove: (id: string) => json<{ success: boolean }>('DELETE', at(id)),
    removeMany: (ids: string[]) =>
      json<{ success: boolean; deletedCount: number }>('POST', '/api/memories/batch-delete', {
        body: { ids },
      }),
    /** Fetches its page once more, now. */
    capture: (id: string) => json<MemoryDetail>('POST', `${at(id)}/capture`),
    /**
     * A URL is fetched in the background; anything else is a note. ALREADY_EXISTS where it is there, with `existingId`.
     * @param options.spaces at most 5 that are to hold it
     */
    add: (content: string, { spaces, prefetched }: { spaces?: string[]; prefetched?: Prefetched } = {}) =>
      json<{ message: string; id: string; type: Memory['type'] }>('POST', '/api/add', {
        body: { content, spaces, prefetched },
      }),
    search: (
      query: string,
      options: { limit?: number; threshold?: number; spaces?: string[] } = {},
      signal?: AbortSignal,
    ) => json<{ results: FoundMemory[] }>('POST', '/api/search', { body: { query, ...options }, signal }),
  };
}

/** `</api/memories?count=10&pageToken=…>; rel="next"` */
function nextToken(link: string | null): string {
  const address = /<([^>]*)>;\s*rel="next"/.exec(link ?? '')?.[1];
  return address === undefined ? '' : (new URLSearchParams(address.split('?')[1]).get('pageToken') ?? '');
}
