import { DomainError } from '../../domain/errors.ts';

/** What the process that watches the folders knows of them; other processes know nothing. */
export interface FolderStates {
  set(ownerId: number, error: unknown): void;
  /** Why a folder is not available, in words for its owner; null while it is; undefined where nobody here knows. */
  get(ownerId: number): string | null | undefined;
}

const NO_PATHS = 'The folder of your notes cannot be read; the log of the server says why';

export function createFolderStates(): FolderStates {
  const states = new Map<number, string | null>();
  return {
    set(ownerId, error) {
      // What the system says may name folders, which are the administrators' business.
      states.set(ownerId, error === null ? null : error instanceof DomainError ? error.message : NO_PATHS);
    },
    get: (ownerId) => states.get(ownerId),
  };
}
