import type { Blobs, Received } from '../blobs/blobs.ts';
import type { SignedIn } from '../domain/access.ts';
import { createPositionScanner } from '../domain/attachment/index.ts';
import {
  keptPictures,
  pictureAddresses,
  pictureFilename,
  pictureSource,
  webAddress,
  withKeptPictures,
} from '../domain/capture/index.ts';
import type { Page } from '../domain/capture/page.ts';
import type { NoteView } from '../domain/note.ts';
import { SECOND } from '../domain/time.ts';
import type { Store, Tx } from '../store/store.ts';
import type { AttachmentKeeping, FileToKeep } from './attachment-keeping.ts';
import type { BlobKeeper } from './blob-keeper.ts';
import { CaptureFailure, type Download } from './capture/index.ts';
import { KEEP_PICTURES } from './preferences.ts';
import { createSlots } from './slots.ts';

export type PictureKeeping = ReturnType<typeof createPictureKeeping>;

/** Of one page; what goes beyond stays a link. */
export interface PictureLimits {
  count: number;
  /** Of one picture; the limit of uploads counts, too. */
  bytes: number;
  totalBytes: number;
  totalMs: number;
}

const PICTURE_LIMITS: PictureLimits = {
  count: 50,
  bytes: 10 * 1024 * 1024,
  totalBytes: 50 * 1024 * 1024,
  totalMs: 60 * SECOND,
};
/** Each is held in memory for a moment: of one page, and of all. */
const AT_ONCE = 2;
const ALL_AT_ONCE = 6;

/** Pictures whose bytes are in the blob store, by their address. The janitor removes those that no note gets. */
export type FetchedPictures = ReadonlyMap<string, FileToKeep>;

interface KeptPictures {
  content: string;
  imageUid: string | null;
  /** The same, where the content does not show it. */
  beside: string | undefined;
  added: number[];
}

