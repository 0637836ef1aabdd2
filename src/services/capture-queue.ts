import { randomUUID } from 'node:crypto';
import { givenAddress, type Page } from '../domain/capture/page.ts';
import type { Tx } from '../store/store.ts';
import type { Jobs } from './jobs.ts';

/** The kind of job that fetches the page of a note. */
export const CAPTURE = 'capture';

export interface CapturePayload {
  noteId: number;
  /** Whether its pictures were asked for; otherwise what the owner prefers counts. */
  pictures?: true;
}

/** Has the page of a note fetched after this change; only a few at once from each host. */
export async function enqueueCapture(
  tx: Tx,
  jobs: Jobs,
  page: Page,
  { pictures = false }: { pictures?: boolean | undefined } = {},
): Promise<void> {
  await jobs.enqueue(tx, captureJob(page, pictures));
}

/**
 * For a note that comes back from the trash: while it was there, jobs for its page came to their end without fetching it.
 * Nobody is woken; runners look by themselves within seconds.
 */
export async function resumeCapture(tx: Tx, noteId: number, now: number): Promise<void> {
  const page = await tx.pages.find(noteId);
  if (!page || (page.status !== 'queued' && page.nextAttemptAt === null)) return;
  const runAt = Math.max(now, page.nextAttemptAt ?? now);
  await tx.jobs.enqueue({ ...captureJob(page), runAt, createdAt: now });
}

function captureJob(page: Pick<Page, 'noteId' | 'url' | 'givenUrl'>, pictures = false) {
  const { noteId } = page;
  const host = URL.parse(givenAddress(page))?.host ?? 'unknown';
  // A lane of its own: what is tried again by hand does not wait for what will be tried again later.
  const lane = `capture:${host}/${noteId}-${randomUUID()}`;
  const payload: CapturePayload = { noteId, ...(pictures && { pictures }) };
  return { kind: CAPTURE, lane, payload };
}
