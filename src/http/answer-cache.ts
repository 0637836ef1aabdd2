import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../domain/access.ts';
import { etagOf, isCached, sendBytes } from './conditional.ts';

interface Answer {
  bytes: Buffer;
  etag: string;
  /** Of the scopes that it depends on, read before it was made. */
  revisions: readonly number[];
  /** Of the store, at a moment when the revisions were these. */
  stamp: number | undefined;
}

/** What tells whether an answer still holds. */
export interface Freshness {
  /** See `Store.stamp`. */
  stamp: (() => number) | undefined;
  revisions(principal: Principal): Promise<number[]>;
}

export type AnswerCache = ReturnType<typeof createAnswerCache>;

/** What one answer takes beside its bytes, roughly. */
const OVERHEAD = 512;

/**
 * Keeps answers as the bytes that were sent, so that what is asked again is neither read nor written as JSON again. An
 * answer is given again only where the store says, at that very moment, that nothing has changed since: by its stamp, which
 * costs almost nothing, or else by the revisions that the answer depends on, which cost one keyed read. The oldest go when
 * they take too much memory.
 * @param maxBytes of all answers together
 */
export function createAnswerCache({ stamp, revisions }: Freshness, maxBytes = 32 * 1024 * 1024) {
  const answers = new Map<string, Answer>();
  let bytes = 0;

  function keep(key: string, answer: Answer): void {
    drop(key);
    const size = key.length + answer.bytes.length + OVERHEAD;
    if (size > maxBytes / 4) return;
    answers.set(key, answer);
    bytes += size;
    for (const oldest of answers.keys()) {
      if (bytes <= maxBytes) return;
      drop(oldest);
    }
  }

  function drop(key: string): void {
    const answer = answers.get(key);
    if (!answer) return;
    answers.delete(key);
    bytes -= key.length + answer.bytes.length + OVERHEAD;
  }

  return {
    /**
     * What was answered to this principal before, if the store stands as it stood then.
     * @param now the store's stamp, just now
     */
    find(url: string, principal: Principal, now: number): Pick<Answer, 'bytes' | 'etag'> | undefined {
      const key = keyOf(principal, url);
      const answer = answers.get(key);
      if (answer?.stamp !== now) return undefined;
      // What is used stays longest.
      answers.delete(key);
      answers.set(key, answer);
      return answer;
    },

    /**
     * Answers with what was kept, if it still holds, or else with what `make` makes.
     * @param make gives what is sent, or its JSON as bytes; it must depend on the principal, the URL and the store alone
     * @param tag makes the entity tag, for answers whose tag must be known without them; default: that of the bytes
     */
    async send(
      request: FastifyRequest,
      reply: FastifyReply,
      principal: Principal,
      make: () => Promise<unknown>,
      tag?: (revisions: readonly number[]) => string,
    ): Promise<FastifyReply> {
      // In this order: what is read later is at least as new as what it is said to be.
      const now = stamp?.();
      const current = await revisions(principal);
      const key = keyOf(principal, request.url);
      const known = answers.get(key);
      if (known && isSame(known.revisions, current)) {
        known.stamp = now;
        return send(request, reply, known);
      }
      const etag = tag?.(current);
      // The client may still have what is not kept here any more.
      if (etag !== undefined && isCached(request, etag)) return send(request, reply, { bytes: EMPTY, etag });
      const value = await make();
      const made = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value));
      const answer = { bytes: made, etag: etag ?? etagOf(made), revisions: current, stamp: now };
      keep(key, answer);
      return send(request, reply, answer);
    },
  };
}

const EMPTY = Buffer.alloc(0);

function send(request: FastifyRequest, reply: FastifyReply, { bytes, etag }: Pick<Answer, 'bytes' | 'etag'>) {
  return sendBytes(request, reply, bytes, etag);
}

/** What one may see, another may not. */
function keyOf(principal: Principal, url: string): string {
  return principal.kind === 'user' ? `${principal.userId} ${url}` : url;
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
