import { openClients, pace as atPace, saturate, type Sample } from '../load/clients.ts';
import { median, medianFigures, pooledFigures } from '../load/statistics.ts';
import { judged, type Row } from '../report/row.ts';
import type { Instance } from './instance.ts';
import { inTurns, withCpu, type Pace } from './rounds.ts';
import { createMemo, randomMemo } from './sources.ts';

const MANY = 64;
const READS_PER_SECOND = 200;

/** Durable creates from one client and from many at once. */
export async function manyWriters(instance: Instance, pace: Pace): Promise<Row[]> {
  const source = await createMemo(instance);
  const { port } = instance.server;
  const [one, many] = [await openClients(port, 1), await openClients(port, MANY)];
  const [alone = [], together = []] = await inTurns(pace.rounds, [
    withCpu(instance.server, () => saturate(one, source, pace.seconds)),
    withCpu(instance.server, () => saturate(many, source, pace.seconds)),
  ]);
  one.close();
  many.close();
  const { notes } = instance;
  const all = medianFigures(together);
  const ratio = median(together.map((round, index) => speed(round) / speed(alone[index] ?? round)));
  return [
    { what: 'create, 1 client', notes, figures: medianFigures(alone) },
    judged({ what: `create, ${MANY} clients`, notes, figures: all }, ratio, { atLeast: 5 }),
  ];
}

/** What a reader at a steady pace waits while many write, and while nobody does. */
export async function readsAmongWrites(instance: Instance, pace: Pace): Promise<Row[]> {
  const [reads, creates] = [await randomMemo(instance), await createMemo(instance)];
  const { port } = instance.server;
  const [one, many] = [await openClients(port, 1), await openClients(port, MANY)];
  const seconds = pace.seconds * 3;
  const steady = (): Promise<Sample> => atPace(one, reads, { perSecond: READS_PER_SECOND, seconds });
  const [quiet = [], busy = []] = await inTurns(pace.rounds, [
    steady,
    async () => (await Promise.all([steady(), saturate(many, creates, seconds)]))[0],
  ]);
  one.close();
  many.close();
  const { notes } = instance;
  const [without, among] = [pooledFigures(quiet), pooledFigures(busy)];
  const what = `get memo, ${READS_PER_SECOND} a second`;
  return [
    { what: `${what}, alone`, notes, figures: without },
    judged(
      { what: `${what}, among ${MANY} writers`, notes, figures: among },
      among.p99 / without.p99,
      { atMost: 3 },
      ' times p99',
    ),
  ];
}

function speed({ durations, seconds }: Sample): number {
  return durations.length / seconds;
}
