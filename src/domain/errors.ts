/**
 * The error registry: every way in which a request can fail for a reason its sender can act on.
 * `docs/errors.md` lists the same codes (a test compares them); a transport status belongs to each face.
 */
export const ERRORS = {
  INVALID_ARGUMENT: {
    message: 'Invalid request parameters',
    fix: 'Correct the fields named in `details` and send the request again.',
  },
  UNAUTHENTICATED: {
    message: 'Missing or invalid authentication',
    fix: 'Send `Authorization: Bearer <token>`, or sign in for a session cookie.',
  },
  TOKEN_EXPIRED: {
    message: 'The access token or session has expired',
    fix: 'Create a new access token, or sign in again.',
  },
  TOKEN_REVOKED: {
    message: 'The access token or session has been revoked',
    fix: 'Create a new access token, or sign in again.',
  },
  PERMISSION_DENIED: {
    message: 'Insufficient permissions',
    fix: 'Use an account or a token that may do this; the message says which.',
  },
  NOT_FOUND: {
    message: 'Resource not found',
    fix: 'Check the address. What you may not see answers as if it did not exist.',
  },
  ALREADY_EXISTS: {
    message: 'Resource already exists',
    fix: 'Choose another name, or use what is there.',
  },
  FAILED_PRECONDITION: {
    message: 'The resource has changed since you read it',
    fix: 'Read it again, apply your change to the new version, and send its ETag in `If-Match`.',
  },
  PAYLOAD_TOO_LARGE: {
    message: 'The request is too large',
    fix: 'Send less at once, or ask the administrator to raise the limit.',
  },
  STORAGE_FULL: {
    message: 'There is no space left for files',
    fix: 'Delete files that are not needed, or ask the administrator for more space.',
  },
  FILE_CONFLICT: {
    message: "The note's file cannot be rewritten",
    fix: 'Change the file with another program; the message says what is wrong with it.',
  },
  VAULT_UNAVAILABLE: {
    message: 'The folder of your notes is not available',
    fix: 'Make the folder available and writable again; reading goes on meanwhile. The message says what is wrong.',
  },
  RESOURCE_EXHAUSTED: {
    message: 'Rate limit exceeded',
    fix: 'Wait for the number of seconds in `Retry-After`.',
  },
  UNAVAILABLE: {
    message: 'The server has more to do than it can do at once',
    fix: 'Wait for the number of seconds in `Retry-After`, and send the request again: nothing of it was done.',
  },
} as const satisfies Record<string, { message: string; fix: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** One thing wrong with one input field; `issue` is a sentence for the person who sent it. */
export interface FieldIssue {
  field: string;
  issue: string;
}

/** An expected failure. Thrown by `domain` and `services`, translated by the face that was asked. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly FieldIssue[];
  /** Seconds until a retry makes sense; only with RESOURCE_EXHAUSTED and UNAVAILABLE. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message?: string, details: readonly FieldIssue[] = [], retryAfter?: number) {
    super(message ?? ERRORS[code].message);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
  }
}

/** The commonest failure: one field is wrong. */
export function invalid(field: string, issue: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', undefined, [{ field, issue }]);
}

export function notFound(what: string): DomainError {
  return new DomainError('NOT_FOUND', `${what} not found`);
}

const MAX_RETRY_SECONDS = 3;
let refusals = 0;

/** There is too much to do at once. Those who are told this are told different times, so that they do not come back together. */
export function overloaded(): DomainError {
  return new DomainError('UNAVAILABLE', undefined, [], 1 + (refusals++ % MAX_RETRY_SECONDS));
}
