import { expect, test } from 'vitest';
import { takePictures, useSite } from './support.ts';

const site = useSite();

test('wherever a note is named, its title is shown as it is read, without the marks of Markdown', async () => {
  const ada = await site().account('ada');
  const vec = await ada.client.memos.create({ content: '# The `Vec` type\n\nGrows by itself.' });
  await ada.client.memos.create({ content: `- [ ] buy **oat** milk\n\nSee [it](${vec.filename}).` });
  await ada.client.memos.create({
    content: `**Bold** [beginnings](${vec.filename})\n\n[as here](${vec.filename})`,
  });
  const { page } = await ada.page();

  await page.goto('/notes');
  await page.getByRole('link', { name: 'buy oat milk' }).waitFor();
  expect(await page.locator('[data-entry] .truncate').allInnerTexts()).toEqual([
    'Bold beginnings',
    'buy oat milk',
    'The Vec type',
  ]);
  await takePictures(page, 'titles-index');
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.goto(`/n/${vec.id}`);
  await page.getByRole('article', { name: 'The Vec type' }).waitFor();
  await expect.poll(() => page.title()).toBe('The Vec type · Commonplace');
  await page.locator('.note-side').getByRole('link', { name: 'buy oat milk' }).waitFor();
  await page.locator('.note-side').getByRole('link', { name: 'Bold beginnings' }).waitFor();

  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'The Vec type' }).waitFor();
  await page.getByRole('combobox', { name: 'Search everywhere' }).pressSequentially('oat');
  await page.getByRole('option', { name: 'buy oat milk' }).waitFor();
  await page.keyboard.press('Escape');

  await page.goto('/search?q=milk');
  const result = page.getByRole('article', { name: 'buy oat milk' });
  await result.waitFor();
  expect(await result.getByRole('heading').innerText()).toBe('buy oat milk');

  await page.goto('/graph');
  await page.getByRole('combobox', { name: 'Find a note' }).fill('vec type');
  await page.getByRole('option', { name: 'The Vec type' }).click();
  const card = page.getByRole('region', { name: 'The Vec type' });
  expect((await card.getByRole('listitem').allInnerTexts()).toSorted()).toEqual([
    'Bold beginnings',
    'buy oat milk',
  ]);
});
