import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { hasSeenNotes } from './seen.ts';
import { useSite } from './support.ts';

const site = useSite();
let count = 0;
const someone = () => site().account(`user${++count}`);

/** From now on the database of the browser answers so much later. */
async function delayDatabase(page: Page, ms: number): Promise<void> {
  await page.addInitScript(`{
    const { set, ...rest } = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'onsuccess');
    Object.defineProperty(IDBRequest.prototype, 'onsuccess', {
      ...rest,
      set(listener) {
        set.call(this, (event) => setTimeout(() => listener.call(this, event), ${ms}));
      },
    });
  }`);
}

async function seenBefore() {
  const ada = await someone();
  await ada.client.memos.create({ content: 'Seen before' });
  const watched = await ada.page();
  await watched.page.goto('/');
  await watched.page.getByRole('article', { name: 'Seen before' }).waitFor();
  await expect.poll(() => hasSeenNotes(watched.page)).toBe(true);
  await watched.page.goto('about:blank');
  return { ada, ...watched };
}

test('what was written while one was away is there, though the device remembers later than the stream opens', async () => {
  const { ada, page } = await seenBefore();
  await ada.client.memos.create({ content: 'Written meanwhile' });
  await delayDatabase(page, 60);
  await page.goto('/');
  await page.getByRole('article', { name: 'Written meanwhile' }).waitFor();
  expect(await page.getByRole('article', { name: 'Seen before' }).count()).toBe(1);
});

test('without a way to the server what a slow device remembers is shown when it has found it', async () => {
  const { page, context, problems } = await seenBefore();
  await delayDatabase(page, 200);
  await context.route('**/api/**', (route) => route.abort('internetdisconnected'));
  await page.goto('/');
  await page.getByRole('article', { name: 'Seen before' }).waitFor();
  // And it is asked for again as soon as that makes sense.
  await context.unroute('**/api/**');
  await page.getByText('The server cannot be reached').waitFor({ state: 'detached' });
  expect(problems.splice(0).every((problem) => problem.includes('INTERNET_DISCONNECTED'))).toBe(true);
}, 60_000);
