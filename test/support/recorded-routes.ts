import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';

/** A route as the server has it, its path as OpenAPI writes it. */
export interface RecordedRoute {
  method: string;
  path: string;
  /** Not in the OpenAPI documents. */
  hidden: boolean;
  schema: object;
}

const CHANNEL = 'fastify.initialization';

/**
 * Everything that the servers which `start` starts can be asked, documented or not, and the Fastify instances themselves.
 */
export async function recordRoutes<T>(
  start: () => Promise<T>,
): Promise<{ result: T; routes: RecordedRoute[]; apps: FastifyInstance[] }> {
  const routes: RecordedRoute[] = [];
  const apps: FastifyInstance[] = [];
  function watch(message: unknown): void {
    const { fastify } = message as { fastify: FastifyInstance };
    apps.push(fastify);
    fastify.addHook('onRoute', ({ method, url, schema }) => {
      const hidden = (schema as { hide?: boolean } | undefined)?.hide === true;
      for (const name of [method].flat()) {
        routes.push({ method: name, path: openApiPath(url), hidden, schema: schema ?? {} });
      }
    });
  }
  subscribe(CHANNEL, watch);
  try {
    return { result: await start(), routes, apps };
  } finally {
    unsubscribe(CHANNEL, watch);
  }
}

function openApiPath(url: string): string {
  return url.replace(/:(\w+)/g, '{$1}').replace('*', '{*}');
}
