import type { Store } from '../../store/store.ts';
import type { FolderOf } from './owner.ts';

/**
 * The folders that a server has used, for a command that writes beside it or in its absence: `web` keeps its folder elsewhere
 * than `serve`, and only the store knows. Where none has been used yet, the first server to start writes the notes.
 */
export async function knownFolders({ read }: Store): Promise<FolderOf> {
  const paths = new Map((await read.vaultFiles.folders()).map(({ ownerId, path }) => [ownerId, path]));
  return ({ id }) => paths.get(id) ?? null;
}
