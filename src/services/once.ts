import { DomainError, invalid } from '../domain/errors.ts';
import { DAY } from '../domain/time.ts';
import type { Tx } from '../store/store.ts';

/** A request that may be sent again after a lost answer, and must then change nothing. */
export interface Once<T> {
  /** The client's `Idempotency-Key`. */
  key: string;
  /** Tells whether the same key comes with the same request. */
  fingerprint: string;
  /** The answer that is kept and given again, word for word. */
  answer(result: T): string;
}

export type OnceResult<T> = { result: T } | { replay: string };

/** Idempotency keys are remembered for a day (faces.md: memos). */
export const IDEMPOTENCY_MS = DAY;

/** @throws INVALID_ARGUMENT naming the header */
export function assertIdempotencyKey(key: string): void {
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalid('Idempotency-Key', 'Must be 1 to 255 visible ASCII characters');
  }
}

/**
 * Runs `work` unless its key has been answered within a day, in which case that answer comes back.
 * @throws ALREADY_EXISTS when the key was used for a different request
 */
export async function once<T>(
  tx: Tx,
  userId: number,
  now: number,
  request: Once<T> | undefined,
  work: () => Promise<T>,
): Promise<OnceResult<T>> {
  if (!request) return { result: await work() };
  await tx.lock(`idempotency:${userId}:${request.key}`);
  const earlier = await tx.idempotency.find(userId, request.key, now - IDEMPOTENCY_MS);
  if (earlier && earlier.fingerprint !== request.fingerprint) {
    throw new DomainError('ALREADY_EXISTS', 'This Idempotency-Key was used for a different request', [
      { field: 'Idempotency-Key', issue: 'Use a new key for a new request' },
    ]);
  }
  if (earlier) return { replay: earlier.answer };
  const result = await work();
  const answer = request.answer(result);
  await tx.idempotency.keep({ userId, key: request.key, fingerprint: request.fingerprint, answer, at: now });
  return { result };
}
