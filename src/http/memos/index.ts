import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { ANONYMOUS } from '../../domain/access.ts';
import { documentOf } from '../api-docs.ts';
import { assertMayCreate, sendJson } from '../conditional.ts';
import { answerOtherMethods } from '../other-methods.ts';
import { decorateWithPrincipal, identify, isEndedSession, principalOf } from '../principal.ts';
import type { RateLimit } from '../rate-limit.ts';
import { clearSessionCookie } from '../session-cookie.ts';
import { assertDecodable } from '../url.ts';
import { sendMemosError, sendMemosNotFound } from './errors.ts';
import type { MemosOptions } from './face.ts';
import { accessTokenRoutes } from './routes/access-tokens.ts';
import { activityRoutes } from './routes/activity.ts';
import { authRoutes, SESSION_MAY_HAVE_ENDED } from './routes/auth.ts';
import { eventRoutes } from './routes/events.ts';
import { graphRoutes } from './routes/graph.ts';
import { jobRoutes } from './routes/jobs.ts';
import { memoDetailRoutes } from './routes/memo-details.ts';
import { memoRoutes } from './routes/memos.ts';
import { resourceRoutes } from './routes/resources.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { systemRoutes } from './routes/system.ts';
import { tagRoutes } from './routes/tags.ts';
import { userRoutes } from './routes/users.ts';
import { vaultRoutes } from './routes/vault.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { NAMED_SCHEMAS } from './schema.ts';
import { WEBHOOK_SCHEMAS } from './webhook-schema.ts';

/** The memos API, to be registered under `/api/v1`: it has its own errors, its own 404, and no rule of its own. */
export function memosFace(options: MemosOptions & { countRequest: RateLimit }) {
  return async function memos(instance: FastifyInstance): Promise<void> {
    const app = instance.withTypeProvider<TypeBoxTypeProvider>();
    const { services, countRequest } = options;
    const { sessions } = services;
    const mayStartOver = new Set<string | undefined>(SESSION_MAY_HAVE_ENDED.map((path) => app.prefix + path));
    app.setErrorHandler(sendMemosError);
    decorateWithPrincipal(app);
    app.addHook('onRequest', async (request, reply) => {
      try {
        await identify(request, sessions, options.publicUrl);
      } catch (error) {
        if (isEndedSession(request, error)) {
          // Scripts cannot reach the cookie, so the server takes away one that is of no use any more.
          clearSessionCookie(request, reply, options.publicUrl);
          if (mayStartOver.has(request.routeOptions.url)) return countRequest(request, reply, ANONYMOUS);
        }
        // A wrong token counts against the address that sent it.
        await countRequest(request, reply, ANONYMOUS);
        throw error;
      }
      await countRequest(request, reply, principalOf(request));
      // Before the body is read: whatever it is, there is nothing to do with it.
      if (request.is404) return sendMemosNotFound(request, reply);
      assertDecodable(request.url);
      if (request.method === 'POST') assertMayCreate(request);
    });
    app.setNotFoundHandler(sendMemosNotFound);

    for (const schema of [...NAMED_SCHEMAS, ...WEBHOOK_SCHEMAS]) app.addSchema(schema);
    const finish = answerOtherMethods(app);
    memoRoutes(app, options);
    memoDetailRoutes(app, options);
    activityRoutes(app, options);
    authRoutes(app, options);
    sessionRoutes(app, options);
    accessTokenRoutes(app, options);
    userRoutes(app, options);
    tagRoutes(app, options);
    searchRoutes(app, options);
    systemRoutes(app, options);
    vaultRoutes(app, options);
    graphRoutes(app, options);
    await resourceRoutes(app, options);
    webhookRoutes(app, options);
    jobRoutes(app, options);
    eventRoutes(app, options);
    app.get('/openapi.json', { schema: { hide: true } }, async (request, reply) =>
      sendJson(request, reply, documentOf(app, app.prefix)),
    );
    finish();
  };
}
