import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createCorpus, wordAt } from './corpus.ts';
import { run, type Load, type Result } from './load.ts';
import type { Ready } from './server.ts';

const { values } = parseArgs({
  options: {
    notes: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '3' },
    database: { type: 'string' },
  },
});
const seconds = Number(values.seconds);

interface Measurement extends Omit<Load, 'seconds' | 'clients'> {
  name: string;
  clients?: number;
  /** The measurement that this one is compared with. */
  against?: string;
}

const server = startServer();
try {
  const ready = await readyOf(server);
  const results = new Map<string, Result>();
  console.log(`${values.notes} notes, ${seconds} s each\n`);
  console.log(row(['what', 'per second', 'p50 ms', 'p95 ms', 'ratio', 'to']));
  for (const measurement of measurements(ready)) {
    const result = await run({ clients: 16, ...measurement, seconds });
    results.set(measurement.name, result);
    const baseline = results.get(measurement.against ?? '');
    const ratio = baseline ? (result.perSecond / baseline.perSecond).toFixed(2) : '';
    console.log(
      row([
        measurement.name,
        result.perSecond.toFixed(0),
        result.p50.toFixed(2),
        result.p95.toFixed(2),
        ratio,
        measurement.against ?? '',
      ]),
    );
  }
} finally {
  server.disconnect();
  await once(server, 'exit');
}

function measurements({ url, baseline, token, memoId }: Ready): Measurement[] {
  const headers = { authorization: `Bearer ${token}` };
  const writing = { ...headers, 'content-type': 'application/json' };
  const corpus = createCorpus({ seed: 2 });
  let written = 0;
  const body = () => JSON.stringify({ content: corpus.note(written++) });
  const api = `${url}/api/v1`;
  return [
    { name: 'constant: one memo', url: `${baseline}/one` },
    { name: 'get memo', url: `${api}/memos/${memoId}`, headers, against: 'constant: one memo' },
    { name: 'constant: list of 20', url: `${baseline}/list` },
    { name: 'list of 20', url: `${api}/memos`, headers, against: 'constant: list of 20' },
    { name: 'list of 20, page 50', url: `${api}/memos?page=50`, headers, against: 'constant: list of 20' },
    { name: 'list of 20 by tag', url: `${api}/memos?tag=tag1`, headers, against: 'constant: list of 20' },
    { name: 'constant: 304', url: `${baseline}/empty` },
    {
      name: 'list of 20, unchanged',
      url: `${api}/memos`,
      headers: { ...headers, 'if-none-match': '*' },
      against: 'constant: 304',
    },
    {
      name: 'search, common word',
      url: `${api}/search?q=${wordAt(1)}`,
      headers,
      against: 'constant: list of 20',
    },
    {
      name: 'search, rare word',
      url: `${api}/search?q=${wordAt(15_000)}`,
      headers,
      against: 'constant: list of 20',
    },
    { name: 'create, 1 client', url: `${api}/memos`, method: 'POST', headers: writing, body, clients: 1 },
    {
      name: 'create, 64 clients',
      url: `${api}/memos`,
      method: 'POST',
      headers: writing,
      body,
      clients: 64,
      against: 'create, 1 client',
    },
  ];
}

function startServer(): ChildProcess {
  const file = fileURLToPath(new URL('server.ts', import.meta.url));
  return fork(file, [values.notes, ...(values.database === undefined ? [] : [values.database])]);
}

async function readyOf(child: ChildProcess): Promise<Ready> {
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('The server did not start'))),
  ]);
  return message as Ready;
}

function row(cells: string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(24) : cell.padStart(12))).join('');
}
