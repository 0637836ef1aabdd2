import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export interface ServedFolder {
  folder: string;
  /** Begins and ends with a slash. */
  uri: string;
}

/** Pages of the owner's own: they may do what pages do, but not be framed by others. */
const PAGE_POLICY = "frame-ancestors 'self'";

/** Serves files, below the paths of the APIs, which are never looked for in a folder. */
export async function serveFolders(app: FastifyInstance, folders: readonly ServedFolder[]): Promise<void> {
  for (const [index, { folder, uri }] of folders.entries()) {
    await app.register(fastifyStatic, {
      root: folder,
      prefix: uri,
      decorateReply: index === 0,
      cacheControl: false,
      dotfiles: 'ignore',
      allowedPath: (path) => !/^\/?api(\/|$)/.test(path) || uri !== '/',
      setHeaders: (reply) => void reply.header('content-security-policy', PAGE_POLICY),
    });
  }
}
