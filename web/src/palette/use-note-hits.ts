import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Memo } from '../../../src/client/index.ts';
import { markSnippet } from '../../../src/domain/search/index.ts';
import { client } from '../lib/client.ts';
import { keys } from '../lib/query-keys.ts';
import { asTyped } from '../pages/search/query/as-typed.ts';
import { checkQuery } from '../pages/search/query/check-query.ts';
import { titleHeading } from '../titles/shown-title.ts';
import { findKnown, knownMemos } from './known-memos.ts';
import { useDebounced } from './use-debounced.ts';

export interface NoteHit {
  memo: Memo;
  /** HTML of text and marks. */
  title: string;
  snippet: string;
}

const REST_MS = 90;
const MOST_HITS = 12;

/**
 * The notes that fit what is typed. At once those of them that are in memory, by the rules of the server; then what the
 * server answers, which takes their place.
 */
export function useNoteHits(text: string) {
  const q = asTyped(text.trimStart());
  const { query, issue } = useMemo(() => checkQuery(q), [q]);
  const rested = useDebounced(query ? q : '', REST_MS);
  const { data, isPlaceholderData, error } = useQuery({
    queryKey: [...keys.search, 'palette', rested],
    queryFn: async ({ signal }) => (await client.memos.search({ q: rested, limit: MOST_HITS }, signal)).data,
    enabled: rested !== '' && query !== null,
    placeholderData: keepPreviousData,
    // What was found before is shown at once, and asked for again.
    staleTime: 0,
    retry: false,
  });
  const isCurrent = data !== undefined && !isPlaceholderData && rested === q;
  const hits = useMemo((): NoteHit[] => {
    if (!query) return [];
    const marked = (content: string, length?: number) => markSnippet(content, query, length);
    if (isCurrent)
      return data.map((memo) => ({
        memo,
        title: marked(titleHeading(memo.title), memo.title.length),
        snippet: memo.snippet,
      }));
    // A search result has all that a memo has, but for its snippet.
    const before = new Map((data ?? []).map((memo) => [memo.id, memo as Memo]));
    const known = [...before.values(), ...knownMemos().filter(({ id }) => !before.has(id))];
    return findKnown(known, query)
      .slice(0, MOST_HITS)
      .map((memo) => ({
        memo,
        title: marked(titleHeading(memo.title), memo.title.length),
        snippet: marked(memo.content),
      }));
  }, [query, isCurrent, data]);
  return { q, hits, isCurrent, issue, error };
}
