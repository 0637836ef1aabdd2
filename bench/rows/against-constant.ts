import { openClients, saturate } from '../load/clients.ts';
import { median, medianFigures } from '../load/statistics.ts';
import { judged, type Row } from '../report/row.ts';
import type { Instance } from './instance.ts';
import { inTurns, withCpu, type Pace } from './rounds.ts';
import { constant, elsewhere, hotPage, hotMemo, unchangedPage, type MakeSource } from './sources.ts';

const CLIENTS = 32;

export const SUBJECTS: readonly { what: string; source: MakeSource; against: string; atLeast: number }[] = [
  { what: 'get memo, one id', source: hotMemo, against: '/one', atLeast: 0.7 },
  { what: 'list of 20', source: hotPage, against: '/list', atLeast: 0.6 },
  { what: 'list of 20, unchanged (304)', source: unchangedPage, against: '/empty', atLeast: 0.7 },
];

/**
 * Throughput of the hot reads beside a bare Fastify in the same process that sends the same bytes as a constant, when it is
 * asked with the same headers.
 */
export async function againstConstant(instance: Instance, pace: Pace): Promise<Row[]> {
  const rows = [await clientRow(instance, pace)];
  const { notes } = instance;
  for (const { what, source, against, atLeast } of SUBJECTS) {
    const subject = await source(instance);
    const same = elsewhere(subject(), against);
    const [bare, own] = [
      await openClients(instance.constants.fastify, CLIENTS),
      await openClients(instance.server.port, CLIENTS),
    ];
    const [constants = [], subjects = []] = await inTurns(pace.rounds, [
      withCpu(instance.server, () => saturate(bare, same, pace.seconds)),
      withCpu(instance.server, () => saturate(own, subject, pace.seconds)),
    ]);
    bare.close();
    own.close();
    const ratios = subjects.map((round, index) => speed(round) / speed(constants[index] ?? round));
    rows.push({ what: `constant for: ${what}`, notes, figures: medianFigures(constants) });
    rows.push(judged({ what, notes, figures: medianFigures(subjects) }, median(ratios), { atLeast }));
  }
  return rows;
}

/** What the client can do: where a constant comes near it, the client is what is measured. */
async function clientRow({ notes, constants }: Instance, { rounds, seconds }: Pace): Promise<Row> {
  const clients = await openClients(constants.http, CLIENTS);
  const [samples = []] = await inTurns(rounds, [() => saturate(clients, constant('/one'), seconds)]);
  clients.close();
  return { what: 'bare node:http, one memo', notes, figures: medianFigures(samples) };
}

function speed({ durations, seconds }: { durations: number[]; seconds: number }): number {
  return durations.length / seconds;
}
