import { join } from 'node:path';
import type { Store, Tx } from '../../store/store.ts';
import { listFolder } from '../../vault/list-folder.ts';
import { identityOf, look } from '../../vault/stamp.ts';
import { wordsOf } from '../vault/problems.ts';
import { BY_DOCTOR, type Finding } from './finding.ts';

const PAGE = 500;
const BY_SERVER = 'start a server, which takes it in';

interface Folder {
  ownerId: number;
  path: string;
}

/** Compares the folders of notes with what the store has of them. Contents are compared by the server, not here. */
export async function* checkVaults(store: Store, repair: boolean): AsyncGenerator<Finding, void> {
  for (const { ownerId, path, identity } of await store.read.vaultFiles.folders()) {
    const folder = { ownerId, path };
    // Nobody looks at the files of deleted users any more.
    if ((await store.read.users.byId(ownerId))?.status === 'DELETED') continue;
    if (identityOf(path) === identity) yield* checkFolder(store, folder, listFolder(path).stamps);
    else yield await otherFolder(store, folder, repair);
  }
}

/** Nothing but its owner can tell whether another folder is meant to be there. */
async function otherFolder(store: Store, { ownerId, path }: Folder, repair: boolean): Promise<Finding> {
  const isThere = identityOf(path) !== null;
  if (repair) await store.transact((tx) => tx.vaultFiles.forgetFolder(ownerId));
  return {
    what: 'folder of notes',
    where: path,
    problem: isThere ? 'is another folder than it was' : 'is not there',
    repair: `make the folder available or, to have all notes written into a new one, ${BY_DOCTOR}`,
    isRepaired: repair,
  };
}

async function* checkFolder(
  store: Store,
  folder: Folder,
  found: Map<string, string>,
): AsyncGenerator<Finding, void> {
  const suspects: string[] = [];
  for (let after = ''; ;) {
    const page = await store.read.vaultFiles.stamps(folder.ownerId, after, PAGE);
    for (const { filename, stamp, problem } of page) {
      if (problem !== null || found.get(filename) !== stamp) suspects.push(filename);
      found.delete(filename);
    }
    if (page.length < PAGE) break;
    after = page.at(-1)?.filename ?? '';
  }
  for (const filename of [...suspects, ...found.keys()]) {
    // A server may have been about to write it; inside a transaction it is not.
    const finding = await store.transact((tx) => examineFile(tx, folder, filename));
    if (finding) yield finding;
  }
}

async function examineFile(tx: Tx, folder: Folder, filename: string): Promise<Finding | null> {
  const path = join(folder.path, filename);
  const file = await tx.vaultFiles.named(folder.ownerId, filename);
  const there = look(path);
  const tell = (problem: string, repair: string): Finding => ({
    what: 'file of a note',
    where: path,
    problem,
    repair,
    isRepaired: false,
  });
  if (file?.problem) return tell(wordsOf(file.problem), 'the folder is read again when the file changes');
  if (!file) return there.is === 'file' ? tell('is no note yet', BY_SERVER) : null;
  if (there.is === 'missing') return tell('is missing', BY_SERVER);
  if (there.is === 'file' && there.stamp === file.stamp) return null;
  return tell('has changed since it was last read', BY_SERVER);
}
