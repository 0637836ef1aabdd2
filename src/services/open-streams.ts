import { DomainError } from '../domain/errors.ts';

export type OpenStreams = ReturnType<typeof createOpenStreams>;

const RETRY_AFTER_SECONDS = 30;

/** Counts the streams of events, of whatever kind, that each user has open: so many and no more. */
export function createOpenStreams(perUser: number) {
  const streams = new Map<number, number>();

  function release(userId: number): void {
    const left = (streams.get(userId) ?? 1) - 1;
    if (left === 0) streams.delete(userId);
    else streams.set(userId, left);
  }

  return {
    /**
     * @param gone must come when the caller has gone, for whatever reason
     * @throws RESOURCE_EXHAUSTED
     */
    take(userId: number, gone: AbortSignal): void {
      const count = streams.get(userId) ?? 0;
      if (count >= perUser) {
        const message = `At most ${perUser} event streams at once`;
        throw new DomainError('RESOURCE_EXHAUSTED', message, [], RETRY_AFTER_SECONDS);
      }
      streams.set(userId, count + 1);
      gone.addEventListener('abort', () => release(userId), { once: true });
    },
  };
}
