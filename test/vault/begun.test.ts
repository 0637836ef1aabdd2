import { mkdir, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { beginFolder } from '../../src/services/vault/begin.ts';
import { TEST_CONFIG } from '../support/instance.ts';
import { NEWEST_FIRST } from '../support/services.ts';
import { startVault, type VaultInstance } from '../support/vault.ts';

const NAME = '64214a1d.md';

/** Begins with the folder, and goes on with the server when `meanwhile` is over. */
async function startBegun(vault: VaultInstance, meanwhile: () => Promise<void>) {
  const { data, folder } = vault;
  const database = join(data, 'commonplace.db');
  await vault.app.close();
  const begun = beginFolder(folder, database);
  // Requests are answered one after the other: the folder has been listed.
  await begun?.comparer.unwritten(vault.user.userId);
  await meanwhile();
  const app = await createApp({ ...TEST_CONFIG, vault: true, data, database }, { begun });
  onTestFinished(() => app.close());
  await app.vaultSettled();
  return async (status: 'NORMAL' | 'TRASHED' = 'NORMAL') => {
    const query = { ...NEWEST_FIRST, status, ownerId: vault.user.userId };
    const page = await app.services.notes.list(vault.user, query);
    return page.items.map(({ content }) => content).toSorted();
  };
}

test('what happens while a server is loaded, after its folder was listed, shows', async () => {
  const vault = await startVault();
  const [edited, removed] = [await vault.create('one'), await vault.create('two')];
  const shown = await startBegun(vault, async () => {
    await writeFile(vault.path(edited.filename), 'one, edited');
    await unlink(vault.path(removed.filename));
    await writeFile(vault.path(NAME), 'three');
  });
  await vault.until(shown, (contents) => contents.join() === 'one, edited,three');
  expect(await shown('TRASHED')).toEqual(['two']);
});

test('a listing of a folder that is another one by now is not believed', async () => {
  const vault = await startVault();
  await vault.create('one');
  const shown = await startBegun(vault, async () => {
    await rename(vault.folder, `${vault.folder}.elsewhere`);
    await mkdir(vault.folder);
    await writeFile(vault.path(NAME), 'two');
  });
  expect(await shown()).toEqual(['one', 'two']);
  expect([...(await vault.files()).values()].toSorted()).toEqual(['one', 'two']);
});
