import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.ts';

/** The entity tag of these very bytes: it changes when, and only when, the answer does. */
function etagOf(bytes: Buffer): string {
  return `"${createHash('sha1').update(bytes).digest('base64url').slice(0, 20)}"`;
}

/** Whether the client has this version already, by `If-None-Match` (RFC 9110, 13.1.2: weak comparison). */
export function isCached(request: FastifyRequest, etag: string): boolean {
  const header = request.headers['if-none-match'];
  return (
    header !== undefined && (request.method === 'GET' || request.method === 'HEAD') && lists(header, etag)
  );
}

/**
 * What `If-Match` asks for, as a question about an entity tag; undefined where the header is missing
 * (RFC 9110, 13.1.1: strong comparison, so a weak tag never matches).
 */
export function ifMatch(request: FastifyRequest): ((etag: string) => boolean) | undefined {
  const header = request.headers['if-match'];
  if (header === undefined) return undefined;
  return (etag) => header.trim() === '*' || tagsIn(header).includes(etag);
}

/**
 * `If-Match` as a question about the thing itself, whose entity tag is that of its answer; undefined without the header.
 * @param present how the face shows the thing to who asks
 */
export function preconditionOf<T>(
  request: FastifyRequest,
  present: (current: T) => unknown,
): ((current: T) => boolean) | undefined {
  const matches = ifMatch(request);
  return matches && ((current) => matches(etagOf(Buffer.from(JSON.stringify(present(current))))));
}

/**
 * What is about to be made has no version that `If-Match` could name, so only `*` holds.
 * @throws FAILED_PRECONDITION
 */
export function assertMayCreate(request: FastifyRequest): void {
  const matches = ifMatch(request);
  if (matches && !matches('')) throw new DomainError('FAILED_PRECONDITION');
}

/** Answers JSON with its entity tag, or 304 without a body when the client has it. */
export function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  value: unknown,
  etag?: string,
): FastifyReply {
  const bytes = Buffer.from(JSON.stringify(value));
  const tag = etag ?? etagOf(bytes);
  if (isCached(request, tag)) return sendNotModified(reply, tag);
  return sendBytes(reply, bytes, tag);
}

/** Answers what is JSON already. */
export function sendBytes(reply: FastifyReply, json: Buffer, etag: string): FastifyReply {
  return reply.header('etag', etag).header('content-type', 'application/json; charset=utf-8').send(json);
}

export function sendNotModified(reply: FastifyReply, etag: string): FastifyReply {
  return reply.code(304).header('etag', etag).send();
}

function lists(header: string, etag: string): boolean {
  return header.trim() === '*' || tagsIn(header.replaceAll('W/', '')).includes(etag);
}

function tagsIn(header: string): string[] {
  return header.split(',').map((tag) => tag.trim());
}
