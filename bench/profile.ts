import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDataSet } from './data/data-set.ts';
import { openClients, saturate } from './load/clients.ts';
import { selfTimes, type CpuProfile } from './report/self-times.ts';
import * as constants from './rows/against-constant.ts';
import * as growth from './rows/growth.ts';
import { startInstance } from './rows/instance.ts';
import { ROOT } from './server/bundle.ts';
import { moveToClientCore } from './server/cores.ts';

/** Where the time of one row goes: `node scripts/run.mjs bench/profile.ts --row "get memo, one id"`. */
const { values } = parseArgs({
  options: {
    row: { type: 'string', default: '' },
    notes: { type: 'string', default: '10000' },
    clients: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '5' },
    cache: { type: 'string', default: join(tmpdir(), 'commonplace-bench') },
  },
});
const TOP = 25;
const rows = [...constants.SUBJECTS, ...growth.SUBJECTS];
const row = values.row === '' ? undefined : rows.find(({ what }) => what.includes(values.row));

if (!row) {
  console.log(`Give --row one of these, or a part of it:\n${rows.map(({ what }) => `  ${what}`).join('\n')}`);
  process.exitCode = 1;
} else {
  const dataSet = await openDataSet({ cache: values.cache, postgres: undefined }, Number(values.notes));
  // From its sources, so that functions are named by their files.
  const program = join(ROOT, 'src/main.ts');
  const instance = await startInstance(dataSet, { program });
  moveToClientCore();
  const clients = await openClients(instance.server.port, Number(values.clients));
  const source = await row.source(instance);
  await saturate(clients, source, 1);
  await instance.server.ask({ ask: 'profile' });
  const sample = await saturate(clients, source, Number(values.seconds));
  const file = join(dataSet.folder, 'server.cpuprofile');
  await instance.server.ask({ ask: 'profiled', file });
  const profile = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
  clients.close();
  await instance.stop();
  await dataSet.remove();
  console.log(`${row.what}: ${Math.round(sample.durations.length / sample.seconds)} a second, profiled\n`);
  for (const { name, place, share } of selfTimes(profile, ROOT).slice(0, TOP)) {
    console.log(`${(share * 100).toFixed(1).padStart(5)} %  ${name.padEnd(32)}  ${place}`);
  }
}
