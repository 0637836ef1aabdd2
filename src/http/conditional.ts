import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.ts';

/** The entity tag of these very bytes: it changes when, and only when, the answer does. */
export function etagOf(bytes: Buffer): string {
  return `"${hash('sha1', bytes, 'base64url').slice(0, 20)}"`;
}

/** Whether the client has this version already, by `If-None-Match` (RFC 9110, 13.1.2: weak comparison). */
export function isCached(request: FastifyRequest, etag: string): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead && lists(request.headers['if-none-match'], etag);
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
export function sendJson(request: FastifyRequest, reply: FastifyReply, value: unknown): FastifyReply {
  const bytes = Buffer.from(JSON.stringify(value));
  return sendBytes(request, reply, bytes, etagOf(bytes));
}

/** The same with JSON that is written already. */
export function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: Buffer,
  etag: string,
): FastifyReply {
  if (isCached(request, etag)) return sendNotModified(reply, etag);
  return reply.header('etag', etag).header('content-type', JSON_TYPE).send(bytes);
}

export function sendNotModified(reply: FastifyReply, etag: string): FastifyReply {
  return reply.code(304).header('etag', etag).send();
}

/** What all these answers are. */
export const JSON_TYPE = 'application/json; charset=utf-8';

/** Whether this `If-None-Match` holds the tag, or any tag will do. */
export function lists(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header === etag || header.trim() === '*' || tagsIn(header.replaceAll('W/', '')).includes(etag);
}

function tagsIn(header: string): string[] {
  return header.split(',').map((tag) => tag.trim());
}
