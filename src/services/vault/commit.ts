import type { Participant } from '../../store/store.ts';
import type { VaultFile } from '../../store/vault-files.ts';
import { createBatch, FileChangedError, type FileChange } from '../../vault/batch.ts';
import { folderFailure, OutsideEditError } from '../../vault/errors.ts';
import type { createHeldFiles } from '../../vault/held.ts';

/** A file that is to change, and what will be known of it then. */
export interface FileItem extends FileChange {
  row: Omit<VaultFile, 'stamp'>;
}

/** The part of the folders in a commit: all files of all changes in it, at the price of one. */
export function createFileCommit(
  held: Pick<ReturnType<typeof createHeldFiles>, 'add'>,
): Participant<FileItem> {
  return {
    async prepare(items, writes) {
      const changes = lastOfEach(items);
      const batch = createBatch(changes);
      try {
        await batch.stage();
        for (const change of changes) {
          await writes.vaultFiles.put({ ...change.row, stamp: batch.stampOf(change) });
        }
        batch.publish();
        await batch.sync();
      } catch (error) {
        batch.undo();
        throw translated(error, changes);
      }
      return { committed: () => held.add(batch.finish()), rolledBack: () => batch.undo() };
    },
  };
}

/** Changes of one note that share a commit: from what the first one saw to what the last one wants. */
function lastOfEach(items: readonly FileItem[]): FileItem[] {
  const last = new Map<string, FileItem>();
  for (const item of items) {
    const { expected, expectedHash } = last.get(item.path) ?? item;
    last.set(item.path, { ...item, expected, expectedHash });
  }
  return [...last.values()];
}

function translated(error: unknown, changes: readonly FileItem[]): unknown {
  if (!(error instanceof FileChangedError)) return folderFailure(error);
  const row = changes.find(({ path }) => path === error.path)?.row;
  return row ? new OutsideEditError(row.ownerId, row.filename) : error;
}
