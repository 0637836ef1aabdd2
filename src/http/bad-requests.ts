import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import { DomainError } from '../domain/errors.ts';
import { ANONYMOUS } from '../domain/access.ts';
import { sendMemoriesError } from './memories/errors.ts';
import { isOfMemories } from './memories/index.ts';
import { errorBody, sendMemosError } from './memos/errors.ts';
import type { RateLimit } from './rate-limit.ts';

/** Requests that are too broken to reach a face: answered in the shape of the memos API, unless the path tells otherwise. */
export function badRequests(countRequest: RateLimit) {
  async function answer(error: Error, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    let shown = error;
    try {
      await countRequest(request, reply, ANONYMOUS);
    } catch (refusal) {
      shown = refusal as Error;
    }
    const send = isOfMemories(request.url) ? sendMemoriesError : sendMemosError;
    void send(shown, request, reply);
  }

  return {
    /** An address that cannot be decoded: no route, and so no face, was found for it. It counts like any other. */
    frameworkErrors(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
      const known =
        error.code === 'FST_ERR_BAD_URL'
          ? new DomainError('INVALID_ARGUMENT', undefined, [
              { field: 'path', issue: 'Must be percent-encoded UTF-8' },
            ])
          : error;
      void answer(known, request, reply);
    },

    /** What is not HTTP, or has headers without end: answered on the bare connection, which is then closed. */
    clientErrorHandler(error: Error & { code?: string }, socket: Socket): void {
      if (error.code === 'ECONNRESET' || socket.destroyed) return;
      const status = STATUS_LINES[error.code ?? ''] ?? '400 Bad Request';
      const body = JSON.stringify(
        errorBody('INVALID_ARGUMENT', `The request could not be read: ${status.slice(4)}`),
      );
      const head = [
        `HTTP/1.1 ${status}`,
        'content-type: application/json; charset=utf-8',
        `content-length: ${Buffer.byteLength(body)}`,
        'connection: close',
      ];
      if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
      socket.destroy(error);
    },
  };
}

const STATUS_LINES: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};
