import { Readable } from 'node:stream';
import {
  assertMayWrite,
  audienceOf,
  isOwner,
  mayReadAttachment,
  readerOf,
  requireUser,
  type Principal,
  type SignedIn,
} from '../domain/access.ts';
import {
  createPositionScanner,
  displayName,
  fileType,
  type AttachmentRef,
  type AttachmentView,
  type ByteRange,
  type PositionScanner,
} from '../domain/attachment/index.ts';
import { StorageFullError, type Blobs, type Received } from '../blobs/blobs.ts';
import { DomainError, invalid, notFound } from '../domain/errors.ts';
import { decodeCursor, encodeCursor } from '../domain/page.ts';
import type { Clock } from '../domain/time.ts';
import type { Store, Tx } from '../store/store.ts';
import type { AttachmentKeeping } from './attachment-keeping.ts';
import { blankRanges } from './blank-ranges.ts';
import type { BlobKeeper } from './blob-keeper.ts';
import { holdScopesOf } from './changes.ts';
import { lockNotes } from './note-writer.ts';
import type { NoteRef, Notes } from './notes.ts';
import { once, type Once, type OnceResult } from './once.ts';
import type { Thumbnails } from './thumbnails.ts';

export type Attachments = ReturnType<typeof createAttachments>;

export interface UploadLimits {
  /** Bytes of one file. */
  maxUploadBytes: number;
  /** Bytes of all files of one user; 0 is unlimited. */
  maxUserBytes: number;
}

/** An upload whose bytes have arrived. */
export interface Incoming {
  filename: string;
  type: string;
  received: Received;
  privateRanges: ByteRange[];
}

export interface AttachmentQuery {
  limit: number;
  /** 1-based; `pageToken` wins. */
  page: number;
  pageToken?: string | undefined;
}

/** Bytes to be sent. */
export interface FileContent {
  attachment: AttachmentView;
  /** Names these very bytes. */
  etag: string;
  size: number;
  open(range?: ByteRange): Promise<Readable>;
}

const ORDER = 'attachments';

