import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newUser } from '../../../../test/support/records.ts';
import { temporaryFolder } from '../../../../test/support/command-line.ts';
import { openSqlite } from '../open.ts';

const MIB = 1024 * 1024;

test('the log is moved into the database while it is written to, and does not grow without end', async () => {
  const file = `${await temporaryFolder()}/store.db`;
  const store = await openSqlite(file);
  let written = 0;
  // 75 MiB in all; on its way it is moved and begun anew.
  for (let round = 0; round < 150; round++) {
    await Promise.all(
      Array.from({ length: 64 }, () =>
        store.transact((tx) =>
          tx.users.insert({ ...newUser(`user${written++}`), nickname: 'x'.repeat(8 * 1024) }),
        ),
      ),
    );
  }
  const log = statSync(`${file}-wal`).size;
  await store.close();
  const again = await openSqlite(file);
  expect(await again.read.users.count()).toBe(written);
  await again.close();
  expect(log).toBeLessThan(40 * MIB);
  expect(statSync(file).size).toBeGreaterThan(75 * MIB);
}, 60_000);
