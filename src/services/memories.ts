import type { ContentLimits } from '../domain/note.ts';
import type { Clock } from '../domain/time.ts';
import type { Store } from '../store/store.ts';
import type { Jobs } from './jobs.ts';
import { createMemoryAdding } from './memory-adding.ts';
import { createMemoryChanges } from './memory-changes.ts';
import { createMemoryReads } from './memory-reads.ts';
import type { Notes } from './notes.ts';
import type { Spaces } from './spaces.ts';

export type Memories = ReturnType<typeof createMemories>;

/** Notes as they are collected: saved pages and own words, of one's own or in a space. */
export function createMemories(parts: {
  store: Store;
  clock: Clock;
  limits: ContentLimits;
  notes: Notes;
  spaces: Spaces;
  jobs: Jobs;
}) {
  return { ...createMemoryReads(parts), ...createMemoryAdding(parts), ...createMemoryChanges(parts) };
}
