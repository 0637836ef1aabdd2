import cookie from '@fastify/cookie';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type InjectOptions,
  type LightMyRequestResponse,
} from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { SignedIn } from '../domain/access.ts';
import type { Build } from '../domain/notesium/index.ts';
import { isPrivateToMachine } from '../domain/reach.ts';
import { SECOND, type Clock } from '../domain/time.ts';
import type { Services } from '../services/index.ts';
import type { Limiters } from '../services/limiters.ts';
import { createAnswerCache } from './answer-cache.ts';
import { addApiDocs } from './api-docs.ts';
import { badRequests } from './bad-requests.ts';
import { addHealth } from './health.ts';
import { whenIdle } from './idle.ts';
import { acceptJson } from './json-body.ts';
import { answerKnown } from './known-answers.ts';
import { sendMemoriesNotFound } from './memories/errors.ts';
import { isOfMemories, memoriesFace } from './memories/index.ts';
import { sendMemosError, sendMemosNotFound } from './memos/errors.ts';
import { memosFace } from './memos/index.ts';
import { addMetrics } from './metrics.ts';
import { notesiumFace, notesiumNotFound, NOTESIUM_PATHS } from './notesium/index.ts';
import { followConnections } from './open-connections.ts';
import { shedOverload } from './overload.ts';
import { ownAddress } from './own-address.ts';
import { asLocalOwner, refusalOfOtherSite, refuseOtherSites } from './personal.ts';
import { createRateLimit, type RateLimits } from './rate-limit.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { serveFolders, type ServedFolder } from './served-folders.ts';
import { endSlowBodies } from './slow-bodies.ts';
import { schemaController } from './validation.ts';
import { serveWeb } from './web.ts';

export interface HttpServer {
  inject(request: InjectOptions): Promise<LightMyRequestResponse>;
  /** @returns the address it listens at */
  listen(): Promise<string>;
  /** Settles when nobody has asked anything for a while; never, unless the server is to stop then. */
  idle: Promise<void>;
  close(): Promise<void>;
}

/** How long a stop waits for requests under way. */
const GRACE_MS = 10 * SECOND;
/** And one that is the owner's alone, who wants it gone. */
const PERSONAL_GRACE_MS = SECOND / 2;
/** As Notesium does it. */
const IDLE_MS = 10 * SECOND;
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
  /** Whether `GET /api/notes` answers an object by file name unless asked otherwise. */
  keyed: boolean;
  /** Where version checks ask. */
  releaseUrl: string | undefined;
  /** For a server that is one person's, at this machine. */
  personal?: PersonalOptions | undefined;
}

interface PersonalOptions {
  webroot: string | undefined;
  mounts: readonly ServedFolder[];
  stopOnIdle: boolean;
  versionCheck: boolean;
}

/** What the server works with. */
export interface HttpContext {
  services: Services;
  log: FastifyBaseLogger;
  clock: Clock;
  build: Build;
  /** Whose requests without credentials are; undefined: anonymous. */
  localOwner?: SignedIn | undefined;
  /** In place of 10 s. */
  idleMs?: number | undefined;
  /** What processes count together; undefined where this one is alone. */
  limiters?: Limiters | undefined;
  /** The folder with the built web app; undefined: there is none. */
  webApp?: string | undefined;
  /** The workers of which this process is one. */
  workers?: { allListening(): boolean; metrics(): Promise<string | null> } | undefined;
}

export async function createHttpServer(
  options: HttpOptions,
  { services: all, log, clock, build, localOwner, idleMs = IDLE_MS, limiters, webApp, workers }: HttpContext,
): Promise<HttpServer> {
  const { personal } = options;
  const services = localOwner ? { ...all, sessions: asLocalOwner(all.sessions, localOwner) } : all;
  const { countRequest, countAtOnce } = createRateLimit(options, clock, limiters);
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

  const { beginStop, isStopping } = followConnections(app, options);
  const isTooMuch = shedOverload(app, log);
  acceptJson(app);
  const idle = personal?.stopOnIdle ? whenIdle(app, idleMs) : new Promise<void>(() => {});
  addSecurityHeaders(app);
  if (localOwner) refuseOtherSites(app);
  endSlowBodies(app);
  app.setErrorHandler(sendMemosError);
  app.setNotFoundHandler((request, reply) => notFoundFor(request.url)(request, reply));
  await app.register(cookie);
  await addApiDocs(app, build.version);
  const observe = addMetrics(app, workers?.metrics);
  addHealth(app, services, workers?.allListening);
  const answers = createAnswerCache({ stamp: services.stamp, revisions: services.notes.revisions });
  const { stamp, sessions } = services;
  if (stamp) {
    const isFrameworks = (headers: IncomingHttpHeaders) =>
      isStopping() || isTooMuch() || (localOwner !== undefined && refusalOfOtherSite(headers) !== null);
    const seesAddresses = options.trustProxy === false;
    answerKnown(app.server, { stamp, sessions, answers, countAtOnce, observe, isFrameworks, seesAddresses });
  }
  const shared = { services, answers, publicUrl: options.url, countRequest };
  const memos = memosFace({
    ...shared,
    version: build.version,
    isPrivateToMachine: isPrivateToMachine(options),
  });
  await app.register(memos, { prefix: '/api/v1' });
  const notesium = notesiumFace({
    ...shared,
    build,
    releaseUrl: options.releaseUrl,
    keyed: options.keyed,
    web: {
      webroot: personal?.webroot ?? 'embedded',
      stopOnIdle: personal?.stopOnIdle ?? false,
      versionCheck: personal?.versionCheck ?? false,
    },
  });
  await app.register(notesium, { prefix: '/api' });
  // Which port it is shows only when a free one is taken.
  let port = options.port;
  await app.register(memoriesFace({ ...shared, ownAddress: () => ownAddress({ ...options, port }) }));
  const page = personal?.webroot === undefined ? webApp : undefined;
  if (page !== undefined) await serveWeb(app, page);
  await serveFolders(app, foldersOf(personal));
  if (personal?.webroot === undefined && page === undefined) {
    app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/api/docs'));
  }
  await app.ready();

  return {
    inject: (request) => app.inject(request),
    async listen() {
      const address = await app.listen({ host: options.host, port: options.port });
      port = Number(new URL(address).port) || port;
      return address;
    },
    idle,
    async close() {
      beginStop();
      const grace = localOwner ? PERSONAL_GRACE_MS : GRACE_MS;
      const timer = setTimeout(() => app.server.closeAllConnections(), grace);
      await app.close();
      clearTimeout(timer);
    },
  };
}

function foldersOf(personal: PersonalOptions | undefined): ServedFolder[] {
  const { webroot, mounts = [] } = personal ?? {};
  return webroot === undefined ? [...mounts] : [...mounts, { folder: webroot, uri: '/' }];
}

/** A path that is no face's, or that a folder was asked for in vain. */
function notFoundFor(url: string) {
  const path = url.split('?')[0] ?? '';
  const isNotesium = NOTESIUM_PATHS.some((prefix) => `${path}/`.startsWith(`${prefix}/`));
  if (isNotesium) return notesiumNotFound(path);
  return isOfMemories(path) ? sendMemoriesNotFound : sendMemosNotFound;
}
