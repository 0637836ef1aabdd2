import { Ajv, type AnySchema, type ErrorObject, type ValidateFunction } from 'ajv';
import type { FastifyServerOptions } from 'fastify';
import { DomainError, type FieldIssue } from '../domain/errors.ts';

/** The answer to bad input names so many fields at most. */
const MAX_ISSUES = 20;

/**
 * Validates against a route's schema. Bodies are taken as they are: `"5"` is not a number there. Parameters arrive as
 * text, so those are converted. All wrong fields are named at once; unknown ones are ignored. Response schemas describe;
 * they do not filter.
 */
export const schemaController = {
  compilersFactory: {
    buildValidator(namedSchemas: Record<string, AnySchema>) {
      const schemas = Object.values(namedSchemas);
      let [strict, lenient]: (Ajv | undefined)[] = [];
      const compilerFor = (isBody: boolean) =>
        isBody
          ? (strict ??= new Ajv({ ...OPTIONS, schemas }))
          : (lenient ??= new Ajv({ ...OPTIONS, schemas, coerceTypes: true }));
      return ({ schema, httpPart }: { schema: AnySchema; httpPart?: string }) => {
        const isBody = httpPart === 'body';
        // Compiled when it is first needed: a server that starts waits for none of them.
        let compiled: ValidateFunction | undefined;
        const validate = () => (compiled ??= compilerFor(isBody).compile(schema));
        const wildcard = (schema as WildcardSchema).properties?.['*']?.title;
        return (data: unknown) => naming(wildcard, check(validate(), isBody ? (data ?? {}) : data));
      };
    },
    buildSerializer: () => () => (data: unknown) => JSON.stringify(data),
  },
} as unknown as NonNullable<FastifyServerOptions['schemaController']>;

/** Our schemas are not compared with the schema of schemas: to compile that took half of a start. */
const OPTIONS = {
  allErrors: true,
  useDefaults: true,
  strict: false,
  verbose: true,
  meta: false,
  validateSchema: false,
} as const;

interface WildcardSchema {
  properties?: Record<string, { title?: string }>;
}

/** The rest of a path has a name in the documentation; `*` is how the router calls it. */
function naming(wildcard: string | undefined, result: ReturnType<typeof check>) {
  if (wildcard === undefined || result.error === undefined) return result;
  const details = result.error.details.map((issue) =>
    issue.field === '*' ? { ...issue, field: wildcard } : issue,
  );
  return { error: new DomainError(result.error.code, result.error.message, details) };
}

function check(validate: ValidateFunction, value: unknown) {
  const unstorable = findUnstorable(value, '');
  if (unstorable) return { error: new DomainError('INVALID_ARGUMENT', undefined, [unstorable]) };
  if (validate(value)) return { value };
  const issues = new Map<string, FieldIssue>();
  for (const error of validate.errors ?? []) {
    const issue = issueOf(error);
    if (!issues.has(issue.field)) issues.set(issue.field, issue);
  }
  return { error: new DomainError('INVALID_ARGUMENT', undefined, [...issues.values()].slice(0, MAX_ISSUES)) };
}

/** Text that no store could give back as it came: NUL (PostgreSQL) and halves of surrogate pairs (UTF-8). */
function findUnstorable(value: unknown, path: string): FieldIssue | null {
  if (typeof value === 'string') {
    // Names of fields are the sender's, too, and not sent back at any length.
    const field = path.slice(0, 200).toWellFormed() || 'body';
    if (value.includes('\0')) return { field, issue: 'Must not contain the character NUL' };
    if (!value.isWellFormed()) return { field, issue: 'Must be valid Unicode text' };
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const issue = findUnstorable(item, path === '' ? key : `${path}.${key}`);
    if (issue) return issue;
  }
  return null;
}

function issueOf(error: ErrorObject): FieldIssue {
  const path = error.instancePath.slice(1).replaceAll('/', '.');
  if (error.keyword === 'required') {
    const name = String(error.params['missingProperty']);
    return { field: path === '' ? name : `${path}.${name}`, issue: `${sentence(name)} is required` };
  }
  const field = path === '' ? 'body' : path;
  return { field, issue: wording(error, field) };
}

function wording({ keyword, params, message, parentSchema }: ErrorObject, field: string): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'type':
      return field === 'body' ? 'Must be a JSON object' : `Must be ${article(String(params['type']))}`;
    case 'enum':
      return `Must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`;
    case 'minLength':
      return limit === '1' ? `${sentence(field)} cannot be empty` : `Must have at least ${limit} characters`;
    case 'maxLength':
      return `Must have at most ${limit} characters`;
    case 'minimum':
      return `Must be at least ${limit}`;
    case 'maximum':
      return `Must be at most ${limit}`;
    case 'minItems':
      return `Must have at least ${limit} items`;
    case 'maxItems':
      return `Must have at most ${limit} items`;
    case 'pattern': {
      const description = (parentSchema as { description?: string } | undefined)?.description;
      return `Must be ${description ?? `written as ${String(params['pattern'])}`}`;
    }
    default:
      return `Is not valid: ${message ?? keyword}`;
  }
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function sentence(field: string): string {
  const name = field.split('.').at(-1) ?? field;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
