import type { Transport } from './transport.ts';

/** The shapes of the memories API (memories-list-api.txt). */
export interface Memory {
  id: string;
  uuid: string;
  type: string;
  url: string;
  title: string;
  description: string;
  ogImage: string;
  createdAt: string;
  updatedAt: string;
  content: string;
  status: 'queued' | 'done' | 'failed';
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
  chunkContent: string;
  similarity: number;
}

export function createMemories({ json }: Transport) {
  const at = (id: string) => `/api/memories/${encodeURIComponent(id)}`;
  return {
    list: (query: { start?: number; count?: number; spaceId?: string } = {}, signal?: AbortSignal) =>
      json<{ items: Memory[]; total: number }>('GET', '/api/memories', { query, signal }),
    get: (id: string, signal?: AbortSignal) => json<Memory>('GET', at(id), { signal }),
    update: (id: string, patch: Partial<Pick<Memory, 'title' | 'description' | 'content'>>) =>
      json<Memory>('PATCH', at(id), { body: patch }),
    remove: (id: string) => json<{ success: boolean }>('DELETE', at(id)),
    removeMany: (ids: string[]) =>
      json<{ success: boolean; deletedCount: number }>('POST', '/api/memories/batch-delete', {
        body: { ids },
      }),
    /** A URL is fetched in the background; anything else is a note. ALREADY_EXISTS where it is there. */
    add: (content: string, { spaces, prefetched }: { spaces?: string[]; prefetched?: Prefetched } = {}) =>
      json<{ message: string; id: string; type: string }>('POST', '/api/add', {
        body: { content, spaces, prefetched },
      }),
    search: (query: string, options: { limit?: number; threshold?: number; spaces?: string[] } = {}) =>
      json<{ results: FoundMemory[] }>('POST', '/api/search', { body: { query, ...options } }),
  };
}
