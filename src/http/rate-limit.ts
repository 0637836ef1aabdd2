import { isIPv6 } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Principal } from '../domain/access.ts';
import { DomainError } from '../domain/errors.ts';
import { HOUR, SECOND, type Clock } from '../domain/time.ts';

/** Requests an hour; 0 is unlimited. */
export interface RateLimits {
  rateLimitToken: number;
  rateLimitSession: number;
  rateLimitAnonymous: number;
}

export type RateLimit = ReturnType<typeof createRateLimit>;

/** Counts requests by a token's user, by session or, for strangers, by address, over windows of an hour. */
export function createRateLimit(limits: RateLimits, clock: Clock) {
  const duration = HOUR / SECOND;
  const limiterFor = (points: number) => (points > 0 ? new RateLimiterMemory({ points, duration }) : null);
  const byToken = limiterFor(limits.rateLimitToken);
  const bySession = limiterFor(limits.rateLimitSession);
  const byAddress = limiterFor(limits.rateLimitAnonymous);

  /**
   * Counts this request and writes the `X-RateLimit-*` headers.
   * @throws RESOURCE_EXHAUSTED
   */
  return async function count(
    request: FastifyRequest,
    reply: FastifyReply,
    principal: Principal,
  ): Promise<void> {
    const { limiter, key } = bucket(request, principal);
    if (!limiter) return;
    try {
      const state = await limiter.consume(key);
      writeHeaders(reply, limiter.points, state, clock());
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      writeHeaders(reply, limiter.points, refusal, clock());
      const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / SECOND));
      throw new DomainError('RESOURCE_EXHAUSTED', undefined, [], seconds);
    }
  };

  function bucket(request: FastifyRequest, principal: Principal) {
    if (principal.kind === 'anonymous') return { limiter: byAddress, key: networkOf(request.ip) };
    if (principal.via === 'local') return { limiter: null, key: '' };
    return principal.via === 'token'
      ? { limiter: byToken, key: String(principal.userId) }
      : { limiter: bySession, key: String(principal.credentialId) };
  }
}

/** A household has a whole /64 of IPv6 addresses; one of them each would be no limit. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const parsed = ipaddr.IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  return parsed.parts.slice(0, 4).join(':');
}

function writeHeaders(reply: FastifyReply, limit: number, state: RateLimiterRes, now: number): void {
  reply.headers({
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, state.remainingPoints)),
    'x-ratelimit-reset': String(Math.ceil((now + state.msBeforeNext) / SECOND)),
  });
}
