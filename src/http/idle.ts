import type { FastifyInstance } from 'fastify';

/**
 * Resolves once the server listens, and no request has been made, and none has been under way, for this long.
 * Call it before the routes are made.
 */
export function whenIdle(app: FastifyInstance, idleMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let underWay = 0;
  let timer: NodeJS.Timeout | undefined;
  function wait(): void {
    clearTimeout(timer);
    if (underWay === 0) timer = setTimeout(resolve, idleMs).unref();
  }
  app.addHook('onListen', async () => wait());
  // Answers that are known leave without the hooks.
  app.server.on('request', wait);
  app.addHook('onRequest', async (_request, { raw }) => {
    underWay++;
    clearTimeout(timer);
    let isOver = false;
    function over(): void {
      if (!isOver) underWay--;
      isOver = true;
      wait();
    }
    // One that is broken off does not finish.
    raw.once('finish', over);
    raw.once('close', over);
  });
  app.addHook('onClose', async () => clearTimeout(timer));
  return promise;
}
