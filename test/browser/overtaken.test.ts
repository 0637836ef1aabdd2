import type { Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { useSite } from './support.ts';

const site = useSite();
let count = 0;
const someone = () => site().account(`user${++count}`);

test('what happens while a list is under way is in it, though the answer does not know of it', async () => {
  const ada = await someone();
  const { id } = await ada.client.memos.create({ content: 'Changed meanwhile' });
  const { page } = await ada.page();
  const first = async (route: Route) => {
    const answer = await route.fetch();
    // The counts of tags are asked for once the events are told.
    const told = page.waitForRequest('**/api/v1/tags*');
    await ada.client.memos.create({ content: 'Written meanwhile' });
    await ada.client.memos.update(id, { content: 'Changed by now' });
    await told;
    await route.fulfill({ response: answer });
  };
  await page.route('**/api/v1/memos?*', first, { times: 1 });
  await page.goto('/');
  await page.getByRole('article', { name: 'Written meanwhile' }).waitFor();
  await page.getByRole('article', { name: 'Changed by now' }).waitFor();
  expect(await page.getByRole('article').count()).toBe(2);
});

test('what is refused is taken back alone, and not what was told meanwhile', async () => {
  const ada = await someone();
  const { id } = await ada.client.memos.create({ content: 'The first words' });
  const { page, problems } = await ada.page();
  await page.goto('/');
  const note = page.getByRole('article').first();
  await note.getByText('The first words').waitFor();
  await page.route(`**/api/v1/memos/${id}`, async (route) => {
    await ada.client.memos.update(id, { content: 'The second words' });
    await note.getByText('The second words').waitFor();
    await route.fulfill({ status: 400, json: { error: { code: 'INVALID_ARGUMENT', message: 'No' } } });
  });
  await note.hover();
  await note.getByRole('button', { name: 'Pin', exact: true }).click();
  await page.getByText('Not done').waitFor();
  await note.getByText('The second words').waitFor();
  await note.hover();
  await note.getByRole('button', { name: 'Pin', exact: true }).waitFor();
  expect(problems.splice(0).every((problem) => problem.includes('400'))).toBe(true);
});
