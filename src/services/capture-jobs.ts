import { CaptureFailure, type CapturedPage } from './capture/index.ts';
import { canonicalKey, normalizeAddress } from '../domain/capture/index.ts';
import { givenAddress, pageContent, type Page } from '../domain/capture/page.ts';
import type { SignedIn } from '../domain/access.ts';
import { RETRY_PAUSES_MS, type JobOutcome } from '../domain/job.ts';
import type { NoteView } from '../domain/note.ts';
import type { Clock } from '../domain/time.ts';
import type { Store, Tx } from '../store/store.ts';
import { bumpRevisions } from './changes.ts';
import type { FetchedPictures, PictureKeeping } from './capture-pictures.ts';
import type { CapturePayload } from './capture-queue.ts';
import type { JobHandler } from './job-runner.ts';
import type { Notes } from './notes.ts';
import { isEdited } from './page-edited.ts';
import { explicitlyWith } from './note-attachments.ts';
import { sha256 } from './random.ts';

/** An attempt that a crash has ended counts, too; a job that never comes to its end stops some time. */
const MAX_ATTEMPTS = 30;

/** `message` is for people; `detail` is for administrators. */
type Failure = Pick<CaptureFailure, 'message' | 'isPassing'> & { detail?: string };

const NOT_KEPT: Failure = { message: 'The page could not be kept in its note.', isPassing: false };
const UNEXPECTED: Failure = {
  message: 'The page could not be read because of a fault in this program.',
  isPassing: false,
};

/** Fetches a page; see `createCapturer`. */
export type Capture = (url: string, signal?: AbortSignal) => Promise<CapturedPage>;

