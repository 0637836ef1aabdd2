import type { FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.ts';
import { isLoopback } from '../domain/reach.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser sends cookies along with requests that other sites make it send; it also says where they come from.
 * @throws PERMISSION_DENIED for a write whose `Origin` is missing or not this server
 */
export function assertSameOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { origin } = request.headers;
  if (origin === undefined) {
    throw new DomainError(
      'PERMISSION_DENIED',
      'A change by session cookie needs an Origin header of this server',
    );
  }
  if (!isOwnOrigin(request, origin, publicUrl)) refuseForeign();
}

/** The same for requests that carry no credentials yet, such as signing in, which scripts may send without an `Origin`. */
export function assertNotForeign(request: FastifyRequest, publicUrl: string | undefined): void {
  const { origin } = request.headers;
  if (origin !== undefined && !isOwnOrigin(request, origin, publicUrl)) refuseForeign();
  if (request.headers['sec-fetch-site'] === 'cross-site') refuseForeign();
}

/** Whether the request was certainly made on this machine: not passed on by a proxy, nor led here by a foreign name. */
export function isLocalRequest(request: FastifyRequest): boolean {
  const isForwarded =
    request.raw.httpVersion === '1.0' ||
    Object.keys(request.headers).some((name) => FORWARDING_HEADER.test(name));
  return !isForwarded && isLoopback(request.socket.remoteAddress ?? '') && isLoopback(request.hostname);
}

/** A proxy that adds none of these gives itself away by HTTP/1.0: nginx does so, unless told otherwise. */
const FORWARDING_HEADER =
  /^(forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;

function isOwnOrigin(request: FastifyRequest, origin: string, publicUrl: string | undefined): boolean {
  if (origin === `${request.protocol}://${request.host}`) return true;
  return publicUrl !== undefined && origin === new URL(publicUrl).origin;
}

function refuseForeign(): never {
  throw new DomainError('PERMISSION_DENIED', 'This request comes from another site');
}
