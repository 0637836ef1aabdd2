import fc from 'fast-check';
import type { Schema } from './openapi-operations.ts';

/** What no store keeps as it came. */
const UNSTORABLE = ['\0', 'a\0b', '\ud800', 'a\udfffb'];
const NO_TIMES = [
  '',
  'x',
  '2025',
  '2025-02-30T10:00:00Z',
  '2025-13-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '9999-01-01T00:00:00Z',
  '2025-08-19T10:00:00',
  '2025-08-19 10:00:00Z',
];

/** Values for a JSON body that the schema forbids. */
export function badJson(schema: Schema): fc.Arbitrary<unknown> {
  const { type, minItems = 0, maxItems } = schema;
  const ofOtherTypes = fc.jsonValue({ maxDepth: 2 }).filter((value) => !hasType(value, schema));
  const bad: fc.Arbitrary<unknown>[] = [ofOtherTypes, fc.constant(null)];
  if (schema.enum || type === 'string') bad.push(badText(schema));
  if (type === 'integer') bad.push(fc.constantFrom<unknown>(...outside(schema), 0.5, '5', '', true));
  if (type === 'array' && schema.items) {
    bad.push(badJson(schema.items).map((item) => [item]));
    if (minItems > 0) bad.push(fc.constant([]));
    const item = schema.items.enum?.[0] ?? 'x';
    if (maxItems !== undefined) bad.push(fc.constant(Array.from({ length: maxItems + 1 }, () => item)));
  }
  return fc.oneof(...bad);
}

/** Texts that the schema forbids, also as a path or query parameter. */
export function badText(schema: Schema): fc.Arbitrary<string> {
  const { pattern, minLength = 0, maxLength, description = '' } = schema;
  const bad: fc.Arbitrary<string>[] = [];
  if (schema.enum) bad.push(fc.string().filter((text) => !schema.enum?.includes(text)));
  else bad.push(fc.constantFrom(...UNSTORABLE));
  if (pattern !== undefined) bad.push(fc.string().filter((text) => !new RegExp(pattern, 'u').test(text)));
  if (maxLength !== undefined)
    bad.push(fc.integer({ min: 1, max: 5 }).map((more) => '€'.repeat(maxLength + more)));
  if (minLength > 0) bad.push(fc.integer({ min: 0, max: minLength - 1 }).map((length) => 'x'.repeat(length)));
  if (/RFC 3339/.test(description)) bad.push(fc.constantFrom(...NO_TIMES));
  return fc.oneof(...bad);
}

/** Raw, already encoded text of a query parameter that the schema forbids. */
export function badQuery(schema: Schema): fc.Arbitrary<string> {
  const garbage = fc.constantFrom('%', '%f', '%zz', '%ff', '%c3%28', '%ed%a0%80', '%00', 'a%00b');
  const { type } = schema;
  if (type === 'integer') {
    const numbers = fc.constantFrom(
      ...outside(schema).map(String),
      '1.5',
      'x',
      '',
      '1e999',
      '--1',
      'NaN',
      'null',
    );
    return fc.oneof(garbage, numbers);
  }
  if (type === 'boolean') return fc.oneof(garbage, fc.constantFrom('', '2', 'yes', 'TRUE', 'truefalse'));
  const written = badText(schema).map((text) => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '\0')));
  return fc.oneof(garbage, written);
}

function outside({ minimum, maximum }: Schema): number[] {
  const below = minimum === undefined ? [] : [minimum - 1, -(2 ** 53)];
  return [...below, ...(maximum === undefined ? [] : [maximum + 1, 2 ** 60])];
}

function hasType(value: unknown, schema: Schema): boolean {
  if (schema.enum) return typeof value === typeof schema.enum[0];
  if (schema.type === 'array') return Array.isArray(value);
  if (schema.type === 'integer') return typeof value === 'number';
  if (schema.properties) return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === schema.type;
}