/** Fetches the pages that notes wait for: the handler of these jobs. */
export function createCaptureHandler({
  store,
  clock,
  notes,
  capture,
  pictures,
}: {
  store: Store;
  clock: Clock;
  notes: Notes;
  capture: Capture;
  /** Undefined: pictures stay where they are. */
  pictures?: PictureKeeping | undefined;
}): JobHandler {
  return async (job, signal) => {
    const { noteId, pictures: isAskedFor = false } = job.payload as CapturePayload;
    const page = await store.read.pages.find(noteId);
    // Where somebody has tried again by hand meanwhile, an earlier job leaves the rest to the later one.
    const isWanted =
      page && (page.status === 'queued' || (page.nextAttemptAt !== null && page.nextAttemptAt <= clock()));
    const before = isWanted ? await noteToFill(page.noteId) : null;
    if (!isWanted || !before) return async () => ({ result: 'done' });
    const fail = (failure: Failure) => (tx: Tx) =>
      withNote(tx, page.noteId, (note, current) => giveUp(tx, note, current, page, failure));
    if (job.attempts > MAX_ATTEMPTS) return fail(NOT_KEPT);
    try {
      const captured = await capture(givenAddress(page), signal);
      const fetched = await picturesOf(captured, before, page, isAskedFor, signal);
      return (tx) => withNote(tx, page.noteId, (note, current) => keep(tx, note, current, captured, fetched));
    } catch (error) {
      if (signal.aborted) throw error;
      if (!(error instanceof CaptureFailure)) return fail({ ...UNEXPECTED, detail: detailOf(error) });
      // The server was stopped: that says nothing of the page.
      if (error.reason === 'stopped')
        return async () => ({ result: 'again', at: clock(), error: error.message });
      return fail(error);
    }
  };

  /** For a note in the trash, nobody goes out into the web until it is restored; for a closed account, never again. */
  async function noteToFill(noteId: number): Promise<NoteView | null> {
    const note = await store.read.notes.find({ id: noteId }, NOBODY);
    if (!note || note.status === 'TRASHED') return null;
    return (await store.read.users.byId(note.ownerId))?.status === 'DELETED' ? null : note;
  }

  async function picturesOf(
    captured: CapturedPage,
    note: NoteView,
    page: Page,
    isAskedFor: boolean,
    signal: AbortSignal,
  ): Promise<FetchedPictures> {
    if (!pictures || isEdited(note, page)) return new Map();
    if (!(await pictures.areWanted(note, page, isAskedFor))) return new Map();
    return pictures.fetchAll(note.ownerId, captured, signal);
  }

  /** A note that is gone meanwhile needs nothing any more. */
  async function withNote(
    tx: Tx,
    id: number,
    work: (note: NoteView, page: Page) => Promise<JobOutcome>,
  ): Promise<JobOutcome> {
    const ownerId = (await tx.notes.find({ id }, NOBODY))?.ownerId;
    if (ownerId === undefined) return { result: 'done' };
    const note = await notes.findForWriting(tx, ownerOf(ownerId), { id });
    const page = await tx.pages.find(id);
    return page ? work(note, page) : { result: 'done' };
  }

  async function keep(
    tx: Tx,
    note: NoteView,
    page: Page,
    captured: CapturedPage,
    fetched: FetchedPictures,
  ): Promise<JobOutcome> {
    const now = clock();
    const given = givenAddress(page);
    const finalKey = normalizeAddress(captured.url);
    const ownKey = canonicalKey(captured);
    const content = pageContent({ title: captured.title, url: captured.url, content: captured.content });
    const known: Page = {
      ...page,
      url: captured.url,
      givenUrl: captured.url === given ? null : given,
      finalKey: finalKey === page.urlKey ? null : finalKey,
      canonicalKey: ownKey === page.urlKey || ownKey === finalKey ? null : ownKey,
      description: captured.description,
      imageUrl: captured.imageUrl,
      imageUid: captured.imageUrl === page.imageUrl ? page.imageUid : null,
      siteName: captured.siteName,
      author: captured.author,
      faviconUrl: captured.faviconUrl,
      language: captured.language,
      publishedAt: captured.publishedAt,
      status: 'done',
      reason: null,
      attempts: page.attempts + 1,
      nextAttemptAt: null,
      capturedAt: now,
    };
    if (!isEdited(note, page)) {
      const owner = ownerOf(note.ownerId);
      const { imageUrl } = captured;
      const kept = await pictures?.attach(tx, note, { content, imageUrl }, fetched, now);
      const imageUid = kept?.imageUid ?? known.imageUid;
      const patch = {
        content: kept?.content ?? content,
        kind: captured.kind,
        attachments: kept?.beside === undefined ? undefined : await explicitlyWith(tx, note.id, kept.beside),
      };
      const saved = await notes.rewrite(tx, owner, note, patch, { now, conditional: false });
      await tx.pages.put(note.ownerId, { ...known, imageUid, capturedHash: sha256(saved.content) });
      await pictures?.tell(tx, owner, kept?.added ?? []);
      return { result: 'done' };
    }
    // Somebody has edited the note: what the page says is in its history, for whoever wants it.
    await keepInHistory(tx, note, content, now);
    // A crash between the file and the commit leaves what was written here before, and nothing that knows of it.
    const capturedHash = content === note.content ? sha256(content) : page.capturedHash;
    await tx.pages.put(note.ownerId, { ...known, capturedHash });
    await bumpRevisions(tx, note, note, now);
    return { result: 'done' };
  }

  /** Once: somebody who fetches it again and again finds what else is in the history. */
  async function keepInHistory(tx: Tx, note: NoteView, content: string, now: number): Promise<void> {
    if (content === note.content) return;
    const [newest] = await tx.notes.versions(note.id, 1);
    if (content !== newest?.content) await tx.notes.keepVersion({ id: note.id, content, editedAt: now }, now);
  }

  /** @param before what was known of the page when this attempt began */
  async function giveUp(
    tx: Tx,
    note: NoteView,
    page: Page,
    before: Page,
    failure: Failure,
  ): Promise<JobOutcome> {
    if (isLeftToOther(page, before)) return { result: 'done' };
    const now = clock();
    const pause = failure.isPassing ? RETRY_PAUSES_MS[page.attempts] : undefined;
    const nextAttemptAt = pause === undefined ? null : now + pause;
    await tx.pages.put(note.ownerId, {
      ...page,
      status: 'failed',
      reason: failure.message,
      attempts: page.attempts + 1,
      nextAttemptAt,
    });
    await bumpRevisions(tx, note, note, now);
    const error = failure.detail ?? failure.message;
    return nextAttemptAt === null
      ? { result: 'failed', error }
      : { result: 'again', at: nextAttemptAt, error };
  }
}

function detailOf(error: unknown): string {
  return (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 2000);
}

/** Whether another attempt, by hand, has fetched the page since this one began, or is about to. */
function isLeftToOther(page: Page, before: Page): boolean {
  if (page.status === 'done') return page.capturedAt !== before.capturedAt;
  return page.status === 'queued' && before.status !== 'queued';
}

const NOBODY = { userId: null, visibilities: [] };

/** Fetching is done for the owner of the note. */
function ownerOf(userId: number): SignedIn {
  return { kind: 'user', userId, role: 'USER', scope: 'write', via: 'local', credentialId: null };
}
