import type { IncomingHttpHeaders } from 'node:http';
import { fastifyCookie } from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ANONYMOUS, type Principal } from '../domain/access.ts';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import type { Presented, Sessions } from '../services/sessions.ts';
import { SESSION_COOKIE } from './session-cookie.ts';
import { assertSameOrigin } from './origin.ts';

const PRINCIPAL = 'principal';

/** Gives every request of this subtree a place for who asks. */
export function decorateWithPrincipal(app: FastifyInstance): void {
  app.decorateRequest(PRINCIPAL, null);
}

/** Who asks; anonymous until `identify` has run. */
export function principalOf(request: FastifyRequest): Principal {
  return request.getDecorator<Principal | null>(PRINCIPAL) ?? ANONYMOUS;
}

/**
 * Finds out who asks: by `Authorization: Bearer`, else by the session cookie.
 * @throws UNAUTHENTICATED, TOKEN_EXPIRED, TOKEN_REVOKED; PERMISSION_DENIED for a cookie write from elsewhere
 */
export async function identify(
  request: FastifyRequest,
  sessions: Sessions,
  publicUrl: string | undefined,
): Promise<void> {
  const { headers, cookies } = request;
  const principal = await sessions.authenticate(presentedBy(headers.authorization, () => cookies));
  request.setDecorator<Principal>(PRINCIPAL, principal);
  if (principal.kind === 'user' && principal.via === 'session') assertSameOrigin(request, publicUrl);
}

/**
 * Who asks to read, if it is known without asking the store; null where `identify` must tell.
 * @param stamp the store's, just now
 */
export function recognise(
  { authorization, cookie }: IncomingHttpHeaders,
  sessions: Sessions,
  stamp: number,
): Principal | null {
  if (authorization !== undefined && !BEARER.test(authorization)) return null;
  const cookies = () => (cookie ? fastifyCookie.parse(cookie) : {});
  return sessions.recognise(presentedBy(authorization, cookies), stamp);
}

/** @throws UNAUTHENTICATED where the header holds no token */
function presentedBy(authorization: string | undefined, cookies: () => FastifyRequest['cookies']): Presented {
  const token = bearerToken(authorization);
  return { token, session: token === undefined ? cookies()[SESSION_COOKIE] : undefined };
}

/** Whether `identify` failed for a session cookie that is not good (any more). */
export function isEndedSession(request: FastifyRequest, error: unknown): boolean {
  return (
    request.headers.authorization === undefined && error instanceof DomainError && ENDED.includes(error.code)
  );
}

const ENDED: readonly ErrorCode[] = ['UNAUTHENTICATED', 'TOKEN_EXPIRED', 'TOKEN_REVOKED'];

const BEARER = /^Bearer +(\S+) *$/i;

function bearerToken(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) {
    throw new DomainError('UNAUTHENTICATED', 'The Authorization header must read: Bearer <access token>');
  }
  return token;
}
