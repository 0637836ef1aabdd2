import type { DataSet } from '../data/data-set.ts';
import { openClients, saturate } from '../load/clients.ts';
import { figuresOf, median } from '../load/statistics.ts';
import type { Delay } from '../probe.ts';
import { format, judged, type Row } from '../report/row.ts';
import { startServer, type ServerOptions } from '../server/start.ts';
import type { Instance } from './instance.ts';
import { mixed } from './mixed.ts';
import type { Pace } from './rounds.ts';

const STARTS = 5;
const CLIENTS = 8;

/** From the start of the process until it can serve. */
export async function timeToReady(
  { notes, database, folder: data }: DataSet,
  start: Pick<ServerOptions, 'program' | 'workers'>,
): Promise<Row> {
  const times: number[] = [];
  for (let count = 0; count < STARTS; count++) {
    const server = await startServer({ ...start, data, database, probe: false });
    times.push(server.readyMs);
    await server.stop();
  }
  return judged({ what: 'start until ready', notes }, median(times) / 1000, { atMost: 2 }, ' s');
}

/** How long the event loop does not come round while clients ask for all kinds of things without a pause. */
export async function loopDelay(instance: Instance, { seconds, rounds }: Pace): Promise<Row> {
  const source = await mixed(instance);
  const clients = await openClients(instance.server.port, CLIENTS);
  await saturate(clients, source, seconds);
  await instance.server.ask({ ask: 'watch delay' });
  const sample = await saturate(clients, source, seconds * rounds * 2);
  const { p99, max } = await instance.server.ask<Delay>({ ask: 'delay' });
  clients.close();
  return {
    what: `mixed load, ${CLIENTS} clients; event loop`,
    notes: instance.notes,
    figures: figuresOf(sample),
    measured: `${format(p99)} ms p99, ${format(max)} ms max`,
    target: '<= 50 ms max',
    passed: max <= 50,
  };
}

export async function memory({ notes, server }: Instance): Promise<Row> {
  const { rss } = await server.ask<NodeJS.MemoryUsage>({ ask: 'memory' });
  return judged({ what: 'memory after all of it', notes }, rss / 1024 / 1024, { atMost: 400 }, ' MiB');
}
