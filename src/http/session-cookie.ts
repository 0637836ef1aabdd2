import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenSession } from '../services/sessions.ts';

export const SESSION_COOKIE = 'commonplace_session';

/** Out of reach of scripts, not sent along by other sites' forms, and over TLS only where there is TLS. */
function attributes(request: FastifyRequest, publicUrl: string | undefined) {
  const secure = request.protocol === 'https' || (publicUrl?.startsWith('https:') ?? false);
  return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
}

export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  session: OpenSession,
  publicUrl: string | undefined,
): void {
  const expires = new Date(session.expiresAt);
  void reply.setCookie(SESSION_COOKIE, session.secret, { ...attributes(request, publicUrl), expires });
}

export function clearSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string | undefined,
): void {
  void reply.clearCookie(SESSION_COOKIE, attributes(request, publicUrl));
}
