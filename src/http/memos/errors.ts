import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, ERRORS, type ErrorCode, type FieldIssue } from '../../domain/errors.ts';
import { MethodNotAllowedError } from '../other-methods.ts';
import { RangeNotSatisfiableError } from '../range.ts';

/** The status of each error of the domain in this face (memos-rest-api.txt, "Common Error Codes"; faces.md, memos). */
export const STATUS: Record<ErrorCode, number> = {
  INVALID_ARGUMENT: 400,
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  TOKEN_REVOKED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  FAILED_PRECONDITION: 412,
  PAYLOAD_TOO_LARGE: 413,
  RESOURCE_EXHAUSTED: 429,
  UNAVAILABLE: 503,
  STORAGE_FULL: 507,
  FILE_CONFLICT: 409,
  VAULT_UNAVAILABLE: 503,
};

/** What only HTTP can do wrong. */
export const HTTP_ERRORS = {
  METHOD_NOT_ALLOWED: 405,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RANGE_NOT_SATISFIABLE: 416,
  INTERNAL_ERROR: 500,
} as const;

type FaceCode = ErrorCode | keyof typeof HTTP_ERRORS;

interface ErrorBody {
  error: { code: FaceCode; message: string; details: readonly FieldIssue[] };
}

export function errorBody(code: FaceCode, message: string, details: readonly FieldIssue[] = []): ErrorBody {
  return { error: { code, message, details } };
}

/** Words an error in the manner of the memos API; what nobody expected is logged and stays opaque. */
export function sendMemosError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  const known = translate(error);
  if (known instanceof DomainError) {
    if (known.retryAfter !== undefined) void reply.header('retry-after', String(known.retryAfter));
    if (STATUS[known.code] === 401) void reply.header('www-authenticate', 'Bearer realm="Commonplace"');
    return reply.code(STATUS[known.code]).send(errorBody(known.code, known.message, known.details));
  }
  if (error instanceof MethodNotAllowedError) {
    return reply.code(405).send(errorBody('METHOD_NOT_ALLOWED', error.message));
  }
  if (error instanceof RangeNotSatisfiableError) {
    void reply.header('content-range', `bytes */${error.size}`);
    return reply.code(416).send(errorBody('RANGE_NOT_SATISFIABLE', error.message));
  }
  if ('code' in error && error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return reply
      .code(415)
      .send(
        errorBody('UNSUPPORTED_MEDIA_TYPE', 'Send the body as JSON, with Content-Type: application/json'),
      );
  }
  request.log.error({ err: error, requestId: request.id }, 'Request failed');
  return reply
    .code(500)
    .send(errorBody('INTERNAL_ERROR', `Server error; the log has more under the request id ${request.id}`));
}

export function sendMemosNotFound(request: FastifyRequest, reply: FastifyReply) {
  const path = request.url.split('?')[0] ?? '';
  return reply.code(404).send(errorBody('NOT_FOUND', `There is nothing at ${path.slice(0, 200)}`));
}

/** Errors of the HTTP layer that have their counterpart in the domain. */
function translate(error: FastifyError | Error): Error {
  if (error instanceof DomainError) return error;
  const { code, statusCode } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new DomainError('PAYLOAD_TOO_LARGE', 'The request body is too large');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return error;
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new DomainError('INVALID_ARGUMENT', ERRORS.INVALID_ARGUMENT.message, [
      { field: 'request', issue: error.message },
    ]);
  }
  return error;
}
