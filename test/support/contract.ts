import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Answer, Instance } from './instance.ts';

type Json = Record<string, unknown>;

export interface Operation extends Json {
  responses: Record<string, { content?: Record<string, { schema?: Json }> }>;
}

export interface Document extends Json {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
}

export type Contract = (method: string, path: string, answer: Answer) => void;

/** Checks answers against the OpenAPI document of the server: a key or type that it does not name is an error. */
export async function contractOf(
  instance: Instance,
  documentPath: string,
  /** The schema of errors on paths that are not documented. */
  errors = 'Error',
): Promise<Contract> {
  const document = (await instance.call('GET', documentPath)).json as Document;
  const routes = Object.keys(document.paths)
    .map((path) => ({ path, exact: patternOf(path, '[^/]+'), loose: patternOf(path, '.+') }))
    .toSorted((a, b) => wildness(a.path) - wildness(b.path) || b.path.length - a.path.length);
  const components = closed(document.components);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  const compiled = new Map<Json, ValidateFunction>();

  function schemaFor(method: string, path: string, status: number): Json {
    const asked = path.split('?')[0] ?? '';
    const known = routes.filter(({ path: one }) => document.paths[one]?.[method.toLowerCase()]);
    const route =
      known.find(({ exact }) => exact.test(asked)) ?? known.find(({ loose }) => loose.test(asked));
    const operation = route && document.paths[route.path]?.[method.toLowerCase()];
    const responses = operation?.responses ?? {};
    const response = responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`];
    const schema = response?.content?.['application/json']?.schema;
    if (!schema && status < 400) throw new Error(`${method} ${path}: ${status} is not documented`);
    return schema ?? document.components.schemas[errors] ?? {};
  }

  function validatorFor(schema: Json): ValidateFunction {
    const validate = compiled.get(schema) ?? ajv.compile({ ...(closed(schema) as Json), components });
    compiled.set(schema, validate);
    return validate;
  }

  return (method, path, answer) => {
    const where = `${method} ${path}: ${answer.status}`;
    if (method === 'HEAD' || answer.status === 204 || answer.status === 304) {
      if (answer.text !== '') throw new Error(`${where} has a body: ${answer.text}`);
      return;
    }
    if (answer.headers['content-type'] !== 'application/json; charset=utf-8') {
      throw new Error(`${where} is sent as ${String(answer.headers['content-type'])}`);
    }
    const validate = validatorFor(schemaFor(method, path, answer.status));
    if (!validate(answer.json)) {
      throw new Error(`${where} is not as documented: ${ajv.errorsText(validate.errors)}\n${answer.text}`);
    }
  };
}

/** @param value what a parameter is; one that is the rest of the path has slashes */
function patternOf(path: string, value: string): RegExp {
  const parts = path.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(value)}/?$`);
}

/** Fixed paths are looked at before those with parameters. */
function wildness(path: string): number {
  return path.split('{').length;
}

/** The same schema, but objects have no properties besides those that it names. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key]) => key !== '$id');
  const copy: Json = Object.fromEntries(entries.map(([key, value]) => [key, closed(value)]));
  if (copy['type'] === 'object' && copy['properties'] && copy['additionalProperties'] === undefined) {
    copy['additionalProperties'] = false;
  }
  return copy;
}
