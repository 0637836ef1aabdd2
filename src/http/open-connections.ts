import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, Socket } from 'node:net';
import { SECOND } from '../domain/time.ts';

export interface ConnectionLimits {
  /** Beyond them, new connections are closed. */
  maxConnections: number;
  /** A client that takes nothing of its answer for so long is cut off. */
  patienceMs?: number;
}

const PATIENCE_MS = 30 * SECOND;

/**
 * Follows the connections of a server, so that a stop waits for requests under way and for nothing else: Node counts a
 * connection that has not sent a request yet as busy, and keeps one open after its answer. There are so many connections at
 * most, and those of clients that do not read their answers end.
 * Call it before the routes are made.
 */
export function followConnections(
  app: FastifyInstance,
  { maxConnections, patienceMs = PATIENCE_MS }: ConnectionLimits,
): { beginStop(): void; isStopping(): boolean } {
  const idle = new Set<Socket>();
  let isStopping = false;
  const server = app.server as typeof app.server &
    Pick<Server, 'maxConnections'> & { dropMaxConnection: boolean };
  server.maxConnections = maxConnections;
  // As a worker, Node would hand the connection on to the next one, which may be as full: for ever.
  server.dropMaxConnection = true;

  // Comes when nothing has moved on a connection for a while; Node closes it where nobody listens.
  server.setTimeout(patienceMs, (socket: Socket) => {
    // What is not the client's fault (an answer takes long, an event stream is quiet) goes on.
    if (idle.has(socket) || socket.writableLength > 0) socket.destroy();
  });

  app.server.on('connection', (socket: Socket) => {
    if (isStopping) return socket.destroy();
    idle.add(socket);
    return socket.once('close', () => idle.delete(socket));
  });
  app.server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    idle.delete(socket);
    // Comes once.
    response.on('close', () => {
      if (isStopping) socket.destroySoon();
      else if (!socket.destroyed) idle.add(socket);
    });
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isStopping) void reply.header('connection', 'close');
    done();
  });

  return {
    beginStop() {
      isStopping = true;
      for (const socket of idle) socket.destroy();
    },
    isStopping: () => isStopping,
  };
}
