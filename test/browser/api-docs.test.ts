import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { startInstance, type Instance } from '../support/instance.ts';

let instance: Instance;
let browser: Browser;
let address: string;

beforeAll(async () => {
  instance = await startInstance();
  address = await instance.app.listen();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await instance.stop();
});

test('a page tries the API with a token', async () => {
  const { token } = await instance.account('ada');
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:'))
      problems.push(request.url());
  });

  await page.goto(`${address}/api/docs`);
  await page.getByText('List memos').waitFor();
  await page.getByRole('button', { name: 'Authorize' }).first().click();
  await page.locator('input[aria-label="auth-bearer-value"]').fill(token);
  await page.locator('.auth-btn-wrapper .authorize').click();
  await page.locator('.btn-done').click();
  await page.getByText('/api/v1/auth/status').click();
  await page.getByRole('button', { name: 'Execute' }).click();

  await expect.poll(() => page.locator('.live-responses-table').innerText()).toContain('"username": "ada"');
  expect(problems).toEqual([]);
  if (process.env['SHOT']) await page.screenshot({ path: process.env['SHOT'] });
  await page.close();
});
