import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { Visibility } from '../../../../src/client/index.ts';
import type { MemoFilter, MemoKind } from '../../lib/memo-filter.ts';

export const KINDS: readonly MemoKind[] = ['link', 'task', 'code', 'file'];
export const VISIBILITIES: readonly Visibility[] = ['PRIVATE', 'PROTECTED', 'PUBLIC'];
type Name = 'tag' | 'from' | 'to' | 'visibility' | 'kind' | 'pinned';

/** What the timeline shows is in its address, so that it can be kept, shared and gone back to. */
export function useFilter(creator: string) {
  const [search, setSearch] = useSearchParams();
  const query = search.toString();
  const filter = useMemo(() => read(new URLSearchParams(query), creator), [query, creator]);
  const set = (changes: Partial<Record<Name, string | null>>) =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes)) {
        if (value) after.set(name, value);
        else after.delete(name);
      }
      return after;
    });
  return { filter, isFiltered: query !== '', set };
}

function read(search: URLSearchParams, creator: string): MemoFilter {
  const one = <T extends string>(name: Name, of: readonly T[]) =>
    of.find((value) => value === search.get(name));
  const day = (name: Name) => /^\d{4}-\d\d-\d\d$/.exec(search.get(name) ?? '')?.[0];
  return {
    status: 'NORMAL',
    creator,
    tag: search.get('tag') ?? undefined,
    from: day('from'),
    to: day('to'),
    visibility: one('visibility', VISIBILITIES),
    kind: one('kind', KINDS),
    pinned: search.get('pinned') === '1' ? true : undefined,
  };
}
