import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { delivery, type AttachmentRef, type ByteRange } from '../../domain/attachment/index.ts';
import type { Attachments } from '../../services/attachments.ts';
import { isCached, sendNotModified } from '../conditional.ts';
import { contentDisposition } from '../content-disposition.ts';
import { principalOf } from '../principal.ts';
import { rangeOf } from '../range.ts';

/**
 * Whatever a file is, a browser that opens it runs nothing of it and lets it reach nothing. Browsers show no PDF in a
 * sandbox; it has no access to this site without one.
 */
const POLICY =
  "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
const policyFor = (type: string): string => (type === 'application/pdf' ? POLICY : `${POLICY}; sandbox`);

/** Sends the bytes of a resource, or the part that is asked for. */
export async function sendResource(
  request: FastifyRequest,
  reply: FastifyReply,
  attachments: Attachments,
  ref: AttachmentRef,
): Promise<FastifyReply> {
  const content = await attachments.content(principalOf(request), ref);
  const { filename, type, createdAt } = content.attachment;
  const { type: sentType, inline } = delivery(type);
  return send(request, reply, {
    ...content,
    type: sentType,
    disposition: contentDisposition(inline ? 'inline' : 'attachment', filename),
    modifiedAt: createdAt,
  });
}

/** Sends a small picture of a resource that is one. */
export async function sendThumbnail(
  request: FastifyRequest,
  reply: FastifyReply,
  attachments: Attachments,
  ref: AttachmentRef,
): Promise<FastifyReply> {
  const content = await attachments.thumbnail(principalOf(request), ref);
  return send(request, reply, {
    ...content,
    type: 'image/webp',
    disposition: 'inline',
    modifiedAt: content.attachment.createdAt,
  });
}

interface File {
  etag: string;
  size: number;
  type: string;
  disposition: string;
  modifiedAt: number;
  open(range?: ByteRange): Promise<Readable>;
}

async function send(request: FastifyRequest, reply: FastifyReply, file: File): Promise<FastifyReply> {
  const modifiedAt = Math.floor(file.modifiedAt / 1000) * 1000;
  void reply.headers({
    'accept-ranges': 'bytes',
    'content-security-policy': policyFor(file.type),
    'last-modified': new Date(modifiedAt).toUTCString(),
  });
  if (isUnchanged(request, file.etag, modifiedAt)) return sendNotModified(reply, file.etag);
  const range = rangeOf(request, file.size, file.etag, modifiedAt);
  const { from, to } = range ?? { from: 0, to: file.size };
  void reply.code(range ? 206 : 200).headers({
    etag: file.etag,
    'content-type': file.type,
    'content-disposition': file.disposition,
    'content-length': to - from,
    ...(range && { 'content-range': `bytes ${from}-${to - 1}/${file.size}` }),
  });
  if (request.method === 'HEAD') return reply.send();
  return reply.send(from === to ? Buffer.alloc(0) : await file.open(range ?? undefined));
}

/** `If-Modified-Since` counts only where there is no `If-None-Match` (RFC 9110, 13.1.3). */
function isUnchanged(request: FastifyRequest, etag: string, modifiedAt: number): boolean {
  if (request.headers['if-none-match'] !== undefined) return isCached(request, etag);
  const since = request.headers['if-modified-since'];
  return since !== undefined && modifiedAt <= Date.parse(since);
}
