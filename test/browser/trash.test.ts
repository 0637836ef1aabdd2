import { expect, test } from 'vitest';
import { expectAccessible, takePictures, useSite, type Visitor } from './support.ts';

const site = useSite();
let count = 0;
const someone = () => site().account(`user${++count}`);

async function write({ client }: Visitor, rowStatus: 'ARCHIVED' | 'TRASHED', contents: string[]) {
  for (const content of contents) {
    const { id } = await client.memos.create({ content });
    await client.memos.update(id, { rowStatus });
  }
}
const inTrash = async ({ client }: Visitor) =>
  (await client.memos.list({ rowStatus: 'TRASHED', limit: 100 })).data.map(({ title }) => title);

test('what is archived is restored, and goes back by undo', async () => {
  const ada = await someone();
  const { page } = await ada.page();
  await page.goto('/archive');
  await page.getByText('The archive is empty').waitFor();
  await takePictures(page, 'archive-empty');
  await page.setViewportSize({ width: 1440, height: 900 });
  await write(ada, 'ARCHIVED', ['The paper is ordered #binding', 'Boards are cut #binding']);
  const note = page.getByRole('article', { name: 'The paper is ordered' });
  await note.waitFor();
  await expectAccessible(page);
  await takePictures(page, 'archive');
  await page.setViewportSize({ width: 1440, height: 900 });
  await note.hover();
  await note.getByRole('button', { name: 'Restore' }).click();
  await note.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await note.waitFor();
  await expect.poll(async () => (await ada.client.memos.list({ rowStatus: 'ARCHIVED' })).data.length).toBe(2);
});

test('what is in the trash says how long, is restored, and is removed for good only after a question', async () => {
  const ada = await someone();
  await write(ada, 'TRASHED', ['Not so fast', 'Not this one either', 'Rubbish #old']);
  const { page } = await ada.page();
  await page.goto('/trash');
  const note = page.getByRole('article', { name: 'Rubbish' });
  await note.getByText(/^Here since .+\. Gone for good on .+, in 30 days\.$/).waitFor();
  await expectAccessible(page);
  await takePictures(page, 'trash');
  await page.setViewportSize({ width: 1440, height: 900 });
  const kept = page.getByRole('article', { name: 'Not so fast' });
  await kept.hover();
  await kept.getByRole('button', { name: 'Restore' }).click();
  await kept.waitFor({ state: 'detached' });
  await expect.poll(async () => (await inTrash(ada)).length).toBe(2);

  const removeRubbish = async () => {
    await note.hover();
    await note.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Remove for good' }).click();
  };
  await removeRubbish();
  const question = page.getByRole('dialog', { name: /Remove .* for good/ });
  await expectAccessible(page);
  await takePictures(page, 'removal');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect(await inTrash(ada)).toHaveLength(2);
  await removeRubbish();
  await question.getByRole('button', { name: 'Remove for good' }).click();
  await note.waitFor({ state: 'detached' });
  await expect.poll(() => inTrash(ada)).toEqual(['Not this one either']);
});

test('the trash is emptied in the background, can be stopped, and keeps what is thrown away meanwhile', async () => {
  const ada = await someone();
  await write(
    ada,
    'TRASHED',
    Array.from({ length: 12 }, (_, at) => `Rubbish ${at}`),
  );
  const { page, context } = await ada.page();
  let removals = 0;
  let goOn = Promise.withResolvers<void>();
  await context.route('**/api/v1/memos/*?force=true', async (route) => {
    if (++removals === 4) await goOn.promise;
    await route.continue();
  });
  await page.goto('/trash');
  const empty = async () => {
    await page.getByRole('main').getByRole('button', { name: 'Empty the trash' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Empty the trash' }).click();
  };
  await empty();
  await page.getByText('3 of 12 removed').waitFor();
  await takePictures(page, 'trash-emptying');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('link', { name: 'Archive' }).click();
  await page.getByRole('link', { name: 'Trash' }).click();
  await page.getByText('3 of 12 removed').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  goOn.resolve();
  await page.getByText('4 notes removed for good.').waitFor();
  expect(await inTrash(ada)).toHaveLength(8);

  removals = 0;
  goOn = Promise.withResolvers();
  await empty();
  await page.getByText('3 of 8 removed').waitFor();
  await write(ada, 'TRASHED', ['Thrown away later']);
  goOn.resolve();
  await page.getByText('8 notes removed for good.').waitFor();
  expect(await inTrash(ada)).toEqual(['Thrown away later']);
});
