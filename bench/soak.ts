import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDataSet } from './data/data-set.ts';
import { openClients, pace } from './load/clients.ts';
import { figuresOf, mean, slope } from './load/statistics.ts';
import { format } from './report/row.ts';
import { startInstance } from './rows/instance.ts';
import { withDeletes } from './rows/mixed.ts';
import { makeBundle } from './server/bundle.ts';

/** Whether memory stays where it is: `node scripts/run.mjs bench/soak.ts --minutes 60`. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    /** Requests a second. */
    rate: { type: 'string', default: '150' },
    notes: { type: 'string', default: '10000' },
    cache: { type: 'string', default: join(tmpdir(), 'commonplace-bench') },
  },
});
const [seconds, perSecond] = [Number(values.minutes) * 60, Number(values.rate)];
const SAMPLE_MS = Math.min(30_000, (seconds * 1000) / 12);
const CLIENTS = 8;
const MIB = 1024 * 1024;

interface Memory {
  minutes: number;
  rss: number;
  heap: number;
}

const dataSet = await openDataSet({ cache: values.cache, postgres: undefined }, Number(values.notes));
const bundle = makeBundle();
const instance = await startInstance(dataSet, bundle);
const samples: Memory[] = [];
const start = performance.now();
const timer = setInterval(() => void sample(), SAMPLE_MS);
try {
  console.log(`${values.notes} notes, ${perSecond} requests a second for ${values.minutes} minutes`);
  const clients = await openClients(instance.server.port, CLIENTS);
  const load = await pace(clients, await withDeletes(instance), { perSecond, seconds });
  clients.close();
  const { p50, p95, p99 } = figuresOf(load);
  console.log(
    `${load.durations.length} requests, p50 ${format(p50)} ms, p95 ${format(p95)}, p99 ${format(p99)}`,
  );
  judge('memory (RSS)', ({ rss }) => rss);
  judge('heap', ({ heap }) => heap);
} finally {
  clearInterval(timer);
  await instance.stop();
  await dataSet.remove();
  bundle.remove();
}

async function sample(): Promise<void> {
  const { rss, heapUsed } = await instance.server.ask<NodeJS.MemoryUsage>({ ask: 'memory' });
  const minutes = (performance.now() - start) / 60_000;
  samples.push({ minutes, rss: rss / MIB, heap: heapUsed / MIB });
  const bar = '#'.repeat(Math.round(rss / MIB / 8));
  console.log(`${minutes.toFixed(1).padStart(6)} min ${mib(rss)} RSS ${mib(heapUsed)} heap ${bar}`);
}

function mib(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`.padStart(8);
}

/** Flat: the last third is on average within a tenth of the third before it. */
function judge(what: string, of: (memory: Memory) => number): void {
  const third = Math.floor(samples.length / 3);
  const [middle, last] = [samples.slice(third, 2 * third), samples.slice(2 * third)];
  const [before, after] = [mean(middle.map(of)), mean(last.map(of))];
  const perHour = slope(samples.slice(third).map((memory) => [memory.minutes / 60, of(memory)]));
  const isFlat = Math.abs(after / before - 1) <= 0.1;
  console.log(
    `${what}: ${format(before)} MiB in the middle third, ${format(after)} MiB in the last, ` +
      `${format(perHour)} MiB an hour: ${isFlat ? 'flat' : 'NOT FLAT'}`,
  );
}
