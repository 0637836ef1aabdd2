import { requireUser, type Principal } from '../domain/access.ts';
import type { createSearch, SearchHit } from './search.ts';
import type { Spaces } from './spaces.ts';

const DEFAULT_LIMIT = 10;

interface MemorySearchRequest {
  /** In the search language of `domain/search`. */
  q: string;
  limit?: number | undefined;
  /** Nothing less similar than this, from 0 to 1. */
  threshold?: number | undefined;
  /** Names of the spaces to look in; none: the caller's own memories. */
  spaces?: readonly string[] | undefined;
}

/** Searches memories: one's own, or what spaces hold. */
export function createMemorySearch({
  search,
  spaces,
}: {
  search: ReturnType<typeof createSearch>;
  spaces: Spaces;
}) {
  return {
    /** The best first. @throws UNAUTHENTICATED, what `spaces.get` throws for each space, INVALID_ARGUMENT naming `q` */
    async search(
      principal: Principal,
      { q, limit = DEFAULT_LIMIT, threshold = 0, spaces: names = [] }: MemorySearchRequest,
    ): Promise<SearchHit[]> {
      if (names.length === 0) requireUser(principal, 'read');
      const spaceIds: number[] = [];
      for (const name of names) spaceIds.push((await spaces.get(principal, name)).id);
      const within = names.length === 0 ? 'own' : { spaceIds };
      const { hits } = await search.find(principal, { q, limit, within });
      return hits.filter(({ score }) => score >= threshold);
    },
  };
}
