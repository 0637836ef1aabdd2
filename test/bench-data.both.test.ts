import { expect, inject, test } from 'vitest';
import { writeNotes } from '../bench/data/bulk.ts';
import { createCorpus, USERS, type CorpusNote } from '../bench/data/corpus.ts';
import type { SignedIn } from '../src/domain/access.ts';
import { examine } from '../src/services/doctor/index.ts';
import { openDatabaseDump } from './support/database-dump.ts';
import { addNote, addUser, fakeRandom, openTestServices, type TestServices } from './support/services.ts';

const corpus = createCorpus({ seed: 3, notes: 80 });

test('the notes of the benchmark are what the service would have written', async () => {
  const [bulk, single] = [await openTestServices(), await openWithTurns()];
  await writeNotes({
    store: bulk.store,
    corpus,
    userIds: (await addUsers(bulk)).map(({ userId }) => userId),
    changesFrom: 0,
    progress() {},
  });
  const owners = await addUsers(single);
  for (let index = 0; index < corpus.notes; index++) await single.write(owners, corpus.note(index));

  expect(await rowsOf(bulk)).toEqual(await rowsOf(single));
  const findings = [];
  const patient = { store: bulk.store, data: 'nowhere', blobs: undefined };
  for await (const finding of examine(patient, { repair: false })) findings.push(finding);
  expect(findings).toEqual([]);
  await Promise.all([bulk.close(), single.close()]);
});

/** Services for which it is the time of the note that is written, and its uid the one drawn. */
async function openWithTurns() {
  let turn = corpus.note(0);
  const random = { ...fakeRandom(), uid: () => turn.uid };
  const opened = await openTestServices({ clock: () => turn.createdAt, random });
  return {
    ...opened,
    async write(owners: readonly SignedIn[], note: CorpusNote): Promise<void> {
      turn = note;
      const owner: SignedIn = { ...(owners[note.owner] as SignedIn), via: 'local', credentialId: null };
      await addNote(opened.services, owner, note.content, {
        visibility: note.visibility,
        pinned: note.pinned,
      });
    },
  };
}

async function addUsers(
  opened: TestServices | Awaited<ReturnType<typeof openWithTurns>>,
): Promise<SignedIn[]> {
  const users: SignedIn[] = [];
  for (let count = 0; count < USERS; count++) users.push(await addUser(opened, `user${count}`));
  return users;
}

/** All that was written, but for when the tables were made, and how SQLite's index lies on the disk: the doctor reads it. */
async function rowsOf({ url }: { url: string }): Promise<Record<string, string[]>> {
  const dump = await openDatabaseDump(url);
  const tables = Object.entries(await dump.read());
  await dump.close();
  const isOwn = (name: string): boolean =>
    name !== 'migrations' && (inject('engine') === 'postgres' || !name.startsWith('note_search'));
  return Object.fromEntries(
    tables.filter(([name]) => isOwn(name)).map(([name, rows]) => [name, rows.toSorted()]),
  );
}
