import { expect, test } from 'vitest';
import { useSite } from './support.ts';

const site = useSite();
let count = 0;
const someone = () => site().account(`user${++count}`);

test('an edit that the server could not take for the moment is sent when its page is left', async () => {
  const ada = await someone();
  const { id } = await ada.client.memos.create({ content: 'Begun' });
  const { page, problems } = await ada.page();
  await page.goto(`/n/${id}`);
  await page.getByText('Begun').waitFor();
  let refused = 0;
  await page.route(`**/api/v1/memos/${id}`, (route) => {
    if (route.request().method() === 'GET') return route.continue();
    refused++;
    return route.fulfill({ status: 503, json: { error: { code: 'UNAVAILABLE', message: 'Later' } } });
  });
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: 'Text of the note' }).waitFor();
  await page.keyboard.type(' and ended');
  await expect.poll(() => refused).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Spaces' }).first().click();
  await page.getByRole('heading', { name: 'Spaces' }).first().waitFor();
  await page.unroute(`**/api/v1/memos/${id}`);
  await expect
    .poll(async () => (await ada.client.memos.get(id)).content, { timeout: 25_000 })
    .toBe('Begun and ended');
  expect(problems.splice(0).every((problem) => problem.includes('503'))).toBe(true);
}, 60_000);

test('what is unsent is sent as soon as the device has a connection again', async () => {
  const ada = await someone();
  const { page, problems } = await ada.page();
  await page.goto('/');
  const box = page.getByRole('textbox', { name: 'Write a note' });
  await page.route('**/api/v1/memos', (route) => route.abort('connectionreset'));
  await box.fill('On the train');
  await box.press('Control+Enter');
  await page.getByRole('article', { name: 'A note on its way' }).waitFor();
  await expect.poll(() => problems.length).toBeGreaterThan(0);
  await page.unroute('**/api/v1/memos');
  // Long before the next attempt, which is ten seconds after the last.
  const sent = page.waitForResponse('**/api/v1/memos', { timeout: 5000 });
  await page.evaluate('window.dispatchEvent(new Event("online"))');
  await sent;
  await page.getByRole('article', { name: 'On the train' }).waitFor();
  expect(problems.splice(0).every((problem) => problem.includes('ERR_CONNECTION_RESET'))).toBe(true);
});
