import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startInstance, type Instance } from '../../support/instance.ts';
import type { Document, Operation } from '../../support/contract.ts';

let server: Instance;
const documents: Record<string, Document> = {};
const PATHS = ['/api/openapi.json', '/api/v1/openapi.json'];

beforeAll(async () => {
  server = await startInstance();
  for (const path of PATHS) documents[path] = (await server.call('GET', path)).json;
});
afterAll(() => server.stop());

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Record<string, unknown>;
}

describe.each(PATHS)('%s', (path) => {
  const document = () => documents[path] as Document;
  const operations = (): [string, string, Operation][] =>
    Object.entries(document().paths).flatMap(([url, item]) =>
      Object.entries(item).map(
        ([method, operation]) => [url, method, operation] as [string, string, Operation],
      ),
    );

  test('is an OpenAPI 3.1 document with a title and a version', () => {
    expect(document()['openapi']).toMatch(/^3\.1\.\d+$/);
    expect(document()['info']).toMatchObject({
      title: 'Commonplace',
      version: expect.stringMatching(/^\d+\.\d+/),
    });
  });

  test('each path starts with a slash, and declares the parameters that it names', () => {
    for (const [url, method, operation] of operations()) {
      expect(url).toMatch(/^\/([\w.-]+|\{\w+\})(\/([\w.-]+|\{\w+\}))*$/);
      const named = [...url.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = ((operation['parameters'] ?? []) as Parameter[]).filter((one) => one.in === 'path');
      expect([url, method, declared.map((one) => [one.name, one.required])]).toEqual([
        url,
        method,
        named.map((name) => [name, true]),
      ]);
    }
  });

  test('a parameter with a default is not required', () => {
    const parameters = operations().flatMap(
      ([, , operation]) => (operation['parameters'] ?? []) as Parameter[],
    );
    const defaulted = parameters.filter((one) => 'default' in one.schema);
    expect(defaulted.map((one) => one.name)).toContain('limit');
    expect(defaulted.filter((one) => one.required)).toEqual([]);
  });

  test('each operation has a summary, a tag and its answers: success and errors', () => {
    for (const [url, method, operation] of operations()) {
      expect([url, method, Object.keys(operation.responses).toSorted()]).toEqual([
        url,
        method,
        // Of a file, a part may be asked for.
        url.endsWith('/resources/{id}') && method === 'get'
          ? ['200', '206', '4XX', '5XX']
          : ['200', '4XX', '5XX'],
      ]);
      expect(operation).toMatchObject({ summary: expect.stringMatching(/./), tags: [expect.any(String)] });
    }
  });

  test('every schema is valid JSON Schema, and every reference leads somewhere', () => {
    const ajv = new Ajv2020({ strict: false });
    const { components } = document();
    const schemas = operations().flatMap(([, , operation]) => [
      ...Object.values(operation.responses).map(
        (response) => response.content?.['application/json']?.schema ?? {},
      ),
      ...((operation['parameters'] ?? []) as Parameter[]).map((one) => one.schema),
      ...bodySchemas(operation),
    ]);
    expect(schemas.length).toBeGreaterThan(50);
    for (const schema of schemas) expect(() => ajv.compile({ ...schema, components })).not.toThrow();
  });

  test('names the way to authenticate', () => {
    expect(document().components).toHaveProperty('securitySchemes.token', { type: 'http', scheme: 'bearer' });
  });
});

function bodySchemas(operation: Operation): Record<string, unknown>[] {
  const body = operation['requestBody'] as
    { content: Record<string, { schema: Record<string, unknown> }> } | undefined;
  return Object.values(body?.content ?? {}).map((one) => one.schema);
}

test('the document of the face has every endpoint of the specification, and only paths of the face', () => {
  const { paths } = documents['/api/v1/openapi.json'] as Document;
  const known = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  );
  expect(known).toEqual(
    expect.arrayContaining([
      'get /api/v1/memos',
      'post /api/v1/memos',
      'get /api/v1/memos/{id}',
      'patch /api/v1/memos/{id}',
      'delete /api/v1/memos/{id}',
      'get /api/v1/auth/status',
      'patch /api/v1/users/{username}',
      'get /api/v1/tags',
      'get /api/v1/tags/stats',
      'patch /api/v1/tags/{tag}',
      'delete /api/v1/tags/{tag}',
      'get /api/v1/search',
      'get /api/v1/system/info',
      'get /api/v1/graph',
      'get /api/v1/resources',
      'post /api/v1/resources',
      'get /api/v1/resources/{id}',
      'delete /api/v1/resources/{id}',
      'get /api/v1/webhooks',
      'post /api/v1/webhooks',
      'get /api/v1/webhooks/{id}',
      'patch /api/v1/webhooks/{id}',
      'delete /api/v1/webhooks/{id}',
      'post /api/v1/webhooks/{id}/test',
      'get /api/v1/webhooks/{id}/deliveries',
      'post /api/v1/webhooks/{id}/deliveries/{deliveryId}/retry',
      'get /api/v1/vault',
      'get /api/v1/jobs',
      'get /api/v1/events',
    ]),
  );
  expect(Object.keys(paths).filter((path) => !path.startsWith('/api/v1/'))).toEqual([]);
});

test('the merged document holds all of the face', () => {
  const [merged, face] = PATHS.map((path) => documents[path] as Document);
  expect(merged?.paths).toMatchObject(face?.paths ?? {});
});

test('a page to try it at /api/docs', async () => {
  const first = await server.call('GET', '/api/docs');
  const page = first.status === 302 ? await server.call('GET', String(first.headers['location'])) : first;
  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toMatch(/^text\/html/);
  const scripts = [...page.text.matchAll(/src="([^"]+)"/g)].map(
    (match) => new URL(String(match[1]), 'http://x/api/docs/').pathname,
  );
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) expect((await server.call('GET', script)).status).toBe(200);
  const start = await server.call('GET', '/');
  expect([start.status, start.headers['location']]).toEqual([302, '/api/docs']);
});
