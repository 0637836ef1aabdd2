import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from './open.ts';
import { openVaultQueries } from './vault-queries.ts';

test('an owner of few files and one of most of them are told of their own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'commonplace-'));
  const database = join(folder, 'commonplace.db');
  const store = await openStore(database);
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const file = { hash: 'abc', hasBom: false, editedAt: 1, problem: null };
  await store.transact(async (tx) => {
    for (let noteId = 1; noteId <= 20; noteId++) {
      const ownerId = noteId === 1 ? 1 : 2;
      const stamp = noteId === 3 ? null : `stamp ${noteId}`;
      await tx.vaultFiles.put({ ...file, noteId, ownerId, filename: `${noteId}.md`, stamp });
    }
  });
  const queries = openVaultQueries(database);
  expect([...queries.stamps(1)]).toEqual([['1.md', 'stamp 1', null]]);
  const rest = [...queries.stamps(2)].map(([, stamp]) => stamp);
  expect(rest).toHaveLength(18);
  expect(rest).not.toContain('stamp 1');
  expect(queries.orphans(1)).toEqual([1]);
  expect(queries.behind(2)).toEqual([]);
  queries.close();
});
