import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { ANONYMOUS } from '../../domain/access.ts';
import { DomainError } from '../../domain/errors.ts';
import { documentOf } from '../api-docs.ts';
import { assertMayCreate, sendJson } from '../conditional.ts';
import { answerOtherMethods } from '../other-methods.ts';
import { decorateWithPrincipal, identify, principalOf } from '../principal.ts';
import type { RateLimit } from '../rate-limit.ts';
import { assertDecodable } from '../url.ts';
import { sendNotesiumError, sendNotesiumNotFound, sendRawError, sendRawNotFound } from './errors.ts';
import type { NotesiumApp, NotesiumOptions } from './face.ts';
import { goNames } from './go-names.ts';
import { heartbeatRoutes } from './routes/heartbeat.ts';
import { noteRoutes } from './routes/notes.ts';
import { rawRoutes } from './routes/raw.ts';
import { runtimeRoutes } from './routes/runtime.ts';
import { NOTESIUM_SCHEMAS } from './schema.ts';

interface FaceOptions extends NotesiumOptions {
  publicUrl: string | undefined;
  countRequest: RateLimit;
}

type Routes = (app: NotesiumApp, options: NotesiumOptions) => void;

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The Notesium API, to be registered under `/api`: it has its own errors, its own 404s, and no rule of its own. */
export function notesiumFace(options: FaceOptions) {
  return async function notesium(app: FastifyInstance): Promise<void> {
    for (const schema of NOTESIUM_SCHEMAS) app.addSchema(schema);
    app.get('/notes/openapi.json', { schema: { hide: true } }, async (request, reply) =>
      sendJson(request, reply, documentOf(app, ...NOTESIUM_PATHS)),
    );
    await app.register(part(options, noteRoutes, TALKS_JSON), { prefix: '/notes' });
    await app.register(part(options, runtimeRoutes, TALKS_JSON), { prefix: '/runtime' });
    await app.register(part(options, rawRoutes, TALKS_TEXT), { prefix: '/raw' });
    if (!options.web.stopOnIdle) return;
    await app.register(part(options, heartbeatRoutes, TALKS_TEXT), { prefix: '/heartbeat' });
  };
}

const TALKS_JSON = { onError: sendNotesiumError, onNotFound: sendNotesiumNotFound };
const TALKS_TEXT = { onError: sendRawError, onNotFound: sendRawNotFound };

/** Everything that belongs to this face. */
export const NOTESIUM_PATHS = ['/api/notes', '/api/runtime', '/api/raw', '/api/heartbeat'];

/** Answers for an unknown path under this face. */
export function notesiumNotFound(path: string): typeof sendNotesiumNotFound {
  return /^\/api\/(raw|heartbeat)(\/|$)/.test(path) ? sendRawNotFound : sendNotesiumNotFound;
}

/** One of the paths of the face: who asks, how often, and what for. */
function part(options: FaceOptions, routes: Routes, { onError, onNotFound }: typeof TALKS_JSON) {
  return async function notesiumPart(instance: FastifyInstance): Promise<void> {
    const app = instance.withTypeProvider<TypeBoxTypeProvider>();
    const { sessions, notebook } = options.services;
    app.setErrorHandler(onError);
    decorateWithPrincipal(app);
    app.addHook('onRequest', async (request, reply) => {
      // Bodies are JSON whatever they call themselves: `curl -d` sends a form.
      request.headers['content-type'] = 'application/json';
      try {
        await identify(request, sessions, options.publicUrl);
      } catch (error) {
        // A wrong token counts against the address that sent it.
        await options.countRequest(request, reply, ANONYMOUS);
        throw error;
      }
      const principal = principalOf(request);
      await options.countRequest(request, reply, principal);
      if (principal.kind === 'anonymous') throw new DomainError('UNAUTHENTICATED');
      if (request.is404) return onNotFound(request, reply);
      assertDecodable(request.url);
    });
    // Once it is known that the method is one of the path's, and before the body is read.
    app.addHook('preParsing', async (request) => {
      if (READS.has(request.method)) return;
      notebook.assertMayWrite(principalOf(request));
      if (request.method === 'POST') assertMayCreate(request);
    });
    app.addHook('preValidation', async (request) => {
      request.body = goNames(request.body);
    });
    app.setNotFoundHandler(onNotFound);
    const finish = answerOtherMethods(app);
    routes(app, options);
    finish();
  };
}
