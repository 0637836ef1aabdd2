import { isIPv6 } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Principal } from '../domain/access.ts';
import { DomainError } from '../domain/errors.ts';
import { HOUR, SECOND, type Clock } from '../domain/time.ts';
import type { Limiters } from '../services/limiters.ts';
import { createPoints, type Points, type Window } from './points.ts';

/** Requests an hour; 0 is unlimited. */
export interface RateLimits {
  rateLimitToken: number;
  rateLimitSession: number;
  rateLimitAnonymous: number;
}

/**
 * Counts this request and writes the `X-RateLimit-*` headers; a promise only where other processes must be asked.
 * @throws RESOURCE_EXHAUSTED
 */
export type RateLimit = (
  request: FastifyRequest,
  reply: FastifyReply,
  principal: Principal,
) => void | Promise<void>;

/**
 * The same where nobody need be asked and nothing is refused: counts the request, and gives the headers as name, value, name,
 * value…; null where it was not counted, and `RateLimit` must tell.
 * @param address who asks; undefined where only the framework can tell
 */
export type CountAtOnce = (principal: Principal, address: string | undefined) => readonly string[] | null;

/**
 * Counts requests by a token's user, by session or, for strangers, by address, over windows of an hour.
 * @param limiters what processes count together; undefined where this one is alone
 */
export function createRateLimit(
  limits: RateLimits,
  clock: Clock,
  limiters?: Limiters,
): { countRequest: RateLimit; countAtOnce: CountAtOnce } {
  const pointsFor = (name: string, points: number) =>
    points > 0
      ? createPoints(points, HOUR, limiters?.({ name, points, seconds: HOUR / SECOND }) ?? null)
      : null;
  const byToken = pointsFor('token', limits.rateLimitToken);
  const bySession = pointsFor('session', limits.rateLimitSession);
  const byAddress = pointsFor('anonymous', limits.rateLimitAnonymous);

  function pointsOf(principal: Principal): Points | null {
    if (principal.kind === 'anonymous') return byAddress;
    if (principal.via === 'local') return null;
    return principal.via === 'token' ? byToken : bySession;
  }

  function use(window: Window, points: Points): readonly string[] {
    window.lent--;
    return headersOf(points, window);
  }

  function refuse(window: Window, points: Points, reply: FastifyReply): never {
    writeHeaders(reply, headersOf(points, window));
    const seconds = Math.max(1, Math.ceil((window.endsAt - Date.now()) / SECOND));
    throw new DomainError('RESOURCE_EXHAUSTED', undefined, [], seconds);
  }

  async function askAndUse(key: string | number, points: Points, reply: FastifyReply): Promise<void> {
    for (;;) {
      const window = await points.ask(key);
      // What was lent to several may be gone again.
      if (window.lent > 0) return writeHeaders(reply, use(window, points));
      if (window.isSpent) return refuse(window, points, reply);
    }
  }

  function headersOf({ limitText }: Points, window: Window): readonly string[] {
    window.endText ??= String(Math.ceil((clock() + window.endsAt - Date.now()) / SECOND));
    const remaining = String(window.lent + window.rest);
    return [
      'x-ratelimit-limit',
      limitText,
      'x-ratelimit-remaining',
      remaining,
      'x-ratelimit-reset',
      window.endText,
    ];
  }

  return {
    countRequest(request, reply, principal) {
      const points = pointsOf(principal);
      if (!points) return;
      const key = keyOf(principal, request.ip);
      const window = points.windowOf(key);
      if (window && window.lent > 0) return writeHeaders(reply, use(window, points));
      if (window?.isSpent) return refuse(window, points, reply);
      return askAndUse(key, points, reply);
    },

    countAtOnce(principal, address) {
      const points = pointsOf(principal);
      if (!points) return NONE;
      if (principal.kind === 'anonymous' && address === undefined) return null;
      const window = points.windowOf(keyOf(principal, address ?? ''));
      return window && window.lent > 0 ? use(window, points) : null;
    },
  };
}

const NONE: readonly string[] = [];

function writeHeaders(reply: FastifyReply, pairs: readonly string[]): void {
  for (let index = 0; index < pairs.length; index += 2) {
    void reply.header(pairs[index] ?? '', pairs[index + 1]);
  }
}

function keyOf(principal: Principal, address: string): string | number {
  if (principal.kind === 'anonymous') return networkOf(address);
  return (principal.via === 'token' ? principal.userId : principal.credentialId) ?? 0;
}

/** A household has a whole /64 of IPv6 addresses; one of them each would be no limit. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const parsed = ipaddr.IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  return parsed.parts.slice(0, 4).join(':');
}
