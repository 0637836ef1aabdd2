import { basename, dirname } from 'node:path';
import { audienceOf } from '../../domain/access.ts';
import type { Clock } from '../../domain/time.ts';
import type { Store, Transact } from '../../store/store.ts';
import { OutsideEditError, unavailable } from '../../vault/errors.ts';
import type { Replaced } from '../../vault/batch.ts';
import { createHeldFiles } from '../../vault/held.ts';
import { decodeText } from '../../vault/text.ts';
import { createNoteWriter } from '../note-writer.ts';
import type { Outbox } from '../outbox.ts';
import type { Random } from '../random.ts';
import { createFileCommit } from './commit.ts';
import { createFolderStates } from './folder-states.ts';
import type { Comparer } from './comparer.ts';
import { createInbox } from './inbox.ts';
import { createNoteFiles } from './note-files.ts';
import { createOwners, type FolderOf, type VaultOwner } from './owner.ts';
import { createReconcile } from './reconcile.ts';
import { createTakeIn } from './take-in.ts';

export type Vault = ReturnType<typeof createVault>;
export type { FolderOf, VaultOwner } from './owner.ts';

export interface VaultOptions {
  folderOf: FolderOf;
  /** Is closed with the vault. */
  comparer: Comparer;
  /** Is told of files that cannot be taken in. */
  failed: (path: string, error: unknown) => void;
}

/** A file that somebody changes again whenever we have taken it in. */
const ATTEMPTS = 10;

/** The notes of users as folders of Markdown files, which always hold what every API shows. */
export function createVault({
  store,
  clock,
  random,
  outbox,
  maxContentBytes,
  options: { folderOf, comparer, failed },
}: {
  store: Store;
  clock: Clock;
  random: Random;
  outbox: Outbox;
  maxContentBytes: number;
  options: VaultOptions;
}) {
  const owners = createOwners(folderOf);
  const unknowable = new Set<string>();
  const inboxes = new Map<string, ReturnType<typeof createInbox>>();
  const takeIn = createTakeIn({ writer: createNoteWriter({ random, outbox }), clock });
  const held = createHeldFiles(maxContentBytes, keepLost);
  const files = createNoteFiles({
    owners,
    commit: createFileCommit(held),
    isUnknowable: (path) => unknowable.has(path),
    maxBytes: maxContentBytes,
  });
  const reconcile = createReconcile({
    store,
    comparer,
    files,
    inboxOf,
    transact,
    isClosed: () => isClosed,
  });
  let isClosed = false;
  const writer = createNoteWriter({ random, outbox, files });

  /** Two for each folder, so that who waits for one file does not wait for a hundred thousand that are compared. */
  function inboxOf(owner: VaultOwner, kind: 'compared' | 'named') {
    const key = `${kind} ${owner.id}`;
    const there = inboxes.get(key);
    if (there) return there;
    const inbox = createInbox({ store, owner, takeIn, maxBytes: maxContentBytes, failed, unknowable });
    inboxes.set(key, inbox);
    return inbox;
  }

  /** Runs a change, and again where another program has changed a file that it is about: against what is there now. */
  async function transact<T>(work: Parameters<Transact>[0]): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await store.transact(work)) as T;
      } catch (error) {
        if (!(error instanceof OutsideEditError)) throw error;
        if (attempt === ATTEMPTS) throw unavailable('its files are being changed by another program');
        await resolve(error);
      }
    }
  }

  async function resolve({ ownerId, filename }: OutsideEditError): Promise<void> {
    const owner = await owners.find(store.read, ownerId);
    if (!owner) throw unavailable('there is none');
    if (filename === null) await reconcile.folder(owner, false);
    else await reconcile.file(owner, filename);
  }

  /** Another program had a file open while we replaced it: what it wrote is an edit on top of ours. */
  async function keepLost({ path, editedAt }: Replaced, bytes: Buffer): Promise<void> {
    const owner = owners.withFolder(dirname(path));
    const filename = basename(path);
    if (!owner) return;
    try {
      const { content, problem } = decodeText(bytes, maxContentBytes);
      await transact(async (tx) => {
        const file = await tx.vaultFiles.named(owner.id, filename);
        const id = file?.noteId ?? (await tx.vaultFiles.noteNamed(owner.id, filename));
        const note = id && (await tx.notes.findForUpdate({ id }, audienceOf(owner.principal)));
        if (!note || note.content === content) return;
        const now = clock();
        // Whoever has edited the note since has not seen this: it stays in the history.
        const isNewer = note.editedAt !== editedAt;
        if (isNewer || problem !== null || note.status === 'TRASHED' || file?.problem) {
          await tx.notes.keepVersion({ id: note.id, content, editedAt: now }, now);
        } else {
          await writer.save(
            tx,
            owner.principal,
            note,
            { content },
            {
              now,
              conditional: false,
              outside: { editor: 'vault', modifiedAt: now },
            },
          );
        }
      });
    } catch (error) {
      failed(path, error);
    }
  }

  return {
    /** The store as services see it: changes are made against what is in the folders. */
    store: { ...store, transact } as Store,
    files,
    all: () => owners.all(store.read),
    find: (id: number) => owners.find(store.read, id),
    states: createFolderStates(),
    /** Looks at these names, since something may have happened to them. */
    look: (owner: VaultOwner, names: readonly string[]) => inboxOf(owner, 'named').add(names),
    reconcile: reconcile.folder,

    /** When what is under way is done. */
    async idle(): Promise<void> {
      await Promise.all([...inboxes.values()].map((inbox) => inbox.idle()));
    },

    async close(): Promise<void> {
      isClosed = true;
      for (const inbox of inboxes.values()) inbox.close();
      await this.idle();
      await held.close();
      await comparer.close();
    },
  };
}
