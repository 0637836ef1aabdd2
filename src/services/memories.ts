import { createMemoryAdding } from './memory-adding.ts';
import { createMemoryChanges } from './memory-changes.ts';
import { createMemoryReads } from './memory-reads.ts';
import { createMemorySearch } from './memory-search.ts';

export type Memories = ReturnType<typeof createMemories>;

/** Notes as they are collected: saved pages and own words, of one's own or in a space. */
export function createMemories(
  parts: Parameters<typeof createMemoryReads>[0] &
    Parameters<typeof createMemoryAdding>[0] &
    Parameters<typeof createMemoryChanges>[0] &
    Parameters<typeof createMemorySearch>[0],
) {
  return {
    ...createMemoryReads(parts),
    ...createMemorySearch(parts),
    ...createMemoryAdding(parts),
    ...createMemoryChanges(parts),
  };
}
