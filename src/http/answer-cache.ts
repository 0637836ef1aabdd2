import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../domain/access.ts';
import { etagOf, isCached, sendBytes, sendNotModified } from './conditional.ts';

export interface Answer {
  /** Undefined where it was asked for only by those who had it already. */
  bytes: Buffer | undefined;
  etag: string;
  /** The path as its route was declared. */
  route: string;
  /** That this face sends with it, beside those of all answers. */
  headers: OwnHeaders | undefined;
  /** For whoever sends it by themselves: made when it is first needed. */
  head?: readonly string[];
}

type OwnHeaders = Readonly<Record<string, string>>;

/** What was made of one question at one moment. */
interface Made {
  bytes: Buffer;
  headers: OwnHeaders | undefined;
}

interface Kept extends Answer {
  /** Given again since it was last considered for dropping. */
  isUsed: boolean;
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
 * costs almost nothing, or else by the revisions that the answer depends on, which cost one keyed read. When they take too
 * much memory, the oldest go that nobody has asked for again.
 * @param maxBytes of all answers together
 */
export function createAnswerCache({ stamp, revisions }: Freshness, maxBytes = 32 * 1024 * 1024) {
  const answers = new Map<string, Kept>();
  /** Whoever asks for what is being made already, at the same revisions, waits for it. */
  const underWay = new Map<string, Promise<Made>>();
  let size = 0;

  function keep(key: string, answer: Kept): void {
    drop(key);
    if (sizeOf(key, answer) > maxBytes / 2) return;
    put(key, answer);
    for (const [oldest, candidate] of answers) {
      if (size <= maxBytes) return;
      if (oldest === key) continue;
      drop(oldest);
      if (candidate.isUsed) put(oldest, { ...candidate, isUsed: false });
    }
  }

  function put(key: string, answer: Kept): void {
    answers.set(key, answer);
    size += sizeOf(key, answer);
  }

  function drop(key: string): void {
    const answer = answers.get(key);
    if (!answer) return;
    answers.delete(key);
    size -= sizeOf(key, answer);
  }

  function makeOnce(id: string, make: () => Promise<Made>): Promise<Made> {
    const making = underWay.get(id) ?? make().finally(() => underWay.delete(id));
    underWay.set(id, making);
    return making;
  }

  return {
    /**
     * What was answered to this principal before, if the store stands as it stood then.
     * @param now the store's stamp, just now
     */
    find(url: string, principal: Principal, now: number): Answer | undefined {
      const answer = answers.get(keyOf(principal, url));
      if (answer?.stamp !== now) return undefined;
      answer.isUsed = true;
      return answer;
    },

    /**
     * Answers with what was kept, if it still holds, or else with what `make` makes.
     * @param make gives what is sent, or its JSON as bytes; it must depend on the principal, the URL and the store alone
     * @param tag makes the entity tag, for answers whose tag must be known without them; default: that of the bytes. What it
     *   reads is read before what `make` reads
     * @param headersOf of what was made, or of an answer that says no more than that nothing has changed
     */
    async send<T>(
      request: FastifyRequest,
      reply: FastifyReply,
      principal: Principal,
      make: () => Promise<T>,
      tag?: (revisions: readonly number[]) => string | Promise<string>,
      headersOf?: (made?: T) => OwnHeaders,
    ): Promise<FastifyReply> {
      // In this order: what is read later is at least as new as what it is said to be.
      const now = stamp?.();
      const current = await revisions(principal);
      const key = keyOf(principal, request.url);
      const known = answers.get(key);
      const isCurrent = known !== undefined && isSame(known.revisions, current);
      if (isCurrent) Object.assign(known, { stamp: now, isUsed: true });
      if (isCurrent && known.bytes)
        return sendBytes(request, reply.headers(known.headers ?? {}), known.bytes, known.etag);
      const route = request.routeOptions.url ?? request.url;
      const basis = { route, revisions: current, stamp: now, isUsed: false };
      const etag = await tag?.(current);
      // The client may still have what is not kept here any more.
      if (etag !== undefined && isCached(request, etag)) {
        const headers = headersOf?.();
        if (!isCurrent) keep(key, { ...basis, bytes: undefined, etag, headers });
        return sendNotModified(reply.headers(headers ?? {}), etag);
      }
      // A tag may be newer than the revisions; what has another tag is another answer.
      const { bytes, headers } = await makeOnce(`${key} ${current.join(' ')} ${etag ?? ''}`, async () => {
        const value = await make();
        return { bytes: bytesOf(value), headers: headersOf?.(value) };
      });
      const answer = { ...basis, bytes, etag: etag ?? etagOf(bytes), headers };
      keep(key, answer);
      return sendBytes(request, reply.headers(headers ?? {}), bytes, answer.etag);
    },
  };
}

function bytesOf(made: unknown): Buffer {
  return Buffer.isBuffer(made) ? made : Buffer.from(JSON.stringify(made));
}

function sizeOf(key: string, { bytes }: Answer): number {
  return key.length + (bytes?.length ?? 0) + OVERHEAD;
}

/** What one may see, another may not. */
function keyOf(principal: Principal, url: string): string {
  return principal.kind === 'user' ? `${principal.userId} ${url}` : url;
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
