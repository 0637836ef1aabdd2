import type { FastifyRequest } from 'fastify';
import type { ByteRange } from '../domain/attachment/index.ts';

/** Thrown for bytes that are not there; each face words it in its own manner. */
export class RangeNotSatisfiableError extends Error {
  readonly size: number;

  constructor(size: number) {
    super(`The range is not within the ${size} bytes of this file`);
    this.size = size;
  }
}

/**
 * The part that a request asks for, or null for all of it: without `Range`, with several ranges or an unknown unit (which a
 * server may ignore: RFC 9110, 14.2), and where `If-Range` names another version.
 * @throws RangeNotSatisfiableError
 */
export function rangeOf(
  request: FastifyRequest,
  size: number,
  etag: string,
  modifiedAt: number,
): ByteRange | null {
  const header = request.headers.range;
  if (header === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return null;
  if (!/^bytes=/i.test(header) || header.includes(',')) return null;
  const condition = request.headers['if-range'];
  if (condition !== undefined && !isSameVersion(String(condition), etag, modifiedAt)) return null;
  const [, first = '', last = ''] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header) ?? [];
  if (first === '' && last === '') throw new RangeNotSatisfiableError(size);
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (from >= to) throw new RangeNotSatisfiableError(size);
  return { from, to };
}

/** `If-Range` takes a strong entity tag or the very date (RFC 9110, 13.1.5). */
function isSameVersion(condition: string, etag: string, modifiedAt: number): boolean {
  return condition.startsWith('"') ? condition === etag : condition === new Date(modifiedAt).toUTCString();
}
