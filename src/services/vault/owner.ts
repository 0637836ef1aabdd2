import type { SignedIn } from '../../domain/access.ts';
import type { User } from '../../domain/user.ts';
import type { Reads } from '../../store/store.ts';

/** A user with a folder of notes. */
export interface VaultOwner {
  id: number;
  folder: string;
  /** In whose name what happens in the folder is written down. */
  principal: SignedIn;
}

/** Where the notes of a user lie: an absolute path, or null for a user whose notes are in the database alone. */
export type FolderOf = (user: User) => string | null;

/** Names of users do not change, so that who they are is asked once. */
export function createOwners(folderOf: FolderOf) {
  const known = new Map<number, VaultOwner | null>();

  function ownerOf(user: User): VaultOwner | null {
    const folder = folderOf(user);
    if (folder === null) return null;
    const principal = {
      kind: 'user',
      userId: user.id,
      role: user.role,
      scope: 'admin',
      via: 'local',
      credentialId: null,
    } as const;
    return { id: user.id, folder, principal };
  }

  return {
    async find(reads: Pick<Reads, 'users'>, id: number): Promise<VaultOwner | null> {
      const there = known.get(id);
      if (there !== undefined) return there;
      const user = await reads.users.byId(id);
      if (!user) return null;
      const owner = ownerOf(user);
      known.set(id, owner);
      return owner;
    },

    /** Somebody of those that were found. */
    withFolder(folder: string): VaultOwner | undefined {
      return [...known.values()].find((owner) => owner?.folder === folder) ?? undefined;
    },

    /** Deleted users keep their files, and nobody looks at them any more. */
    async all(reads: Pick<Reads, 'users'>): Promise<VaultOwner[]> {
      const users = await reads.users.list();
      return users.flatMap((user) => (user.status === 'DELETED' ? [] : (ownerOf(user) ?? [])));
    },
  };
}
