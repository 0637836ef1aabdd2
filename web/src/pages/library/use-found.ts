import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { ClientError, type Memory } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { keys } from '../../lib/query-keys.ts';
import { isSavedPage } from '../../memories/memory-lists.ts';

const MOST = 50;
/** The note of a saved page names its address, at the beginning unless somebody has moved it. */
const HAS_ADDRESS = /<https?:\/\/[^>\s]+>/;

/**
 * Saved pages with these words, best first. The search knows nothing of pages, so what it finds is read one by one, but for
 * what is in memory.
 */
export function useFound(words: string, known: readonly Memory[]) {
  const query = useDeferredValue(words.trim());
  return useQuery({
    queryKey: [...keys.librarySearch, query],
    queryFn: async ({ signal }) => {
      const { results } = await client.memories.search(query, { limit: MOST }, signal);
      const read = results
        .filter(({ content }) => HAS_ADDRESS.test(content))
        .map(({ id }) => known.find((one) => one.id === id) ?? client.memories.get(id, signal));
      const found = await Promise.all(
        read.map(async (one) => [await one].filter(isSavedPage)).map(unlessGone),
      );
      return found.flat();
    },
    enabled: query !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

async function unlessGone(found: Promise<Memory[]>): Promise<Memory[]> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof ClientError && error.status === 404) return [];
    throw error;
  }
}
