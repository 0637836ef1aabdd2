import { openClients, saturate, type Clients, type Sample } from '../load/clients.ts';
import { medianFigures } from '../load/statistics.ts';
import { format, judged, type Row } from '../report/row.ts';
import type { Instance } from './instance.ts';
import { inTurns, withCpu, type Pace } from './rounds.ts';
import * as sources from './sources.ts';

interface Subject {
  what: string;
  source: sources.MakeSource;
  /** From the smallest store to the largest, medians and 95th percentiles. */
  times: number;
  /** Milliseconds. */
  p95?: number;
}

export const SUBJECTS: readonly Subject[] = [
  { what: 'get memo, random ids', source: sources.randomMemo, times: 1.5 },
  { what: 'list, first page', source: sources.firstPage, times: 1.5 },
  { what: 'list, deep page by token', source: sources.deepPage, times: 1.5 },
  { what: 'list, page 80 to 120', source: sources.laterPage, times: 1.5 },
  { what: 'list by tag, common', source: sources.commonTag, times: 1.5 },
  { what: 'list by tag, rare', source: sources.rareTag, times: 1.5 },
  { what: 'search, newest first: is:pinned', source: sources.searchPinned, times: 1.5 },
  { what: 'search, newest first: tag:', source: sources.searchTag, times: 1.5 },
  { what: 'search, very common word', source: sources.searchCommon, times: 3, p95: 10 },
  { what: 'search, middling word', source: sources.searchMiddling, times: 3, p95: 10 },
  { what: 'search, rare word', source: sources.searchRare, times: 3, p95: 10 },
  { what: 'search, two words', source: sources.searchTwo, times: 3, p95: 10 },
  { what: 'search, two Chinese characters', source: sources.searchHan, times: 3, p95: 10 },
  { what: 'create', source: sources.createMemo, times: 1.5 },
  { what: 'update', source: sources.updateMemo, times: 1.5 },
];

/** What one client waits for an answer, with stores of different sizes. @param instances smallest first */
export async function growth(
  { what, source, times, p95 }: Subject,
  instances: readonly Instance[],
  pace: Pace,
): Promise<Row[]> {
  const measures: (() => Promise<Sample>)[] = [];
  const clients: Clients[] = [];
  for (const instance of instances) {
    const requests = await source(instance);
    const one = await openClients(instance.server.port, 1);
    clients.push(one);
    measures.push(withCpu(instance.server, () => saturate(one, requests, pace.seconds / 2)));
  }
  const figures = (await inTurns(pace.rounds, measures)).map(medianFigures);
  for (const client of clients) client.close();

  const rows: Row[] = instances.map(({ notes }, index) => {
    const row = { what, notes, figures: figures[index] };
    return p95 === undefined ? row : judged(row, row.figures?.p95 ?? 0, { atMost: p95 }, ' ms p95');
  });
  const [first, last] = [figures[0], figures.at(-1)];
  if (!first || !last || first === last) return rows;
  const ratios = [last.p50 / first.p50, last.p95 / first.p95];
  rows.push({
    what: `${what}: growth`,
    notes: '',
    measured: `${ratios.map(format).join(' and ')} times`,
    target: `<= ${times} times`,
    passed: ratios.every((ratio) => ratio <= times),
  });
  return rows;
}