/** Keeps the pictures of saved pages as attachments of their notes. A picture that cannot be had stays a link. */
export function createPictureKeeping({
  store,
  blobs,
  keeper,
  keeping,
  download,
  maxContentBytes,
  maxUploadBytes,
  ...options
}: {
  store: Store;
  blobs: Blobs;
  keeper: BlobKeeper;
  keeping: AttachmentKeeping;
  download: Download;
  maxContentBytes: number;
  maxUploadBytes: number;
  limits?: Partial<PictureLimits> | undefined;
}) {
  const limits = { ...PICTURE_LIMITS, ...options.limits };
  const slots = createSlots(ALL_AT_ONCE);

  async function keepBytes(bytes: Buffer, filename: string, type: string): Promise<FileToKeep> {
    const scanner = createPositionScanner();
    scanner.write(bytes);
    const received: Received = await blobs.receive(once(bytes));
    try {
      await keeper.keep(received, scanner.ranges());
    } catch (error) {
      await received.discard();
      throw error;
    }
    return { filename, type, received };
  }

  /** So many of these pictures, from the first, that the note does not grow too long by their new addresses. */
  async function thatFit(tx: Tx, content: string, sources: readonly string[]): Promise<Set<string>> {
    const fitting = new Set(sources);
    const written = withKeptPictures(content, (source) => (fitting.has(source) ? '00000000' : undefined));
    await tx.pause();
    if (sources.length === 0 || Buffer.byteLength(written) <= maxContentBytes) return fitting;
    return thatFit(tx, content, sources.slice(0, sources.length >> 1));
  }

  return {
    /** Whether the pictures of a page are to be kept: asked for, liked so by the owner, or done before with this note. */
    async areWanted(
      note: Pick<NoteView, 'ownerId' | 'content'>,
      page: Pick<Page, 'imageUid'>,
      isAskedFor: boolean,
    ): Promise<boolean> {
      if (isAskedFor || page.imageUid !== null || keptPictures(note.content).size > 0) return true;
      return (await store.read.preferences.of(note.ownerId)).get(KEEP_PICTURES) === true;
    },

    /**
     * Fetches the pictures of a page, within the limits: first the one that it shows of itself, then those of its content in
     * their order.
     * @throws CaptureFailure where it was told to stop
     */
    async fetchAll(
      ownerId: number,
      { imageUrl, content }: { imageUrl: string | null; content: string },
      signal: AbortSignal,
    ): Promise<FetchedPictures> {
      const fetched = new Map<string, FileToKeep>();
      const room = Math.min(limits.totalBytes, await keeping.roomLeft(store.read, ownerId));
      const waiting = [...new Set([...addressOf(imageUrl), ...pictureAddresses(content)])];
      waiting.splice(limits.count);
      const timeUp = AbortSignal.timeout(limits.totalMs);
      const stop = AbortSignal.any([signal, timeUp]);
      let used = 0;
      const fetchSome = async (): Promise<void> => {
        for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
          const address = url;
          const maxBytes = Math.min(limits.bytes, maxUploadBytes, room - used);
          if (maxBytes <= 0 || timeUp.aborted) return;
          try {
            await slots(async () => {
              const { bytes, type } = await download(address, { signal: stop, maxBytes });
              // Others have arrived meanwhile.
              if (bytes.length > room - used) return;
              used += bytes.length;
              const file = await keepBytes(bytes, pictureFilename(address, type), type);
              fetched.set(pictureSource(address), file);
            });
          } catch (error) {
            const isStopped = error instanceof CaptureFailure && error.reason === 'stopped';
            if (isStopped && !timeUp.aborted) throw error;
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, fetchSome));
      return fetched;
    },

    /**
     * Makes attachments of fetched pictures, for a note that is about to say `content`, and whose page shows `imageUrl` of
     * itself.
     * @returns the content with them, the uid of that image if it is kept, and the ids of the new attachments, to be told of once the note
     * has them
     */
    async attach(
      tx: Tx,
      note: NoteView,
      { content, imageUrl }: { content: string; imageUrl: string | null },
      fetched: FetchedPictures,
      now: number,
    ): Promise<KeptPictures> {
      // What the note has already is not kept twice, and what cannot be fetched any more is not lost.
      const names = keptPictures(note.content);
      await tx.pause();
      const byHash = new Map(note.attachments.map(({ hash, uid }) => [hash, uid]));
      const [image = null] = addressOf(imageUrl).map(pictureSource);
      const fitting = await thatFit(tx, content, [...names.keys(), ...fetched.keys()]);
      let room = fetched.size > 0 ? await keeping.roomLeft(tx, note.ownerId) : 0;
      const added: number[] = [];
      for (const [source, file] of fetched) {
        const { hash, size } = file.received;
        if ((!fitting.has(source) && source !== image) || (size > room && !byHash.has(hash))) continue;
        if (!byHash.has(hash)) {
          const { id, uid } = await keeping.insert(tx, note.ownerId, file, now);
          room -= size;
          added.push(id);
          byHash.set(hash, uid);
        }
        names.set(source, byHash.get(hash)!);
      }
      const shown = new Set<string>();
      const nameOf = (source: string) => {
        shown.add(source);
        return fitting.has(source) ? names.get(source) : undefined;
      };
      const written = withKeptPictures(content, nameOf);
      const imageUid = image === null ? undefined : names.get(image);
      const isShown = image !== null && shown.has(image) && fitting.has(image);
      return { content: written, imageUid: imageUid ?? null, beside: isShown ? undefined : imageUid, added };
    },

    async tell(tx: Tx, owner: SignedIn, added: readonly number[]): Promise<void> {
      for (const id of added) await keeping.tell(tx, owner, id);
    },
  };
}

/** None, or one. */
function addressOf(imageUrl: string | null): string[] {
  const address = imageUrl === null ? null : webAddress(imageUrl);
  return address ? [address.href] : [];
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
