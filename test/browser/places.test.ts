import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { TAKEN_OVER, useSite } from './support.ts';

const site = useSite();
let count = 0;
const scrolled = (page: Page) => page.evaluate<number>('window.scrollY');

async function withNotes(many = 30) {
  const ada = await site().account(`user${++count}`);
  for (let index = 0; index < many; index++)
    await ada.client.memos.create({ content: `Note ${index}\n\nwith a second paragraph` });
  return { ada, ...(await ada.page()) };
}

/** Keys without a field in which they are letters. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  await page.evaluate('document.activeElement.blur()');
  for (const key of keys) await page.keyboard.press(key);
}

test('back leads to the top of a list where one was there last', async () => {
  const { page } = await withNotes();
  await page.goto('/');
  await page.locator(TAKEN_OVER).waitFor();
  await page.evaluate('window.scrollTo(0, 1500)');
  await expect.poll(() => scrolled(page)).toBe(1500);
  await press(page, 'g', 's');
  await page.getByRole('heading', { name: 'Spaces' }).first().waitFor();
  await press(page, 'g', 't');
  await page.getByRole('article', { name: 'Note 29' }).getByRole('link').first().click();
  await page.getByRole('button', { name: /^Edit/ }).filter({ visible: true }).waitFor();
  await page.goBack();
  await page.getByRole('article', { name: 'Note 29' }).waitFor();
  expect(await scrolled(page)).toBe(0);
});

test('a list and a note that are loaded again stand where they stood', async () => {
  const { ada, page } = await withNotes();
  await page.goto('/');
  await page.locator(TAKEN_OVER).waitFor();
  await page.evaluate('window.scrollTo(0, 1500)');
  await expect.poll(() => scrolled(page)).toBe(1500);
  await page.reload();
  await page.locator(TAKEN_OVER).waitFor();
  await expect.poll(async () => Math.abs((await scrolled(page)) - 1500)).toBeLessThan(5);

  const lines = Array.from({ length: 60 }, (_, index) => `Paragraph ${index}`).join('\n\n');
  const { id } = await ada.client.memos.create({ content: lines });
  await page.goto(`/n/${id}`);
  await page.getByText('Paragraph 59').waitFor();
  expect(await scrolled(page)).toBe(0);
  await page.evaluate('window.scrollTo(0, 900)');
  await expect.poll(() => scrolled(page)).toBe(900);
  await page.reload();
  await expect.poll(() => scrolled(page)).toBe(900);
});

test('a page that is left for one on its way takes one back by nothing, and its keys do nothing', async () => {
  const { ada, page } = await withNotes(3);
  const gate = Promise.withResolvers<void>();
  await page.route('**/*.js', async (route) => {
    if (/library|graph/.test(route.request().url())) await gate.promise;
    await route.continue();
  });
  await page.goto('/search');
  await page.getByRole('searchbox', { name: 'Search' }).fill('paragraph');
  await page.getByRole('link', { name: 'Library' }).first().click();
  await page.waitForURL('**/library');
  // Longer than what is written rests before it is searched for.
  await page.evaluate('new Promise((resolve) => setTimeout(resolve, 400))');
  expect(new URL(page.url()).pathname).toBe('/library');

  await page.goto('/');
  await page.getByRole('article', { name: 'Note 2' }).waitFor();
  await page.locator(TAKEN_OVER).waitFor();
  await press(page, 'j');
  await page.locator('[data-current]').waitFor();
  await press(page, 'g', 'g');
  await page.waitForURL('**/graph');
  await page.keyboard.press('#');
  gate.resolve();
  await page.getByRole('heading', { name: 'Graph' }).waitFor();
  expect((await ada.client.memos.list()).data).toHaveLength(3);
});
