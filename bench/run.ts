import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDataSet, type DataSet } from './data/data-set.ts';
import { describeMachine } from './report/machine.ts';
import { writePage } from './report/page.ts';
import type { Row } from './report/row.ts';
import { headLine, markdownTable, rowLine } from './report/table.ts';
import { againstConstant } from './rows/against-constant.ts';
import { growth, SUBJECTS as GROWTH } from './rows/growth.ts';
import { startInstance, type Instance } from './rows/instance.ts';
import { loopDelay, memory, timeToReady } from './rows/process.ts';
import { manyWriters, readsAmongWrites } from './rows/writes.ts';
import { makeBundle } from './server/bundle.ts';
import { moveToClientCore } from './server/cores.ts';

/** Measures this store: `npm run bench`, or `npm run bench -- --sizes 10000`. docs/performance.md says what it means. */
const { values } = parseArgs({
  options: {
    /** Default: three sizes on SQLite, the smallest on PostgreSQL. */
    sizes: { type: 'string' },
    /** Of one round. */
    seconds: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
    /** Where data sets are kept. */
    cache: { type: 'string', default: join(tmpdir(), 'commonplace-bench') },
    /** postgres://…; its user makes and drops databases of its own. */
    database: { type: 'string' },
    /** Handed to the server. */
    workers: { type: 'string' },
    /** Where the table goes; by itself that of a whole run goes to docs/performance.md. */
    page: { type: 'string' },
  },
});
const engine = values.database === undefined ? 'SQLite' : 'PostgreSQL';
const sizes = (values.sizes ?? (engine === 'SQLite' ? '10000,100000,1000000' : '10000'))
  .split(',')
  .map(Number)
  .toSorted((a, b) => a - b);
const pace = { seconds: Number(values.seconds), rounds: Number(values.rounds) };
const isWhole = values.sizes === undefined && values.workers === undefined;
const page = values.page ?? (isWhole ? 'docs/performance.md' : undefined);
const bundle = makeBundle();
const start = {
  program: bundle.program,
  workers: values.workers === undefined ? undefined : Number(values.workers),
};

const rows: Row[] = [];
const dataSets: DataSet[] = [];
const instances: Instance[] = [];
try {
  for (const notes of sizes)
    dataSets.push(await openDataSet({ cache: values.cache, postgres: values.database }, notes));
  const machine = describeMachine(['npm run bench', ...given()].join(' '), start.workers);
  console.log(
    `\n${machine.join('\n')}\n${engine}, ${pace.rounds} rounds of ${pace.seconds} s\n\n${headLine()}`,
  );
  moveToClientCore();
  await measure();
  const failed = rows.filter((row) => row.passed === false).length;
  console.log(`\n${rows.filter((row) => row.passed).length} targets reached, ${failed} missed`);
  const list = machine.map((fact) => `- ${fact}`).join('\n');
  if (page !== undefined) await writePage(page, engine, `## ${engine}\n\n${list}\n\n${markdownTable(rows)}`);
} finally {
  await Promise.all(instances.map((instance) => instance.stop()));
  for (const dataSet of dataSets) await dataSet.remove();
  bundle.remove();
}

async function measure(): Promise<void> {
  for (const dataSet of dataSets)
    await attempt('start until ready', async () => [await timeToReady(dataSet, start)]);
  for (const dataSet of dataSets) instances.push(await startInstance(dataSet, start));
  for (const instance of instances) await attempt('hot reads', () => againstConstant(instance, pace));
  for (const subject of GROWTH) await attempt(subject.what, () => growth(subject, instances, pace));
  for (const instance of instances) {
    await attempt('creates of many', () => manyWriters(instance, pace));
    await attempt('reads among writes', () => readsAmongWrites(instance, pace));
    await attempt('event loop', async () => [await loopDelay(instance, pace)]);
    await attempt('memory', async () => [await memory(instance)]);
  }
}

/** What cannot be measured is told, and the rest goes on. */
async function attempt(what: string, measurement: () => Promise<Row[]>): Promise<void> {
  const more = await measurement().catch((error: unknown): Row[] => {
    process.exitCode = 1;
    return [{ what, notes: '', measured: `error: ${(error as Error).message}` }];
  });
  rows.push(...more);
  for (const row of more) console.log(rowLine(row));
}

function given(): string[] {
  const { sizes: asked, workers, database } = values;
  const flags = [
    asked && `--sizes ${asked}`,
    workers && `--workers ${workers}`,
    database && '--database postgres://…',
  ];
  const all = flags.filter((flag) => flag !== undefined);
  return all.length === 0 ? [] : ['--', ...all];
}
