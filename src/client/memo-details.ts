import type { Memo } from './types.ts';
import type { Transport } from './transport.ts';

/** What a memo said before; `size` in characters. */
export interface MemoVersion {
  id: number;
  writeTime: string;
  replaceTime: string;
  size: number;
}

export interface MemoLinks {
  /** `line` begins with 1; `text` is that line. */
  incoming: { memo: string; uid: string; filename: string; title: string; line: number; text: string }[];
  /** `memo`, `uid` and `title` are null where there is no such note, or none that the caller may read. */
  outgoing: {
    memo: string | null;
    uid: string | null;
    filename: string;
    title: string | null;
    line: number;
    label: string;
  }[];
}

interface VersionOptions {
  /** The entity tag of the version that is to be changed. */
  ifMatch: string;
  /** Lets the request outlive the page; for bodies of less than 64 KiB. */
  keepalive?: boolean;
}

export function createMemoDetails({ json, open }: Transport) {
  const at = (id: number | string) => `/api/v1/memos/${encodeURIComponent(id)}`;
  return {
    /** Replaces the content of this version, and answers with the entity tag of the next. FAILED_PRECONDITION else. */
    async write(
      id: number | string,
      content: string,
      { ifMatch, keepalive = false }: VersionOptions,
    ): Promise<{ memo: Memo; etag: string }> {
      const headers = { 'if-match': ifMatch };
      const answer = await open('PATCH', at(id), { body: { content }, headers, keepalive });
      return { memo: (await answer.json()) as Memo, etag: answer.headers.get('etag') ?? '' };
    },
    /** Newest first. */
    versions: (id: number | string, signal?: AbortSignal) =>
      json<{ data: MemoVersion[] }>('GET', `${at(id)}/versions`, { signal }),
    version: (id: number | string, version: number, signal?: AbortSignal) =>
      json<MemoVersion & { content: string }>('GET', `${at(id)}/versions/${version}`, { signal }),
    links: (id: number | string, signal?: AbortSignal) =>
      json<MemoLinks>('GET', `${at(id)}/links`, { signal }),
  };
}
