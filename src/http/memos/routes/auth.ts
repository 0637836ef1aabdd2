import type { FastifyRequest } from 'fastify';
import type { Device } from '../../../services/sessions.ts';
import { sendJson } from '../../conditional.ts';
import { assertNotForeign, isLocalRequest } from '../../origin.ts';
import { principalOf } from '../../principal.ts';
import { networkOf } from '../../rate-limit.ts';
import { clearSessionCookie, setSessionCookie } from '../../session-cookie.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present.ts';
import { answers, Empty } from '../common-schema.ts';
import { SignedInUser, SignInBody, SignUpBody } from '../user-schema.ts';

/** Whoever starts over or leaves is not stopped by a session that has ended. */
export const SESSION_MAY_HAVE_ENDED = ['/auth/signup', '/auth/signin', '/auth/signout'];

export function authRoutes(app: MemosApp, options: MemosOptions): void {
  const { users, sessions } = options.services;
  const tags = ['auth'];

  app.post(
    '/auth/signup',
    {
      schema: {
        tags,
        summary: 'Create an account',
        security: [],
        body: SignUpBody,
        response: answers(SignedInUser),
      },
    },
    async (request, reply) => {
      assertNotForeign(request, options.publicUrl);
      const isTrusted = options.isPrivateToMachine && isLocalRequest(request);
      const { username, password, email, nickname, setupCode } = request.body;
      const input = { username, password, email, nickname, setupCode };
      const session = await users.signUp(input, deviceOf(request), isTrusted);
      setSessionCookie(request, reply, session, options.publicUrl);
      return sendJson(request, reply, { user: present.user(session.user, true) });
    },
  );

  app.post(
    '/auth/signin',
    { schema: { tags, summary: 'Sign in', security: [], body: SignInBody, response: answers(SignedInUser) } },
    async (request, reply) => {
      assertNotForeign(request, options.publicUrl);
      const { username, password } = request.body;
      const session = await sessions.signIn(username, password, deviceOf(request));
      setSessionCookie(request, reply, session, options.publicUrl);
      return sendJson(request, reply, { user: present.user(session.user, true) });
    },
  );

  app.post(
    '/auth/signout',
    { schema: { tags, summary: 'End the session', response: answers(Empty) } },
    async (request, reply) => {
      assertNotForeign(request, options.publicUrl);
      await sessions.signOut(principalOf(request));
      clearSessionCookie(request, reply, options.publicUrl);
      return {};
    },
  );

  app.get(
    '/auth/status',
    { schema: { tags, summary: 'The authenticated user', response: answers(SignedInUser) } },
    async (request, reply) => {
      const me = await users.me(principalOf(request));
      return sendJson(request, reply, { user: present.user(me, true) });
    },
  );
}

function deviceOf(request: FastifyRequest): Device {
  return { address: networkOf(request.ip), userAgent: request.headers['user-agent'] ?? '' };
}
