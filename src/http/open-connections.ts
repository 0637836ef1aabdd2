import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Follows the connections of a server, so that a stop waits for requests under way and for nothing else: Node counts a
 * connection that has not sent a request yet as busy, and keeps one open after its answer.
 * Call it before the routes are made.
 * @returns what begins the stop
 */
export function followConnections(app: FastifyInstance): () => void {
  const idle = new Set<Socket>();
  let isStopping = false;

  app.server.on('connection', (socket: Socket) => {
    if (isStopping) return socket.destroy();
    idle.add(socket);
    return socket.once('close', () => idle.delete(socket));
  });
  app.server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    idle.delete(socket);
    response.once('close', () => {
      if (isStopping) socket.destroySoon();
      else if (!socket.destroyed) idle.add(socket);
    });
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isStopping) void reply.header('connection', 'close');
  });

  return () => {
    isStopping = true;
    for (const socket of idle) socket.destroy();
  };
}
