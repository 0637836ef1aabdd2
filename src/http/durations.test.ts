import { AggregatorRegistry, Histogram, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createDurations } from './durations.ts';

const SECONDS = [0.0004, 0.001, 0.0011, 0.02, 0.3, 1.5, 10, 60];
const SERIES = [
  ['GET', '/api/v1/memos', 200],
  ['GET', '/api/v1/memos/:id', 304],
  ['POST', '/api/v1/memos', 201],
] as const;

test('what Prometheus reads is what the histogram of its client would say', async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const { observe, metric } = createDurations('durations', 'How long');
  ours.registerMetric(metric);
  const histogram = new Histogram({
    name: 'durations',
    help: 'How long',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [theirs],
  });
  for (const [method, route, status] of SERIES) {
    for (const seconds of SECONDS) {
      observe(method, route, status, seconds);
      histogram.observe({ method, route, status }, seconds);
    }
  }
  expect(await ours.metrics()).toBe(await theirs.metrics());
  // So workers tell each other.
  const together = async (registry: Registry) => {
    const told: object = await registry.getMetricsAsJSON();
    return AggregatorRegistry.aggregate([told, told]).metrics();
  };
  expect(await together(ours)).toBe(await together(theirs));
});
