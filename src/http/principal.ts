import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ANONYMOUS, type Principal } from '../domain/access.ts';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import type { Sessions } from '../services/sessions.ts';
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
  const presented = presentedBy(request);
  const principal = await sessions.authenticate(presented);
  request.setDecorator<Principal>(PRINCIPAL, principal);
  if (principal.kind === 'user' && principal.via === 'session') assertSameOrigin(request, publicUrl);
}

/**
 * Who asks to read, if it is known without asking the store; null where `identify` must tell.
 * @param stamp the store's, just now
 */
export function recognise(request: FastifyRequest, sessions: Sessions, stamp: number): Principal | null {
  const { authorization } = request.headers;
  if (authorization !== undefined && !BEARER.test(authorization)) return null;
  return sessions.recognise(presentedBy(request), stamp);
}

function presentedBy(request: FastifyRequest) {
  const token = bearerToken(request.headers.authorization);
  return { token, session: token === undefined ? request.cookies[SESSION_COOKIE] : undefined };
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
