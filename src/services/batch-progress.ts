import { requireUser, type Principal, type SignedIn } from '../domain/access.ts';
import { DomainError, invalid } from '../domain/errors.ts';
import { MINUTE, SECOND } from '../domain/time.ts';
import type { Store } from '../store/store.ts';
import { createWaker } from './live-waker.ts';
import type { Memories } from './memories.ts';
import type { MemoryView } from './memory-view.ts';
import type { OpenStreams } from './open-streams.ts';
import type { Sessions } from './sessions.ts';

/**
 * How far a batch is. `title` is that of what has just been kept, or the beginning of an entry that was not; `error` says why
 * something was not.
 */
export interface BatchStep {
  status: 'processing' | 'completed';
  total: number;
  processed: number;
  succeeded: number;
  failed: number;
  title?: string;
  error?: string;
}

/** So many entries at most. */
export const MAX_BATCH = 1000;
/** So much of an entry tells which one it is. */
const MAX_WORDS = 120;
/** A batch may wait for pages that are slow; who wants to know more asks for the notes themselves. */
const MAX_FOLLOW_MS = 15 * MINUTE;
const QUIET_MS = 20 * SECOND;

/** Keeps many things at once, and tells how the pages among them are fetched. */
export function createBatchProgress({
  store,
  memories,
  sessions,
  streams,
  followMs = MAX_FOLLOW_MS,
}: {
  store: Store;
  memories: Memories;
  sessions: Sessions;
  streams: OpenStreams;
  /** For so long at most. */
  followMs?: number | undefined;
}) {
  const waker = createWaker(store);
  const closing = new AbortController();

  async function* follow(
    user: SignedIn,
    contents: readonly string[],
    results: readonly (MemoryView | DomainError)[],
    stop: AbortSignal,
  ): AsyncGenerator<BatchStep | null, void> {
    const counts = { total: results.length, processed: 0, succeeded: 0, failed: 0 };
    const step = (title: string, error: string | null): BatchStep => {
      counts.processed++;
      counts[error === null ? 'succeeded' : 'failed']++;
      const said = { ...(title !== '' && { title }), ...(error !== null && { error }) };
      return { status: 'processing', ...counts, ...said };
    };
    /** What was asked for, by the id of its note. */
    const waiting = new Map<number, string>();
    const wake = waker.add([`user:${user.userId}`]);
    try {
      yield { status: 'processing', ...counts };
      for (const [index, result] of results.entries()) {
        const words = beginningOf(contents[index] ?? '');
        if (stop.aborted) return;
        if (result instanceof DomainError) yield step(words, sentenceOf(result));
        else if (result.page?.status === 'queued') waiting.set(result.note.id, words);
        else yield step(result.note.title, null);
      }
      while (waiting.size > 0 && !stop.aborted && (await sessions.isGood(user))) {
        for (const { noteId, title, failure } of await memories.fetched([...waiting.keys()])) {
          const words = waiting.get(noteId) ?? '';
          waiting.delete(noteId);
          yield step(title || words, failure);
        }
        // Null: still here.
        if (waiting.size > 0 && !(await wake.next(QUIET_MS, stop)) && !stop.aborted) yield null;
      }
      if (waiting.size === 0) yield { status: 'completed', ...counts };
    } finally {
      wake.remove();
    }
  }

  return {
    /**
     * Keeps all that can be kept, in one change, and then tells how far it is. Ends when all pages are fetched or not to be
     * had, after a quarter of an hour, or with the server, the caller or the caller's session; fetching goes on.
     * @param gone must come when the caller has gone, for whatever reason
     * @returns null where nothing has happened for a while
     * @throws INVALID_ARGUMENT naming `urls`, RESOURCE_EXHAUSTED for too many streams at once, and what
     *   `memories.addAll` throws; nothing is kept then
     */
    async add(
      principal: Principal,
      contents: readonly string[],
      spaces: readonly string[] | undefined,
      gone: AbortSignal,
    ): Promise<AsyncGenerator<BatchStep | null, void>> {
      const user = requireUser(principal, 'write');
      if (contents.length === 0 || contents.length > MAX_BATCH)
        throw invalid('urls', `Must have 1 to ${MAX_BATCH} entries, those of contents included`);
      streams.take(user.userId, gone);
      const results = await memories.addAll(user, contents, spaces);
      return follow(
        user,
        contents,
        results,
        AbortSignal.any([gone, closing.signal, AbortSignal.timeout(followMs)]),
      );
    },

    /** Ends every stream. */
    close(): void {
      closing.abort();
    },
  };
}

/** Of text that may hold anything, also half of a character. */
function beginningOf(content: string): string {
  const words = [
    ...content
      .trim()
      .slice(0, 4 * MAX_WORDS)
      .replace(/\s+/g, ' '),
  ];
  const isWhole = words.length <= MAX_WORDS;
  return (isWhole ? words : [...words.slice(0, MAX_WORDS - 1), '…']).join('').toWellFormed();
}

function sentenceOf({ message, details }: DomainError): string {
  return details.length === 0 ? message : details.map(({ field, issue }) => `${field}: ${issue}`).join('; ');
}
