import type { FastifyInstance } from 'fastify';
import { AggregatorRegistry, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
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
  const durations = new Histogram({
    name: 'commonplace_http_request_duration_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });

  // Finding the series of some labels costs more than counting: each is found once.
  const known = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>();
  function observe(method: string, route: string, status: number, seconds: number): void {
    const name = `${method} ${status} ${route}`;
    let series = known.get(name);
    if (!series) {
      series = durations.labels({ method, route, status: String(status) });
      known.set(name, series);
    }
    series.observe(seconds);
  }
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
