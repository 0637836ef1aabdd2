import type { Received } from '../blobs/blobs.ts';
import { audienceOf, type SignedIn } from '../domain/access.ts';
import type { AttachmentView } from '../domain/attachment/index.ts';
import type { Store, Tx } from '../store/store.ts';
import type { Outbox } from './outbox.ts';
import type { Random } from './random.ts';

export type AttachmentKeeping = ReturnType<typeof createAttachmentKeeping>;

/** Bytes that are in the blob store, and about to be an attachment. */
export interface FileToKeep {
  filename: string;
  type: string;
  received: Pick<Received, 'hash' | 'size'>;
}

/** Makes attachments of bytes, wherever they come from. */
export function createAttachmentKeeping({
  random,
  outbox,
  maxUserBytes,
}: {
  random: Random;
  outbox: Outbox;
  /** Bytes of all files of one user; 0 is unlimited. */
  maxUserBytes: number;
}) {
  async function freeUid(tx: Tx): Promise<string> {
    for (;;) {
      const uid = random.uid();
      if (!(await tx.attachments.uidExists(uid))) return uid;
    }
  }

  return {
    /** How many bytes a user may still keep, negative beyond the limit; in a transaction nobody else takes them meanwhile. */
    async roomLeft(reads: Pick<Store['read'], 'attachments'> | Tx, userId: number): Promise<number> {
      if (maxUserBytes === 0) return Infinity;
      if ('lock' in reads) await reads.lock(`files:${userId}`);
      return maxUserBytes - (await reads.attachments.usedBytes(userId));
    },

    /** @returns its id and uid */
    async insert(
      tx: Tx,
      ownerId: number,
      { filename, type, received: { hash, size } }: FileToKeep,
      now: number,
    ): Promise<{ id: number; uid: string }> {
      const uid = await freeUid(tx);
      const id = await tx.attachments.insert({ uid, ownerId, filename, type, size, hash, createdAt: now });
      await tx.blobs.use(hash);
      return { id, uid };
    },

    /** Tells of a new attachment, once its notes have it. */
    async tell(tx: Tx, owner: SignedIn, id: number): Promise<AttachmentView> {
      const attachment = await tx.attachments.find({ id }, audienceOf(owner));
      if (!attachment) throw new Error(`The attachment ${id} is not there`);
      await outbox.attachmentUploaded(tx, owner.userId, attachment);
      return attachment;
    },
  };
}
