/** The part of JSON Schema that the OpenAPI document of this server uses for requests. */
export interface Schema {
  type?: string;
  enum?: unknown[];
  pattern?: string;
  description?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  default?: unknown;
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

/** One thing that clients can ask, as the document describes it. */
export interface Operation {
  method: string;
  path: string;
  parameters: Parameter[];
  body: Schema | undefined;
}

interface Described {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Document {
  paths: Record<string, Record<string, Described>>;
}

export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      body: requestBody?.content['application/json']?.schema,
    })),
  );
}

/** One input of an operation, and how a wrong one is named in the answer. */
export interface Field {
  in: 'path' | 'query' | 'body';
  /** Dotted, for what lies in objects of the body. */
  name: string;
  schema: Schema;
  required: boolean;
}

export function fieldsOf({ parameters, body }: Operation): Field[] {
  const fromParameters = parameters
    .filter((parameter) => parameter.in !== 'header')
    .map(({ name, schema, required = false, in: place }) => ({ in: place, name, schema, required }) as Field);
  return [...fromParameters, ...(body ? propertiesOf(body, '') : [])];
}

function propertiesOf({ properties = {}, required = [] }: Schema, prefix: string): Field[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const name = `${prefix}${key}`;
    const field = { in: 'body', name, schema, required: required.includes(key) } as const;
    return schema.properties ? [field, ...propertiesOf(schema, `${name}.`)] : [field];
  });
}

/** A value that the schema allows, the same each time. */
export function goodValue(schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.properties) return goodObject(schema);
  if (schema.type === 'array') return schema.items ? [goodValue(schema.items)] : [];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  return goodText(schema);
}

function goodText({ pattern, description = '', minLength = 1 }: Schema): string {
  const samples = ['private', 'normal', 'NORMAL', 'users/1', 'someone', '2025-08-19T10:00:00Z', '1'];
  if (/RFC 3339/.test(description)) return '2025-08-19T10:00:00Z';
  if (pattern !== undefined) return samples.find((sample) => new RegExp(pattern, 'u').test(sample)) ?? 'x';
  if (description.startsWith('The number or the uid')) return '1';
  return 'x'.repeat(Math.max(1, minLength));
}

export function goodObject({ properties = {}, required = [] }: Schema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, schema]) => [name, goodValue(schema)]),
  );
}
