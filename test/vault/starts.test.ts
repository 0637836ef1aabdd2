import { cp, mkdir, readdir, rename, rm, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { restoreBackup } from '../../src/services/backup/restore.ts';
import { saveBackup } from '../../src/services/backup/save.ts';
import { createApp, type App } from '../../src/app.ts';
import { examine } from '../../src/services/doctor/index.ts';
import { openStore } from '../../src/store/open.ts';
import { TEST_CONFIG } from '../support/instance.ts';
import { startVault, type VaultInstance } from '../support/vault.ts';

const NAME = '64214a1d.md';

async function expectAgreement(vault: VaultInstance): Promise<void> {
  const shown = [...(await vault.notes()), ...(await vault.notes('ARCHIVED'))];
  expect(new Map(shown.map(([name, { content }]) => [name, content] as const).toSorted())).toEqual(
    new Map([...(await vault.files())].toSorted()),
  );
}

test('the first start with a vault writes all notes but the trash, and overwrites nothing', async () => {
  const vault = await startVault({ vault: false });
  const { notes } = vault.app.services;
  const [normal, archived, trashed, taken] = [
    await vault.create('normal'),
    await vault.create('archived'),
    await vault.create('trashed'),
    await vault.create('in the database'),
  ];
  await notes.update(vault.user, archived, { status: 'ARCHIVED' });
  await notes.remove(vault.user, trashed);
  await vault.restart({ vault: true });
  expect((await vault.files()).size).toBe(3);
  await vault.restart({ vault: false });
  await rm(vault.folder, { recursive: true });
  await vault.store.transact((tx) => tx.vaultFiles.forgetFolder(vault.user.userId));
  await mkdir(vault.folder);
  await writeFile(vault.path(taken.filename), 'in the folder');
  await vault.restart({ vault: true });
  expect(await vault.files()).toEqual(
    new Map([
      [normal.filename, 'normal'],
      [archived.filename, 'archived'],
      [taken.filename, 'in the folder'],
    ]),
  );
  await expectAgreement(vault);
  const versions = await vault.store.read.notes.versions(taken.id);
  expect(versions.map(({ content }) => content)).toEqual(['in the database']);
});

test('what happened in the folder while no server ran', async () => {
  const vault = await startVault();
  const [edited, removed, renamed] = [
    await vault.create('one'),
    await vault.create('two'),
    await vault.create('three'),
  ];
  await vault.app.close();
  await writeFile(vault.path(edited.filename), 'one, edited');
  await unlink(vault.path(removed.filename));
  await writeFile(vault.path(NAME), 'three');
  await unlink(vault.path(renamed.filename));
  await writeFile(vault.path('64214a1e.md'), 'four');
  await vault.restart();
  const notes = await vault.notes();
  expect(notes.get(edited.filename)).toMatchObject({ id: edited.id, content: 'one, edited' });
  expect(notes.get(NAME)).toMatchObject({ id: renamed.id, content: 'three' });
  expect(notes.get('64214a1e.md')).toMatchObject({ content: 'four' });
  expect([...(await vault.notes('TRASHED')).keys()]).toEqual([removed.filename]);
  await expectAgreement(vault);
});

test('what happened in the store while it had no vault', async () => {
  const vault = await startVault();
  const { id, filename } = await vault.create('one');
  const [trashed, gone, both] = [
    await vault.create('two'),
    await vault.create('three'),
    await vault.create('four'),
  ];
  await vault.restart({ vault: false });
  const { notes } = vault.app.services;
  await notes.update(vault.user, { id }, { content: 'one, edited' });
  await notes.update(vault.user, both, { content: 'four, in the store' });
  await writeFile(vault.path(both.filename), 'four, in the folder');
  await notes.remove(vault.user, trashed);
  await notes.remove(vault.user, gone);
  const added = await vault.create('five');
  await vault.restart({ vault: true });
  expect(await vault.files()).toEqual(
    new Map([
      [filename, 'one, edited'],
      [both.filename, 'four, in the folder'],
      [added.filename, 'five'],
    ]),
  );
  await expectAgreement(vault);
  const versions = (await vault.store.read.notes.versions(both.id)).map(({ content }) => content);
  expect(versions).toEqual(['four, in the store', 'four']);
});

test('a lost database comes back from the folder: content, creation, edit', async () => {
  const vault = await startVault();
  await writeFile(vault.path(NAME), 'one');
  await utimes(vault.path(NAME), 1_690_000_000, 1_690_000_000);
  await vault.create('two');
  await vault.shows(NAME, 'one');
  const files = await vault.files();
  const second = await startVault(
    {},
    {
      before: async (data) => {
        await cp(vault.folder, join(data, 'notes', 'ada'), { recursive: true, preserveTimestamps: true });
      },
    },
  );
  expect(await second.files()).toEqual(files);
  await expectAgreement(second);
  expect((await second.notes()).get(NAME)).toMatchObject({
    createdAt: 0x64214a1d * 1000,
    updatedAt: 1_690_000_000_000,
    editedAt: 1_690_000_000_000,
  });
});

test('a backup that is restored elsewhere writes the files again, and trashes nothing', async () => {
  const vault = await startVault();
  const [one] = [await vault.create('one'), await vault.create('two')];
  const archive = join(vault.data, 'notes.tar');
  const place = { data: vault.data, database: join(vault.data, 'commonplace.db'), blobs: undefined };
  await saveBackup(place, archive, '1.2.3');
  const data = join(vault.data, 'elsewhere');
  await restoreBackup(archive, data);
  await vault.restart({ data, database: join(data, 'commonplace.db') });
  expect((await readdir(join(data, 'notes', 'ada'))).length).toBe(2);
  expect(await vault.notes('TRASHED')).toEqual(new Map());
  expect((await vault.notes()).get(one.filename)?.id).toBe(one.id);
});

test('with two processes, one watches, and the other takes over when it ends', async () => {
  const vault = await startVault();
  const other = await anotherProcess(vault);
  try {
    await other.services.notes.create(vault.user, { content: 'by the other' });
    await expectAgreement(vault);
    await vault.app.close();
    await writeFile(vault.path(NAME), 'after the first has ended');
    const reader = await openStore(join(vault.data, 'commonplace.db'));
    await vault.until(
      () => reader.read.vaultFiles.noteNamed(vault.user.userId, NAME),
      (id) => id !== undefined,
    );
    await reader.close();
  } finally {
    await other.close();
  }
});

test('without a vault there is no folder', async () => {
  const vault = await startVault({ vault: false });
  await vault.create('one');
  expect(await readdir(vault.data)).not.toContain('notes');
});

test('two processes write the same notes at once', async () => {
  const vault = await startVault();
  const other = await anotherProcess(vault);
  try {
    const notes = await Promise.all([1, 2, 3].map((number) => vault.create(`note ${number}`)));
    const apps = [vault.app, other];
    await Promise.all(
      apps.map(async ({ services }, process) => {
        for (let count = 0; count < 10; count++) {
          for (const note of notes) {
            await services.notes.update(vault.user, note, { content: `edit ${count} of process ${process}` });
          }
          await services.notes.create(vault.user, { content: `new ${count} of process ${process}` });
        }
      }),
    );
    await expectAgreement(vault);
    expect((await vault.files()).size).toBe(23);
    for (const { id } of notes) expect(await vault.store.read.notes.versions(id)).toHaveLength(20);
  } finally {
    await other.close();
  }
});

test('the doctor finds where folder and store differ, and lets go of a folder that is gone', async () => {
  const vault = await startVault();
  const [edited, removed] = [await vault.create('one'), await vault.create('two')];
  await vault.restart({ vault: false });
  const findings = async (repair = false) => {
    const found = [];
    for await (const finding of examine(
      { store: vault.store, data: vault.data, blobs: undefined },
      { repair },
    )) {
      found.push(`${finding.where.replace(vault.folder, '')} ${finding.problem}`);
    }
    return found.toSorted();
  };
  expect(await findings()).toEqual([]);
  await writeFile(vault.path(edited.filename), 'one, edited');
  await unlink(vault.path(removed.filename));
  await writeFile(vault.path(NAME), 'three');
  expect(await findings()).toEqual(
    [
      `/${edited.filename} has changed since it was last read`,
      `/${removed.filename} is missing`,
      `/${NAME} is no note yet`,
    ].toSorted(),
  );
  await rename(vault.folder, `${vault.folder}-away`);
  expect(await findings(true)).toEqual([' is not there']);
  expect(await findings()).toEqual([]);
  await vault.restart({ vault: true });
  expect([...(await vault.files()).values()].toSorted()).toEqual(['one', 'two']);
});

/** Another server over the same data; as another process would, it knows nothing of the first one. */
function anotherProcess({ data }: VaultInstance): Promise<App> {
  return createApp({ ...TEST_CONFIG, vault: true, data, database: join(data, 'commonplace.db') });
}
