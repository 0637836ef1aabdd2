import type { BrowserContext } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, takePictures, useSite } from './support.ts';

const site = useSite();
let count = 0;
const someone = () => site().account(`user${++count}`);
const isMissing = (problem: string): boolean => /ERR_FAILED|fetch dynamically|preload/.test(problem);

/** As after the server has become a newer one: what an old page is made of is no longer there. @returns what brings it back */
async function lose(context: BrowserContext, name: string): Promise<() => Promise<void>> {
  const address = `**/assets/${name}-*.js`;
  await context.route(address, (route) => route.abort());
  return () => context.unroute(address);
}

test('a page whose script does not come says so, leaves all else as it is, and can be loaded again', async () => {
  const ada = await someone();
  await ada.client.memos.create({ content: 'Still here' });
  const { page, context, problems } = await ada.page();
  const bringBack = await lose(context, 'graph');
  await page.goto('/');
  await page.getByRole('article', { name: 'Still here' }).waitFor();
  await page.getByRole('textbox', { name: 'Write a note' }).blur();
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  await page.getByText('Something went wrong here.').waitFor();
  await takePictures(page, 'missing-script');
  await expectAccessible(page);
  // All other pages are where they were.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('link', { name: 'Timeline' }).first().click();
  await page.getByRole('article', { name: 'Still here' }).waitFor();
  await page.goBack();
  await bringBack();
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await page.getByRole('heading', { name: 'Graph' }).waitFor();
  expect(problems.splice(0).filter((problem) => !isMissing(problem))).toEqual([]);
});

test('without what notes are drawn with, one can write; without the editor, one can read', async () => {
  const ada = await someone();
  const { id } = await ada.client.memos.create({ content: 'Still here' });
  const { page, context, problems } = await ada.page();
  const bringBack = await lose(context, 'renderer');
  await page.goto('/');
  await page.getByText('Something went wrong here.').waitFor();
  const box = page.getByRole('textbox', { name: 'Write a note' });
  await box.fill('Written all the same');
  await box.press('Control+Enter');
  await expect.poll(async () => (await ada.client.memos.list()).data.length).toBe(2);
  await bringBack();
  await lose(context, 'writing-pane');
  await page.goto(`/n/${id}`);
  await page.getByText('Still here').waitFor();
  await page.keyboard.press('e');
  await page.getByText('Something went wrong here.').waitFor();
  await page.getByText('Still here').waitFor();
  expect(problems.splice(0).filter((problem) => !isMissing(problem))).toEqual([]);
});
