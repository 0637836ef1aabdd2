import { isAdministrator, requireUser, type Principal } from '../domain/access.ts';
import type { Store } from '../store/store.ts';
import { unavailable } from '../vault/errors.ts';
import { identityOf } from '../vault/stamp.ts';
import type { Vault } from './vault/index.ts';

/** Whether the notes of somebody are files, too, and how these are. */
export type VaultFolder =
  | { state: 'none' }
  /** `path` is null for whom it does not concern where a folder of the server lies. */
  | { state: 'watching'; path: string | null }
  | { state: 'unavailable'; path: string | null; reason: string };

export function createVaultFolder({ store, vault }: { store: Store; vault: Vault | undefined }) {
  /** @returns why it is not available, or null */
  async function troubleOf(id: number, folder: string): Promise<string | null> {
    const told = vault?.states.get(id);
    if (told !== undefined) return told;
    // Another process watches, or nobody has looked yet: a folder that was there can be looked for anywhere.
    const known = await store.read.vaultFiles.folderOf(id);
    return known && identityOf(folder) === null ? unavailable('it is not there').message : null;
  }

  return {
    /** The caller's own. @throws UNAUTHENTICATED */
    async own(principal: Principal): Promise<VaultFolder> {
      const { userId } = requireUser(principal, 'read');
      const owner = await vault?.find(userId);
      if (!owner) return { state: 'none' };
      const path = isAdministrator(principal) ? owner.folder : null;
      const reason = await troubleOf(userId, owner.folder);
      return reason === null ? { state: 'watching', path } : { state: 'unavailable', path, reason };
    },
  };
}
