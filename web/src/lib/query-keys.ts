import type { MemoFilter } from './memo-filter.ts';

/** The names of everything that is cached. Lists of memos share the first word, so that live events find them. */
export const keys = {
  session: ['session'] as const,
  system: ['system'] as const,
  tags: ['tags'] as const,
  memos: ['memos'] as const,
  memoList: (filter: MemoFilter) => ['memos', filter] as const,
  memo: (id: number | string) => ['memo', String(id)] as const,
  graph: ['graph'] as const,
  noteTitles: ['note-titles'] as const,
  resources: ['resources'] as const,
  memories: (spaceId?: string) => ['memories', spaceId ?? null] as const,
  spaces: ['spaces'] as const,
  space: (id: string) => ['space', id] as const,
  spaceMembers: (id: string) => ['space-members', id] as const,
  invitations: ['invitations'] as const,
  librarySearch: ['library-search'] as const,
  memory: (id: string) => ['memory', id] as const,
  search: ['search'] as const,
  searches: ['searches'] as const,
};
