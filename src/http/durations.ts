import type { Histogram, MetricValueWithName } from 'prom-client';

interface Counts {
  method: string;
  route: string;
  status: number;
  /** By the first bound that a duration does not exceed; the last is of those that exceed all. */
  buckets: number[];
  sum: number;
}

/** Seconds. */
const BOUNDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];

/**
 * Counts durations by method, route and status, and gives them to Prometheus as a histogram. The histogram of `prom-client`
 * makes an object and a key of the labels for each value: more work than many an answer is.
 * @param name of the metric
 */
export function createDurations(name: string, help: string) {
  const known = new Map<string, Counts>();

  function countsOf(method: string, route: string, status: number): Counts {
    const key = `${method} ${status} ${route}`;
    let counts = known.get(key);
    if (!counts) {
      counts = { method, route, status, buckets: [...BOUNDS, Infinity].map(() => 0), sum: 0 };
      known.set(key, counts);
    }
    return counts;
  }

  /** Its lines in the order of the text format: buckets, each with all below it, then sum and count. */
  function valuesOf({ method, route, status, buckets, sum }: Counts): MetricValueWithName<string>[] {
    const labels = { method, route, status };
    let count = 0;
    const values = buckets.map((inBucket, index) => {
      count += inBucket;
      return {
        metricName: `${name}_bucket`,
        labels: { le: BOUNDS[index] ?? '+Inf', ...labels },
        value: count,
      };
    });
    return [
      ...values,
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: count },
    ];
  }

  const metric = {
    name,
    get: async () => ({
      name,
      help,
      type: 'histogram',
      aggregator: 'sum',
      values: [...known.values()].flatMap(valuesOf),
    }),
  };

  return {
    observe(method: string, route: string, status: number, seconds: number): void {
      const counts = countsOf(method, route, status);
      let bucket = 0;
      while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]!) bucket++;
      counts.buckets[bucket]!++;
      counts.sum += seconds;
    },
    /** What a registry asks. */
    metric: metric as unknown as Histogram,
  };
}
