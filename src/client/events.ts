import { ClientError } from './client-error.ts';
import { readEvents } from './event-stream.ts';
import type { Memo } from './types.ts';
import type { Transport } from './transport.ts';

export type LiveEvent =
  | { type: 'memo.created' | 'memo.updated'; memo: Memo }
  /** Removed, or out of sight. */
  | { type: 'memo.deleted'; memo: { name: string; uid: string } }
  /** Too much was missed: read everything anew. */
  | { type: 'reset' }
  /** The stream is open; without `resumed`, what happened before is not told. */
  | { type: 'open'; resumed: boolean }
  /** The stream broke off, and will be opened again. */
  | { type: 'closed' };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

export function createEvents({ open }: Transport) {
  return {
    /**
     * What changes, as it happens; goes on after interruptions where it was, until `signal` ends it.
     * @param onWake told what ends a pause between two attempts, for when there is a way to the server again; it answers with
     *   what is called when that is no longer wanted
     * @throws ClientError where asking again is of no use, such as UNAUTHENTICATED
     */
    async *follow(
      signal: AbortSignal,
      onWake?: (wake: () => void) => () => void,
    ): AsyncGenerator<LiveEvent, void> {
      let lastId: string | undefined;
      let pause = FIRST_PAUSE_MS;
      while (!signal.aborted) {
        try {
          const resumed = lastId !== undefined;
          const answer = await open('GET', '/api/v1/events', {
            headers: { accept: 'text/event-stream', ...(resumed && { 'last-event-id': String(lastId) }) },
            signal,
          });
          if (!answer.body) return;
          let isOpen = false;
          for await (const { id, data } of readEvents(answer.body)) {
            pause = FIRST_PAUSE_MS;
            if (id !== undefined) {
              lastId = id;
              if (!isOpen) yield { type: 'open', resumed };
              isOpen = true;
            }
            if (data !== undefined) yield JSON.parse(data) as LiveEvent;
          }
        } catch (error) {
          if (signal.aborted) return;
          if (error instanceof ClientError && !error.isTemporary) throw error;
        }
        yield { type: 'closed' };
        const wasWoken = await sleep(pause * (0.75 + Math.random() / 2), signal, onWake);
        pause = wasWoken ? FIRST_PAUSE_MS : Math.min(2 * pause, LONGEST_PAUSE_MS);
      }
    },
  };
}

/** @returns whether it was woken */
function sleep(ms: number, signal: AbortSignal, onWake?: (wake: () => void) => () => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(false), ms);
    const stop = (): void => end(false);
    const unwatch = onWake?.(() => end(true));
    function end(wasWoken: boolean): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      unwatch?.();
      resolve(wasWoken);
    }
    signal.addEventListener('abort', stop);
  });
}
