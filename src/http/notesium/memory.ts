import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { FastifyInstance } from 'fastify';

/**
 * The nearest that Node knows to what Go tells of its memory: nothing counts allocations here, so `mallocs` are the pages
 * that the system has handed out, and `frees` the runs of the garbage collector.
 */
export function followMemory(app: FastifyInstance) {
  let collections = 0;
  const observer = new PerformanceObserver((list) => void (collections += list.getEntries().length));
  observer.observe({ entryTypes: ['gc'] });
  app.addHook('onClose', async () => observer.disconnect());

  return () => ({
    alloc: readable(getHeapStatistics().used_heap_size),
    'total-alloc': readable(getHeapStatistics().total_heap_size),
    sys: readable(process.memoryUsage.rss()),
    lookups: 0,
    mallocs: process.resourceUsage().minorPageFault,
    frees: collections,
  });
}

const UNITS = ['KB', 'MB', 'GB', 'TB'];

/** `510.0 KB`: units of 1024, one digit after the point. */
export function readable(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const power = Math.min(UNITS.length, Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${(bytes / 1024 ** power).toFixed(1)} ${UNITS[power - 1]}`;
}
