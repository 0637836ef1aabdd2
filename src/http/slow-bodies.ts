import { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SECOND } from '../domain/time.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body may take as long as it takes, as long as some of it arrives. */
    slowBody?: boolean;
  }
}

/** A body has to be there after so long; of a large upload, the next bytes. */
const BODY_MS = 60 * SECOND;
/** What still comes of a request after its answer is read for so long, so that the client gets to read the answer. */
const REST_MS = 5 * SECOND;

/**
 * Ends connections that send their bodies too slowly. Node's own `requestTimeout` knows one time for all, and a file of 5 GB
 * takes longer than a memo may.
 */
export function endSlowBodies(app: FastifyInstance, bodyMs = BODY_MS): void {
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    const { socket, raw } = request;
    // What is injected has no connection that could be slow.
    if (raw.complete || !(socket instanceof Socket)) return done();
    let arrived = socket.bytesRead;
    const timer = setInterval(() => {
      const isMoving = request.routeOptions.config.slowBody === true && socket.bytesRead > arrived;
      arrived = socket.bytesRead;
      if (!isMoving) timeOut(app, request);
    }, bodyMs);
    const stop = (): void => clearInterval(timer);
    raw.once('end', stop).once('close', stop);
    done();
  });

  app.addHook('onResponse', ({ raw }, _reply, done) => {
    if (raw.complete || raw.readableEnded || !raw.readableDidRead) return done();
    const timer = setTimeout(() => raw.destroy(), REST_MS);
    raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
    done();
  });
}

function timeOut(app: FastifyInstance, { raw, socket }: FastifyRequest): void {
  if (raw.complete) return;
  const error = Object.assign(new Error('The request took too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  app.server.emit('clientError', error, socket);
}
