import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ANONYMOUS } from '../../domain/access.ts';
import { documentOf } from '../api-docs.ts';
import { assertMayCreate, sendJson } from '../conditional.ts';
import { answerOtherMethods } from '../other-methods.ts';
import { decorateWithPrincipal, identify, isEndedSession, principalOf } from '../principal.ts';
import type { RateLimit } from '../rate-limit.ts';
import { clearSessionCookie } from '../session-cookie.ts';
import { assertDecodable } from '../url.ts';
import { sendMemoriesError, sendMemoriesNotFound } from './errors.ts';
import type { MemoriesApp, MemoriesOptions } from './face.ts';
import { addRoutes } from './routes/add.ts';
import { batchAddRoutes } from './routes/batch-add.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { memberRoutes } from './routes/members.ts';
import { memoryRoutes } from './routes/memories.ts';
import { searchRoutes } from './routes/search.ts';
import { spaceContentRoutes } from './routes/space-content.ts';
import { spaceRoutes } from './routes/spaces.ts';
import { MEMORIES_SCHEMAS } from './schema.ts';

interface FaceOptions extends MemoriesOptions {
  publicUrl: string | undefined;
  countRequest: RateLimit;
}

type Routes = (app: MemoriesApp, options: MemoriesOptions) => void;

const PARTS: Record<string, Routes[]> = {
  '/memories': [memoryRoutes],
  '/add': [addRoutes],
  '/batch-add': [batchAddRoutes],
  '/search': [searchRoutes],
  '/spaces': [spaceRoutes, spaceContentRoutes, memberRoutes],
  '/invitations': [invitationRoutes],
};

const PREFIX = '/api';
/** The path that older clients use. */
const OLD_PREFIX = '/v1';

/** Everything that belongs to this face. */
const MEMORIES_PATHS = [...Object.keys(PARTS).map((path) => PREFIX + path), OLD_PREFIX];

/** @param url with or without a query */
export function isOfMemories(url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return MEMORIES_PATHS.some((prefix) => `${path}/`.startsWith(`${prefix}/`));
}

/** The memories API: it has its own errors, its own 404, and no rule of its own. */
export function memoriesFace(options: FaceOptions) {
  return async function memories(app: FastifyInstance): Promise<void> {
    for (const schema of MEMORIES_SCHEMAS) app.addSchema(schema);
    app.get(`${PREFIX}/memories/openapi.json`, { schema: { hide: true } }, async (request, reply) =>
      sendJson(request, reply, documentOf(app, ...MEMORIES_PATHS)),
    );
    for (const [path, routes] of Object.entries(PARTS)) {
      await app.register(part(options, routes), { prefix: PREFIX + path });
      await app.register(part(options, [hidden, ...routes]), { prefix: OLD_PREFIX + path });
    }
  };
}

/** Whatever follows is not in the documents. */
function hidden(app: MemoriesApp): void {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true } as object;
  });
}

/** What these change has a version that `If-Match` can name. */
const CHANGES_WHAT_IS_THERE = /\/:id\/(capture|favorite)$/;

/** What is public needs no session, so one that has ended is no hindrance; whatever is not public, these refuse themselves. */
const MAY_BE_PUBLIC = /^\/(api|v1)\/(memories\/?|spaces\/:id)$/;

/** Whether a reader whose session has ended is let in as nobody. */
function isOpenToNobody({ method, routeOptions }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && MAY_BE_PUBLIC.test(routeOptions.url ?? '');
}

/** One of the paths of the face: who asks, how often, and what for. */
function part(options: FaceOptions, routes: readonly Routes[]) {
  return async function memoriesPart(instance: FastifyInstance): Promise<void> {
    const app = instance.withTypeProvider<TypeBoxTypeProvider>();
    const { services, countRequest, publicUrl } = options;
    app.setErrorHandler(sendMemoriesError);
    decorateWithPrincipal(app);
    app.addHook('onRequest', async (request, reply) => {
      try {
        await identify(request, services.sessions, publicUrl);
      } catch (error) {
        const hasEnded = isEndedSession(request, error);
        // Scripts cannot reach the cookie, so the server takes away one that is of no use any more.
        if (hasEnded) clearSessionCookie(request, reply, publicUrl);
        // A wrong token counts against the address that sent it.
        if (!hasEnded || !isOpenToNobody(request)) {
          await countRequest(request, reply, ANONYMOUS);
          throw error;
        }
      }
      await countRequest(request, reply, principalOf(request));
      if (request.is404) return sendMemoriesNotFound(request, reply);
      assertDecodable(request.url);
      const isNew = request.method === 'POST' && !CHANGES_WHAT_IS_THERE.test(request.routeOptions.url ?? '');
      if (isNew) assertMayCreate(request);
    });
    app.setNotFoundHandler(sendMemoriesNotFound);
    const finish = answerOtherMethods(app);
    for (const add of routes) add(app, options);
    finish();
  };
}