export function createAttachments({
  store,
  blobs,
  keeper,
  keeping,
  thumbnails,
  notes,
  clock,
  limits,
}: {
  store: Store;
  blobs: Blobs;
  keeper: BlobKeeper;
  keeping: AttachmentKeeping;
  thumbnails: Thumbnails;
  notes: Notes;
  clock: Clock;
  limits: UploadLimits;
}) {
  async function insert(
    tx: Tx,
    user: SignedIn,
    incoming: Incoming,
    note: NoteRef | undefined,
    now: number,
  ): Promise<AttachmentView> {
    if (note) await lockNotes(tx, user.userId);
    await assertRoom(tx, user.userId, incoming.received.size);
    const { id } = await keeping.insert(tx, user.userId, incoming, now);
    if (note) await notes.attach(tx, user, note, id, now).catch(namingMemo);
    return keeping.tell(tx, user, id);
  }

  /** Before anything is kept, so that a refused upload leaves no bytes. */
  async function assertMayAttach(user: SignedIn, ref: NoteRef): Promise<void> {
    assertMayWrite(user, await notes.get(user, ref).catch(namingMemo));
  }

  async function assertRoom(
    reads: Pick<Store['read'], 'attachments'> | Tx,
    userId: number,
    size: number,
  ): Promise<void> {
    const left = await keeping.roomLeft(reads, userId);
    if (size <= left) return;
    throw new DomainError('STORAGE_FULL', 'Your files would take more space than you have', [
      {
        field: 'file',
        issue: `Your files take ${limits.maxUserBytes - left} of ${limits.maxUserBytes} bytes`,
      },
    ]);
  }

  async function* bounded(
    content: AsyncIterable<Uint8Array>,
    scanner: PositionScanner,
  ): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const chunk of content) {
      size += chunk.length;
      if (size > limits.maxUploadBytes) {
        throw new DomainError('PAYLOAD_TOO_LARGE', 'The file is too large', [
          { field: 'file', issue: `A file can have at most ${limits.maxUploadBytes} bytes` },
        ]);
      }
      scanner.write(chunk);
      yield chunk;
    }
  }

  async function find(principal: Principal, ref: AttachmentRef): Promise<AttachmentView> {
    const attachment = await store.read.attachments.find(ref, readerOf(principal));
    if (!attachment || !mayReadAttachment(principal, attachment)) throw notFound('Resource');
    return attachment;
  }

  return {
    /**
     * Takes the bytes of an upload in, as they come; `add` makes an attachment of them, and `received.discard` forgets them.
     * @throws PAYLOAD_TOO_LARGE, STORAGE_FULL, and what `content` throws; nothing stays then
     */
    async receive(
      principal: Principal,
      file: { filename: string; type: string | undefined; content: AsyncIterable<Uint8Array> },
    ): Promise<Incoming> {
      const user = requireUser(principal, 'write');
      await assertRoom(store.read, user.userId, 0);
      const filename = displayName(file.filename);
      try {
        const scanner = createPositionScanner();
        const received = await blobs.receive(bounded(file.content, scanner));
        return { filename, type: fileType(file.type, filename), received, privateRanges: scanner.ranges() };
      } catch (error) {
        return refuseFull(error);
      }
    },

    /**
     * Makes an attachment of received bytes and, with `note`, gives it to that note.
     * @throws INVALID_ARGUMENT naming `memo`, PERMISSION_DENIED, STORAGE_FULL
     */
    async add(
      principal: Principal,
      incoming: Incoming,
      note?: NoteRef,
      request?: Once<AttachmentView>,
    ): Promise<OnceResult<AttachmentView>> {
      const user = requireUser(principal, 'write');
      try {
        // What is sent again gets its first answer, whatever has become of the memo since.
        if (note && !request) await assertMayAttach(user, note);
        await assertRoom(store.read, user.userId, incoming.received.size);
        await keeper.keep(incoming.received, incoming.privateRanges);
      } catch (error) {
        await incoming.received.discard();
        refuseFull(error);
      }
      return store.transact((tx) => {
        const now = clock();
        return once(tx, user.userId, now, request, () => insert(tx, user, incoming, note, now));
      });
    },

    /** @throws NOT_FOUND also for what the reader may not know of */
    get: find,

    /** The caller's own attachments, newest first. */
    async list(
      principal: Principal,
      { limit, page, pageToken }: AttachmentQuery,
    ): Promise<{ items: AttachmentView[]; nextPageToken: string }> {
      const user = requireUser(principal, 'read');
      const [below] = pageToken === undefined ? [] : decodeCursor(pageToken, ORDER, 1);
      const found = await store.read.attachments.page(
        user.userId,
        {
          below: below ?? Number.MAX_SAFE_INTEGER,
          offset: below === undefined ? (page - 1) * limit : 0,
          limit: limit + 1,
        },
        audienceOf(user),
      );
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return { items, nextPageToken: found.length > limit && last ? encodeCursor(ORDER, [last.id]) : '' };
    },

    /**
     * The bytes, or a part of them. Others than the owner get some of them as zeros: see `BlobRecord`.
     * @throws NOT_FOUND also for what the reader may not know of
     */
    async content(principal: Principal, ref: AttachmentRef): Promise<FileContent> {
      const attachment = await find(principal, ref);
      const { hash, size } = attachment;
      const ranges = isOwner(principal, attachment)
        ? []
        : ((await store.read.blobs.find(hash))?.privateRanges ?? []);
      if (ranges.length === 0)
        return { attachment, etag: `"${hash}"`, size, open: (range) => blobs.get(hash, range) };
      return {
        attachment,
        etag: `"${hash}-shared"`,
        size,
        async open(range) {
          const content = blankRanges(await blobs.get(hash, range), ranges, range?.from ?? 0);
          return Readable.from(content, { objectMode: false });
        },
      };
    },

    /**
     * A small picture of an attachment that is one.
     * @throws NOT_FOUND also for what the reader may not know of, INVALID_ARGUMENT naming `thumbnail`
     */
    async thumbnail(principal: Principal, ref: AttachmentRef): Promise<FileContent> {
      const attachment = await find(principal, ref);
      const { hash, size } = await thumbnails.of(attachment.hash);
      return { attachment, etag: `"${hash}"`, size, open: (range) => blobs.get(hash, range) };
    },

    /**
     * Removes an attachment, and takes it off its notes.
     * @throws NOT_FOUND, PERMISSION_DENIED where it is seen but not owned, FAILED_PRECONDITION
     */
    async remove(
      principal: Principal,
      ref: AttachmentRef,
      precondition?: (current: AttachmentView) => boolean,
    ): Promise<void> {
      const user = requireUser(principal, 'write');
      await store.transact(async (tx) => {
        await lockNotes(tx, user.userId);
        const attachment = await tx.attachments.find(ref, readerOf(user));
        if (!attachment || !mayReadAttachment(user, attachment)) throw notFound('Resource');
        if (!isOwner(user, attachment)) {
          throw new DomainError('PERMISSION_DENIED', 'Only the owner may delete this file');
        }
        if (precondition && !precondition(attachment)) throw new DomainError('FAILED_PRECONDITION');
        const noteIds = await tx.attachments.notesOf(attachment.id);
        if (noteIds.length > 1) await holdScopesOf(tx, user.userId);
        await tx.attachments.remove(attachment.id);
        for (const id of noteIds) await notes.refresh(tx, user, { id }, clock());
        await tx.blobs.release(attachment.hash, clock());
      });
    },
  };
}

function namingMemo(error: unknown): never {
  if (error instanceof DomainError && error.code === 'NOT_FOUND')
    throw invalid('memo', 'There is no such memo');
  throw error;
}

function refuseFull(error: unknown): never {
  if (!(error instanceof StorageFullError)) throw error;
  throw new DomainError('STORAGE_FULL', 'The server has no space left for files', [
    { field: 'file', issue: 'Nothing of it was kept' },
  ]);
}
