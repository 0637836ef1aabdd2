import { expect, test } from 'vitest';
import { useSite } from './support.ts';

const site = useSite();
let count = 0;
const someone = () => site().account(`user${++count}`);

test('signing out says that something is unsent, and that it could not be done', async () => {
  const ada = await someone();
  const { page, context, problems } = await ada.page();
  await page.goto('/settings');
  const signOut = page
    .getByRole('button', { name: 'Sign out', exact: true })
    .filter({ visible: true })
    .first();
  await signOut.waitFor();
  await context.route('**/api/v1/**', (route) =>
    route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue(),
  );
  await signOut.click();
  await page.getByText('Not done: The server cannot be reached.').waitFor();

  await page.getByRole('link', { name: 'Timeline' }).first().click();
  const box = page.getByRole('textbox', { name: 'Write a note' });
  await box.fill('Not sent by then');
  await box.press('Control+Enter');
  await page.getByRole('article', { name: 'A note on its way' }).waitFor();
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await signOut.click();
  const question = page.getByRole('dialog', { name: '1 change is not yet sent' });
  await question.getByText('It stays on this device').waitFor();
  await context.unroute('**/api/v1/**');
  await context.route('**/api/v1/memos', (route) => route.abort('connectionreset'));
  await question.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Password').waitFor();
  expect(problems.splice(0).every((problem) => problem.includes('ERR_CONNECTION_RESET'))).toBe(true);
});

test('a window at the door opens when one signs in in another', async () => {
  const ada = await someone();
  const { page, context } = await site().page();
  const other = await context.newPage();
  for (const one of [page, other]) {
    await one.goto('/');
    await one.getByLabel('Password').waitFor();
  }
  await other.getByLabel('Name').fill(ada.username);
  await other.getByLabel('Password').fill(ada.password);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.getByRole('textbox', { name: 'Write a note' }).waitFor();
  await expect.poll(() => page.getByRole('textbox', { name: 'Write a note' }).count()).toBe(1);
});
