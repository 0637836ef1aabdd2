import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

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
 * The OpenAPI 3.1 documents, made from the schemas of the routes: `/api/openapi.json` for all faces,
 * `/api/v1/openapi.json` for the memos API alone, and a page to try it all at `/api/docs`.
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
    refResolver: {
      buildLocalReference: (json, _baseUri, _fragment, index) => String(json['$id'] ?? `schema${index}`),
    },
  });

  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () =>
    faceDocument(app.swagger() as Document, '/api/v1/'),
  );

  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    transformStaticCSP: () => PAGE_POLICY,
    uiConfig: { persistAuthorization: true, validatorUrl: null, tryItOutEnabled: true },
  });
}

function faceDocument(document: Document, prefix: string): Document {
  const paths = Object.entries(document.paths ?? {}).filter(([path]) => path.startsWith(prefix));
  return { ...document, paths: Object.fromEntries(paths) };
}
