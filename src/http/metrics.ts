import type { FastifyInstance } from 'fastify';
import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client';
import { createDurations } from './durations.ts';
import { isLocalRequest } from './origin.ts';

/** Counts one answer; `route` is the path as the route was declared. */
export type ObserveAnswer = (method: string, route: string, status: number, seconds: number) => void;

/**
 * `/metrics` for Prometheus: durations by route and the state of the process; nothing about anybody's notes.
 * @param ofAll asks for the metrics of all workers together; they ask this one for its own. Null where they are not to be had
 * @returns what counts answers that the framework knows nothing of
 */
export function addMetrics(app: FastifyInstance, ofAll?: () => Promise<string | null>): ObserveAnswer {
  const registry = new Registry();
  if (ofAll) {
    // Making one is what has this process answer when it is asked.
    void new AggregatorRegistry();
    AggregatorRegistry.setRegistries(registry);
  }
  collectDefaultMetrics({ register: registry });
  const { observe, metric } = createDurations(
    'commonplace_http_request_duration_seconds',
    'Duration of HTTP requests',
  );
  registry.registerMetric(metric);
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    observe(method, routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000);
    done();
  });

  app.get('/metrics', { schema: { hide: true }, config: { always: true } }, async (request, reply) => {
    // Whoever runs the machine may look; a proxy in front makes requests look local, but gives them another name.
    if (!isLocalRequest(request)) return reply.code(404).send({ error: 'Not found' });
    const text = ofAll ? await ofAll() : await registry.metrics();
    if (text === null) return reply.code(503).send({ error: 'Not all workers have answered; try again' });
    return reply.type(registry.contentType).send(text);
  });
  return observe;
}
