import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { join } from 'node:path';

/** Nothing runs, loads or connects but what comes from here; no style and no script stands in a page. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "worker-src 'self'",
  "manifest-src 'self'",
].join('; ');

const PAGE_HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-cache',
  vary: 'Accept-Encoding',
};

const FILE_HEADERS = { 'cross-origin-resource-policy': 'same-origin' };
const YEAR = 'public, max-age=31536000, immutable';

/** The app knows its own pages; these are all one file. */
const PAGES = [
  '/',
  '/notes',
  '/n/:id',
  '/notes/:id',
  '/library',
  '/spaces',
  '/spaces/:id',
  '/graph',
  '/files',
  '/archive',
  '/trash',
  '/search',
  '/settings',
  '/settings/:section',
  '/sign-in',
  '/sign-up',
  '/save',
  '/save/how',
];

const OPTIONS = { schema: { hide: true }, exposeHeadRoute: true };

/**
 * Serves the built web app: its pages, what they load, which has a hash in its name and is kept for a year, and the few
 * files whose names are fixed. Everything was compressed when it was built.
 * @param folder what `scripts/build-web.mjs` made
 */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(async (web) => {
    await web.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      decorateReply: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply) =>
        void reply.headers({ ...FILE_HEADERS, 'cache-control': YEAR, vary: 'Accept-Encoding' }),
    });
    await web.register(fastifyStatic, {
      root: folder,
      serve: false,
      preCompressed: true,
      cacheControl: false,
      index: false,
    });

    for (const path of PAGES) {
      web.get(path, OPTIONS, async (_request, reply) => sendPage(reply));
    }
    for (const name of ['icon.svg', 'manifest.webmanifest', 'sw.js']) {
      web.get(`/${name}`, OPTIONS, async (_request, reply) =>
        reply
          .headers({ ...FILE_HEADERS, 'cache-control': 'no-cache', vary: 'Accept-Encoding' })
          // A worker has a policy of its own.
          .header('content-security-policy', PAGE_POLICY)
          .sendFile(name),
      );
    }
  });
}

function sendPage(reply: FastifyReply): FastifyReply {
  return reply.headers(PAGE_HEADERS).sendFile('index.html');
}
