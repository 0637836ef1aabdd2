import { expect, test } from 'vitest';
import { expectAccessible, takePictures, useSite } from './support.ts';

const site = useSite({ host: '127.0.0.1', url: 'http://notes.example.com' });

test('the first visitor becomes the owner, with the code from the log, and the next one signs in', async () => {
  const { page, expected } = await site().page();
  // A wrong code.
  expected.push(/403.*\/auth\/signup$/);
  await page.goto('/');
  await page.getByRole('heading', { name: 'Create the owner’s account' }).waitFor();
  await expectAccessible(page);
  await takePictures(page, 'first-visit');
  await page.getByLabel('Name').fill('ada');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByLabel('Setup code').fill(site().instance.services.setupCode);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('article', { name: 'Welcome' }).waitFor();
  await expectAccessible(page);
  await takePictures(page, 'welcome');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Delete the welcome notes' }).click();
  await page.getByText('A page to begin with').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('article', { name: 'Welcome' }).waitFor();
  await page.getByRole('button', { name: 'Delete the welcome notes' }).click();
  await page.getByText('A page to begin with').waitFor();
  await expectAccessible(page);
  await takePictures(page, 'empty');
  expect((await site().instance.call('GET', '/api/v1/system/info')).json.hasOwner).toBe(true);

  const { page: other, expected: refusals } = await site().page();
  // A wrong password.
  refusals.push(/401.*\/auth\/signin$/);
  await other.goto('/');
  await other.getByLabel('Name').fill('ada');
  await other.getByLabel('Password').fill('wrong');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.getByRole('alert').waitFor();
  await takePictures(other, 'sign-in');
  await other.getByLabel('Password').fill('correct horse battery');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.getByRole('textbox', { name: 'Write a note' }).waitFor();
});
