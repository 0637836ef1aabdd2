import type { Blobs, Received } from '../blobs/blobs.ts';
import type { SignedIn } from '../domain/access.ts';
import { createPositionScanner } from '../domain/attachment/index.ts';
import {
  keptPictures,
  pictureAddresses,
  pictureFilename,
  pictureSource,
  withKeptPictures,
} from '../domain/capture/index.ts';
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
  function thatFit(content: string, sources: readonly string[]): Set<string> {
    const fitting = new Set(sources);
    const written = withKeptPictures(content, (source) => (fitting.has(source) ? '00000000' : undefined));
    if (sources.length === 0 || Buffer.byteLength(written) <= maxContentBytes) return fitting;
    return thatFit(content, sources.slice(0, sources.length >> 1));
  }

  return {
    /** Whether the pictures of a page are to be kept: asked for, liked so by the owner, or done before with this note. */
    async areWanted(note: Pick<NoteView, 'ownerId' | 'content'>, isAskedFor: boolean): Promise<boolean> {
      if (isAskedFor || keptPictures(note.content).size > 0) return true;
      return (await store.read.preferences.of(note.ownerId)).get(KEEP_PICTURES) === true;
    },

    /**
     * Fetches the pictures of a page, in their order, within the limits.
     * @throws CaptureFailure where it was told to stop
     */
    async fetchAll(ownerId: number, content: string, signal: AbortSignal): Promise<FetchedPictures> {
      const fetched = new Map<string, FileToKeep>();
      const room = Math.min(limits.totalBytes, await keeping.roomLeft(store.read, ownerId));
      const waiting = pictureAddresses(content).slice(0, limits.count);
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
     * Makes attachments of fetched pictures, for a note that is about to say `content`.
     * @returns the content with them, and the ids of the new attachments, to be told of once the note has them
     */
    async attach(
      tx: Tx,
      note: NoteView,
      content: string,
      fetched: FetchedPictures,
      now: number,
    ): Promise<{ content: string; added: number[] }> {
      // What the note has already is not kept twice, and what cannot be fetched any more is not lost.
      const names = keptPictures(note.content);
      const byHash = new Map(note.attachments.map(({ hash, uid }) => [hash, uid]));
      const fitting = thatFit(content, [...names.keys(), ...fetched.keys()]);
      let room = fetched.size > 0 ? await keeping.roomLeft(tx, note.ownerId) : 0;
      const added: number[] = [];
      for (const [source, file] of fetched) {
        const { hash, size } = file.received;
        if (!fitting.has(source) || (size > room && !byHash.has(hash))) continue;
        if (!byHash.has(hash)) {
          const { id, uid } = await keeping.insert(tx, note.ownerId, file, now);
          room -= size;
          added.push(id);
          byHash.set(hash, uid);
        }
        names.set(source, byHash.get(hash)!);
      }
      const nameOf = (source: string) => (fitting.has(source) ? names.get(source) : undefined);
      return { content: withKeptPictures(content, nameOf), added };
    },

    async tell(tx: Tx, owner: SignedIn, added: readonly number[]): Promise<void> {
      for (const id of added) await keeping.tell(tx, owner, id);
    },
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
