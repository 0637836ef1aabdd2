import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/support/command-line.ts';

/** In a process of its own, which ends when nothing keeps it alive. */
async function inProcess(work: string): Promise<string> {
  const folder = await temporaryFolder();
  const program = `
    import { openSqlite } from ${JSON.stringify(new URL('./open.ts', import.meta.url).href)};
    import { createReaderThreads } from ${JSON.stringify(new URL('./readers/reader-threads.ts', import.meta.url).href)};
    import { newUser } from ${JSON.stringify(new URL('../../../test/support/records.ts', import.meta.url).href)};
    const file = ${JSON.stringify(join(folder, 'store.db'))};
    const store = await openSqlite(file);
    ${work}
    console.log('closed');`;
  await writeFile(join(folder, 'program.mjs'), program);
  return execFileSync(process.execPath, [join(folder, 'program.mjs')], { encoding: 'utf8' });
}

test('whoever closes while the log is being moved waits for it', async () => {
  const work = `await store.transact(async (tx) => {
      for (let index = 0; index < 20_000; index++) await tx.users.insert(newUser('user' + index));
    });
    await store.close();`;
  expect(await inProcess(work)).toBe('closed\n');
});

test('whoever closes while something is read waits for it', async () => {
  const work = `const threads = createReaderThreads(file);
    const reading = threads.ask({ repository: 'users', method: 'count', args: [] });
    await threads.close();
    await reading;
    await store.close();`;
  expect(await inProcess(work)).toBe('closed\n');
});
