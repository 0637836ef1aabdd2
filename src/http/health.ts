import type { FastifyInstance } from 'fastify';

const OPTIONS = { schema: { hide: true }, config: { always: true } };

/**
 * `/healthz`: the process answers. `/readyz`: it can serve, i.e. its database answers too, and so do the other workers.
 * @param allListening whether all workers do
 */
export function addHealth(
  app: FastifyInstance,
  { ping }: { ping(): Promise<void> },
  allListening: () => boolean = () => true,
): void {
  app.get('/healthz', OPTIONS, async () => ({ status: 'ok' }));

  app.get('/readyz', OPTIONS, async (request, reply) => {
    if (!allListening())
      return reply.code(503).send({ status: 'unavailable', reason: 'A worker is starting' });
    try {
      await ping();
      return { status: 'ok' };
    } catch (error) {
      request.log.error({ err: error }, 'The database does not answer');
      return reply.code(503).send({ status: 'unavailable', reason: 'The database does not answer' });
    }
  });
}
