import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DuplicateError } from '../../domain/capture/duplicate.ts';
import { DomainError, ERRORS, type ErrorCode, type FieldIssue } from '../../domain/errors.ts';
import { MethodNotAllowedError } from '../other-methods.ts';

/** The status of each error of the domain in this face (memories-list-api.txt, "Error Responses"; faces.md, memories). */
const STATUS: Record<ErrorCode, number> = {
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
  STORAGE_FULL: 507,
  FILE_CONFLICT: 409,
  VAULT_UNAVAILABLE: 503,
  UNAVAILABLE: 503,
};

interface ErrorBody {
  error: string;
  /** Of a 400. */
  details?: readonly FieldIssue[];
  /** Of a 409: what is there. */
  id?: string;
}

/** Words an error in the manner of this API; what nobody expected is logged and stays opaque. */
export function sendMemoriesError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof DomainError) {
    if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
    if (STATUS[error.code] === 401) void reply.header('www-authenticate', 'Bearer realm="Commonplace"');
    return reply.code(STATUS[error.code]).send(bodyOf(error));
  }
  if (error instanceof MethodNotAllowedError) return reply.code(405).send({ error: error.message });
  const { code, statusCode } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return reply.code(413).send({ error: 'The request body is too large' });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return reply.code(415).send({ error: 'Send the body as JSON, with Content-Type: application/json' });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    const details = [{ field: 'request', issue: error.message }];
    return reply.code(400).send({ error: ERRORS.INVALID_ARGUMENT.message, details });
  }
  request.log.error({ err: error, requestId: request.id }, 'Request failed');
  return reply.code(500).send({ error: `Server error; the log has more under the request id ${request.id}` });
}

export function sendMemoriesNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0] ?? '';
  return reply.code(404).send({ error: `There is nothing at ${path.slice(0, 200)}` });
}

function bodyOf(error: DomainError): ErrorBody {
  const status = STATUS[error.code];
  // The words of the reference, whatever it is that is missing or has ended.
  if (status === 401) return { error: 'Unauthorized' };
  if (status === 400) return { error: error.message, details: error.details };
  if (error instanceof DuplicateError) return { error: error.message, id: error.uid };
  return { error: error.message };
}
