import cookie from '@fastify/cookie';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type InjectOptions,
  type LightMyRequestResponse,
} from 'fastify';
import { isPrivateToMachine } from '../domain/reach.ts';
import { SECOND, type Clock } from '../domain/time.ts';
import type { Services } from '../services/index.ts';
import type { Limiters } from '../services/limiters.ts';
import { createAnswerCache } from './answer-cache.ts';
import { addApiDocs } from './api-docs.ts';
import { badRequests } from './bad-requests.ts';
import { addHealth } from './health.ts';
import { acceptJson } from './json-body.ts';
import { sendMemosError, sendMemosNotFound } from './memos/errors.ts';
import { memosFace } from './memos/index.ts';
import { addMetrics } from './metrics.ts';
import { followConnections } from './open-connections.ts';
import { shedOverload } from './overload.ts';
import { createRateLimit, type RateLimits } from './rate-limit.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { endSlowBodies } from './slow-bodies.ts';
import { schemaController } from './validation.ts';

export interface HttpServer {
  inject(request: InjectOptions): Promise<LightMyRequestResponse>;
  /** @returns the address it listens at */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** How long a stop waits for requests under way. */
const GRACE_MS = 10 * SECOND;
/** JSON may take six bytes for one (`\u0007`), and there are other fields. */
const bodyLimitFor = (maxContentBytes: number): number => 6 * maxContentBytes + 64 * 1024;

export interface HttpOptions extends RateLimits {
  host: string;
  port: number;
  /** The public address, if one is configured. */
  url: string | undefined;
  trustProxy: boolean | string[];
  /** UTF-8 bytes of one note. */
  maxContentBytes: number;
  /** Of this process, at once. */
  maxConnections: number;
}

/** What the server works with. */
export interface HttpContext {
  services: Services;
  log: FastifyBaseLogger;
  clock: Clock;
  /** Of this program. */
  version: string;
  /** What processes count together; undefined where this one is alone. */
  limiters?: Limiters | undefined;
  /** The workers of which this process is one. */
  workers?: { allListening(): boolean; metrics(): Promise<string | null> } | undefined;
}

export async function createHttpServer(
  options: HttpOptions,
  { services, log, clock, version, limiters, workers }: HttpContext,
): Promise<HttpServer> {
  const countRequest = createRateLimit(options, clock, limiters);
  const app: FastifyInstance = fastify({
    // Requests are not events; what the framework says of itself is of interest only when something is wrong.
    loggerInstance: log.level === 'info' ? log.child({}, { level: 'warn' }) : log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: bodyLimitFor(options.maxContentBytes),
    // Bodies have times of their own: see `endSlowBodies`.
    requestTimeout: 0,
    // What hundreds of uploads at once hold in memory is this, several times over for each.
    http: { highWaterMark: 16 * 1024 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    schemaController,
    ...badRequests(countRequest),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1000 },
  });

  const beginStop = followConnections(app, options);
  shedOverload(app, log);
  acceptJson(app);
  addSecurityHeaders(app);
  endSlowBodies(app);
  app.setErrorHandler(sendMemosError);
  app.setNotFoundHandler(sendMemosNotFound);
  await app.register(cookie);
  await addApiDocs(app, version);
  addMetrics(app, workers?.metrics);
  addHealth(app, services, workers?.allListening);
  const memos = memosFace({
    services,
    answers: createAnswerCache({ stamp: services.stamp, revisions: services.notes.revisions }),
    version,
    publicUrl: options.url,
    isPrivateToMachine: isPrivateToMachine(options),
    countRequest,
  });
  await app.register(memos, { prefix: '/api/v1' });
  app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/api/docs'));
  await app.ready();

  return {
    inject: (request) => app.inject(request),
    listen: () => app.listen({ host: options.host, port: options.port }),
    async close() {
      beginStop();
      const timer = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
      await app.close();
      clearTimeout(timer);
    },
  };
}
