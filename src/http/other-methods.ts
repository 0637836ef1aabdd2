import type { FastifyInstance, HTTPMethods, RouteOptions } from 'fastify';

const METHODS: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

/** Thrown for a known path with a method that it does not have; each face words it in its own manner. */
export class MethodNotAllowedError extends Error {
  readonly method: string;

  constructor(method: string) {
    super(`The method ${method} is not supported here`);
    this.method = method;
  }
}

/**
 * Answers 405 with `Allow` for the methods that a known path does not have, and OPTIONS with 204.
 * Call it before the routes of a subtree are made; call what it returns after them.
 */
export function answerOtherMethods(app: FastifyInstance): () => void {
  const methodsOf = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }: RouteOptions & { url: string }) => {
    const methods = methodsOf.get(url) ?? new Set();
    for (const name of [method].flat()) methods.add(name);
    methodsOf.set(url, methods);
  });

  return () => {
    const known = [...methodsOf].map(([url, methods]) => ({ url, methods: new Set(methods) }));
    for (const { url, methods } of known) {
      const missing = METHODS.filter(
        (method) => !methods.has(method) && !isServedElsewhere(url, method, known),
      );
      const allow = METHODS.filter((method) => !missing.includes(method) || method === 'OPTIONS').join(', ');
      if (missing.length === 0) continue;
      app.route({
        method: missing,
        url: url.slice(app.prefix.length),
        schema: { hide: true } as object,
        // Before the body is read: it does not matter any more.
        onRequest: async (request, reply) => {
          void reply.header('allow', allow);
          if (request.method === 'OPTIONS') return reply.code(204).send();
          throw new MethodNotAllowedError(request.method);
        },
        handler: async () => {},
      });
    }
  };
}

/** `/tags/stats` has no PATCH of its own, but `/tags/:tag` has one, which also means a tag called "stats". */
function isServedElsewhere(
  url: string,
  method: string,
  routes: readonly { url: string; methods: ReadonlySet<string> }[],
): boolean {
  return routes.some((route) => {
    if (route.url === url || !route.methods.has(method)) return false;
    const pattern = route.url.replace(/:[^/]+/g, '[^/]+').replace('*', '.*');
    return new RegExp(`^${pattern}$`).test(url);
  });
}
