import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../../test/support/command-line.ts';
import { newUser, noteRecord } from '../../../../test/support/records.ts';
import { openSqlite } from '../open.ts';

const MIB = 1024 * 1024;

test('what a thread reads of a store that has grown is what was committed before it was asked', async () => {
  const store = await openSqlite(`${await temporaryFolder()}/store.db`);
  await store.transact((tx) => tx.users.insert({ ...newUser('ada'), nickname: 'x'.repeat(5 * MIB) }));
  const match = {
    all: [{ any: [{ in: 'text' as const, tokens: ['word'], prefix: false }] }],
    none: [],
    isRebuilding: false,
  };
  const everywhere = { from: 0, to: Number.MAX_SAFE_INTEGER };
  for (let id = 1; id <= 5; id++) {
    await store.transact((tx) => tx.notes.insert(noteRecord({ id, content: 'a word', tagged: ['a'] })));
    expect((await store.read.search.newest(match, everywhere, 10)).positions).toHaveLength(id);
    expect((await store.read.notes.graph(1)).nodes).toHaveLength(id);
    expect(await store.read.tags.usage(1)).toHaveLength(1);
  }
  await store.close();
});
