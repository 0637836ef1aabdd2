import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorCode, type FieldIssue } from '../../domain/errors.ts';
import { CommandError } from '../../domain/notesium/index.ts';
import { MethodNotAllowedError } from '../other-methods.ts';

/** The status of each error of the domain in this face (notesium-api.txt, "Errors"; faces.md, notesium). */
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

interface Refusal {
  status: number;
  message: string;
}

/** Words an error as Notesium does; what nobody expected is logged and stays opaque. */
export function sendNotesiumError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  const { status, message } = refusalOf(error, request, reply);
  return reply.code(status).send({ Error: message, Code: status });
}

/** The same as plain text, as Go's `http.Error` sends it. */
export function sendRawError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  const { status, message } = refusalOf(error, request, reply);
  return sendText(reply, status, message);
}

export function sendNotesiumNotFound(request: FastifyRequest, reply: FastifyReply) {
  return reply.code(404).send({ Error: nothingAt(request), Code: 404 });
}

export function sendRawNotFound(request: FastifyRequest, reply: FastifyReply) {
  const isBare = /^\/api\/raw\/?(\?|$)/.test(request.url);
  return sendText(reply, 404, isBare ? 'no command specified' : nothingAt(request));
}

function sendText(reply: FastifyReply, status: number, message: string) {
  return reply.code(status).header('content-type', 'text/plain; charset=utf-8').send(`${message}\n`);
}

function nothingAt({ url }: FastifyRequest): string {
  return `There is nothing at ${(url.split('?')[0] ?? '').slice(0, 200)}`;
}

function refusalOf(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): Refusal {
  if (error instanceof DomainError) {
    const status = STATUS[error.code];
    if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
    if (status === 401) void reply.header('www-authenticate', 'Bearer realm="Commonplace"');
    return { status, message: sentenceOf(error) };
  }
  if (error instanceof CommandError) return { status: 400, message: error.message };
  if (error instanceof MethodNotAllowedError) return { status: 405, message: 'Method not supported' };
  const { code, statusCode } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { status: 413, message: 'The request body is too large' };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return { status: 400, message: error.message };
  }
  request.log.error({ err: error, requestId: request.id }, 'Request failed');
  return { status: 500, message: `Server error; the log has more under the request id ${request.id}` };
}

function sentenceOf({ message, details }: DomainError): string {
  const missing = FIELDS.map((field) => details.find((issue) => issue.field === field && isMissing(issue)));
  const first = missing.find((issue) => issue !== undefined);
  if (first) return `${first.field} field is required`;
  return details.length === 0 ? message : details.map(({ field, issue }) => `${field}: ${issue}`).join('; ');
}

/** In the order in which Notesium looks at them; it tells the first one that is missing. */
const FIELDS = ['Content', 'Ctime', 'LastMtime'];

function isMissing({ issue }: FieldIssue): boolean {
  return / (is required|cannot be empty)$/.test(issue);
}
