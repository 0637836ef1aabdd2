import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { expectAccessible, takePictures, useSite } from './support.ts';

const site = useSite({ vault: true });

test('the folder of the notes: how it is, where it lies for administrators, and what to do where it is gone', async () => {
  const ada = await site().account('ada');
  const ben = await site().account('ben');
  await ben.client.memos.create({ content: 'So that there is a folder' });
  const folderOf = (name: string) => join(dirname(site().instance.databaseUrl), 'notes', name);

  const { page } = await ada.page();
  await page.goto('/settings/folder');
  await page.getByText('Watched: what is saved there is taken in at once.').waitFor();
  expect(await page.getByRole('main').innerText()).toContain(folderOf('ada'));
  await expectAccessible(page);
  await takePictures(page, 'settings-folder');

  const his = (await ben.page()).page;
  await rename(folderOf('ben'), `${folderOf('ben')}-away`);
  await expect.poll(async () => (await ben.client.system.vault()).state).toBe('unavailable');
  await his.goto('/settings/folder');
  await his.getByText('The folder of your notes is not available: it is not there').waitFor();
  await his.getByText('known to its administrators').waitFor();
  expect(await his.getByRole('main').innerText()).not.toContain(dirname(folderOf('ben')));
  await expectAccessible(his);
  await takePictures(his, 'settings-folder-unavailable');
});
