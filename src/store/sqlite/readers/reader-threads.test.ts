import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../../test/support/command-line.ts';
import { openSqlite } from '../open.ts';
import { createReaderThreads } from './reader-threads.ts';

test('a thread that has nothing to do ends, and the next call starts another', async () => {
  const file = `${await temporaryFolder()}/store.db`;
  await (await openSqlite(file)).close();
  const started: Worker[] = [];
  const onWorker = (worker: Worker): unknown => started.push(worker);
  process.on('worker', onWorker);
  const threads = createReaderThreads(file, 1);
  const call = { repository: 'tags', method: 'usage', args: [1] };
  expect(await threads.ask(call)).toEqual([]);
  await once(started[0]!, 'exit');
  expect(await threads.ask(call)).toEqual([]);
  expect(started).toHaveLength(2);
  await threads.close();
  process.off('worker', onWorker);
});
