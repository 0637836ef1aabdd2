import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { sendJson } from './conditional.ts';

interface Document {
  paths?: Record<string, unknown>;
}

/** Swagger UI colours its answers by inline styles; it needs no inline script, and nothing from elsewhere. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The OpenAPI 3.1 document, made from the schemas of the routes: `/api/openapi.json` for all faces, and a page to try it
 * all at `/api/docs`. Each face has a document of its own: see `documentOf`.
 * Call it before the routes are made.
 */
export async function addApiDocs(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Commonplace',
        version,
        description: 'One store of Markdown notes. Get a token at POST /api/v1/access-tokens.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: asDocumented,
    refResolver: {
      buildLocalReference: (json, _baseUri, _fragment, index) => String(json['$id'] ?? `schema${index}`),
    },
  });

  app.get('/api/openapi.json', { schema: { hide: true } }, async (request, reply) =>
    sendJson(request, reply, documentOf(app)),
  );

  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    transformStaticCSP: () => PAGE_POLICY,
    uiConfig: { persistAuthorization: true, validatorUrl: null, tryItOutEnabled: true },
  });
}

interface ObjectSchema {
  required?: string[];
  properties: Record<string, { title?: string; default?: unknown }>;
}

/** A wildcard is documented by the title of its parameter, and what has a default need not be sent. */
function asDocumented<Schema>({ schema, url }: { schema: Schema; url: string }): {
  schema: Schema;
  url: string;
} {
  const { params, querystring } = (schema ?? {}) as { params?: ObjectSchema; querystring?: ObjectSchema };
  const wildcard = params?.properties['*'];
  const name = wildcard?.title ?? '*';
  return {
    url: wildcard ? url.replace('*', `:${name}`) : url,
    schema: {
      ...schema,
      ...(wildcard && { params: { ...params, required: [name], properties: { [name]: wildcard } } }),
      ...(querystring && { querystring: withoutDefaulted(querystring) }),
    },
  };
}

function withoutDefaulted(schema: ObjectSchema): ObjectSchema {
  const required = schema.required?.filter((name) => schema.properties[name]?.default === undefined);
  return { ...schema, required: required ?? [] };
}

/** The document of the paths below some prefixes, or of all. */
export function documentOf(app: FastifyInstance, ...prefixes: string[]): object {
  const document = app.swagger() as Document;
  const isBelow = (path: string) => prefixes.some((prefix) => `${path}/`.startsWith(`${prefix}/`));
  const paths = Object.entries(document.paths ?? {}).filter(
    ([path]) => prefixes.length === 0 || isBelow(path),
  );
  return { ...document, paths: Object.fromEntries(paths) };
}
