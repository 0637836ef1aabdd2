import { mayRead, readerOf, requireUser, type Principal, type SignedIn } from '../domain/access.ts';
import { CHANGES_MS } from '../domain/change.ts';
import {
  canFollow,
  formatLiveCursor,
  isSameCursor,
  parseLiveCursor,
  type LiveCursor,
} from '../domain/live-cursor.ts';
import type { NoteView } from '../domain/note.ts';
import { SECOND, type Clock } from '../domain/time.ts';
import type { RevisionScope } from '../store/revisions.ts';
import type { Store } from '../store/store.ts';
import { scopesOf } from './changes.ts';
import { readChanges, type Step } from './live-changes.ts';
import { createWaker } from './live-waker.ts';
import { createOpenStreams, type OpenStreams } from './open-streams.ts';
import type { Sessions } from './sessions.ts';

export type Live = ReturnType<typeof createLive>;

/** What a reader is told; `id` is what to resume from, as `Last-Event-ID`. */
export type LiveEvent =
  | { type: 'created' | 'updated'; id: string; note: NoteView }
  /** Removed, or out of this reader's sight: its name is all that is said. */
  | { type: 'gone'; id: string; note: { id: number; uid: string } }
  /** Too much was missed: read everything anew. */
  | { type: 'reset'; id: string }
  /** From here on; comes first. */
  | { type: 'start'; id: string }
  /** Nothing happened for a while. */
  | { type: 'quiet' };

export interface LiveLimits {
  streamsPerUser: number;
  quietMs: number;
  /** A reader that takes nothing for so long is cut off; it can resume. */
  patienceMs: number;
}

const LIMITS: LiveLimits = { streamsPerUser: 16, quietMs: 20 * SECOND, patienceMs: 30 * SECOND };

function followed(user: SignedIn, { spaces }: LiveCursor): RevisionScope[] {
  return [...scopesOf(user.userId), ...[...spaces.keys()].map((id) => `space:${id}` as const)];
}

const FORGET_AT_ONCE = 5000;

export function createLive({
  store,
  sessions,
  clock,
  limits: given,
}: {
  store: Store;
  sessions: Sessions;
  clock: Clock;
  limits?: Partial<LiveLimits> | undefined;
}) {
  const limits = { ...LIMITS, ...given };
  const waker = createWaker(store);
  const closing = new AbortController();
  const streams: OpenStreams = createOpenStreams(limits.streamsPerUser);

  async function present(user: SignedIn): Promise<LiveCursor> {
    const ids = await store.read.spaces.idsOf(user.userId);
    const [own = 0, commons = 0, ...spaces] = await store.read.revisions.of([
      ...scopesOf(user.userId),
      ...ids.map((id) => `space:${id}` as const),
    ]);
    return { own, commons, spaces: new Map(ids.map((id, index) => [id, spaces[index] ?? 0])) };
  }

  /** @returns null for what this reader is not told */
  async function tell(
    user: SignedIn,
    since: number,
    { change, isNew, cursor }: Step,
  ): Promise<LiveEvent | null> {
    const id = formatLiveCursor(cursor);
    const note = await store.read.notes.find({ id: change.noteId }, readerOf(user));
    if (note && mayRead(user, note)) return { type: isNew ? 'created' : 'updated', id, note };
    // What was shared and taken back before there was this account is none of its business.
    if (change.ownerId !== user.userId && change.changedAt < since) return null;
    return { type: 'gone', id, note: { id: change.noteId, uid: change.noteUid } };
  }

  async function* follow(
    user: SignedIn,
    lastEventId: string | undefined,
    stop: AbortSignal,
  ): AsyncGenerator<LiveEvent, void> {
    const isOpen = async () => !stop.aborted && (await sessions.isGood(user));
    let cursor = await present(user);
    let wake = waker.add(followed(user, cursor));
    try {
      const account = await store.read.users.byId(user.userId);
      const start = lastEventId === undefined ? null : parseLiveCursor(lastEventId);
      cursor = await present(user);
      if (start && canFollow(start, cursor)) cursor = start;
      else if (lastEventId !== undefined) yield { type: 'reset', id: formatLiveCursor(cursor) };
      yield { type: 'start', id: formatLiveCursor(cursor) };

      while (await isOpen()) {
        const now = await present(user);
        const hasMoved = !canFollow(cursor, now);
        if (hasMoved) {
          wake.remove();
          wake = waker.add(followed(user, now));
        }
        const found = hasMoved ? null : await readChanges(store.read, user.userId, cursor, now);
        if (!found) {
          // After a change of membership, what was in sight may be gone, and other things may be there.
          cursor = now;
          yield { type: 'reset', id: formatLiveCursor(cursor) };
          continue;
        }
        for (const step of found.steps) {
          if (!(await isOpen())) return;
          const event = await tell(user, account?.createdAt ?? 0, step);
          if (event) yield event;
        }
        const isCaughtUp = isSameCursor(found.end, cursor);
        cursor = found.end;
        if (isCaughtUp && !(await wake.next(limits.quietMs, stop)) && (await isOpen()))
          yield { type: 'quiet' };
      }
    } finally {
      wake.remove();
    }
  }

  return {
    patienceMs: limits.patienceMs,

    /** For other streams, which count like these. */
    streams,

    /**
     * What changes for the caller from now on, or from the event with this id on. Ends when the caller's session or token
     * does, or with the server. It reads only as far as it is asked, so a slow reader costs nothing.
     * @param gone must come when the caller has gone, for whatever reason
     * @throws UNAUTHENTICATED, RESOURCE_EXHAUSTED for too many at once
     */
    open(
      principal: Principal,
      lastEventId: string | undefined,
      gone: AbortSignal,
    ): AsyncGenerator<LiveEvent, void> {
      const user = requireUser(principal, 'read');
      streams.take(user.userId, gone);
      return follow(user, lastEventId, AbortSignal.any([gone, closing.signal]));
    },

    /** Forgets what is older than a week, a piece at a time. */
    async forgetOld(): Promise<void> {
      const time = clock() - CHANGES_MS;
      while ((await store.transact((tx) => tx.changes.forgetBefore(time, FORGET_AT_ONCE))) > 0);
    },

    /** Ends every stream, and lets no new one begin. */
    close(): void {
      closing.abort();
    },
  };
}
