import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { hasSeenNotes, seenKeys } from './seen.ts';
import { expectAccessible, takePictures, useSite } from './support.ts';

const site = useSite();
const isNetwork = (problem: string): boolean => /ERR_(INTERNET_DISCONNECTED|FAILED|ABORTED)/.test(problem);

/** Until the worker has everything, and what was seen is kept. */
async function kept(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  const isWhole = `caches.match('/').then(async (page) => {
    const note = (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat();
    return Boolean(page) && note.some(({ url }) => /assets.writing-pane-/.test(url));
  })`;
  await expect.poll(() => page.evaluate(isWhole), { timeout: 20_000 }).toBe(true);
}

test('without a way to the server the app opens, shows what was seen, and keeps what is written until it is back', async () => {
  const ada = await site().account('ada');
  const first = await ada.client.memos.create({ content: '# Seen before\n\nand opened' });
  const other = await ada.client.memos.create({ content: 'Pin me' });
  const { page, context, problems } = await ada.page();
  await page.goto(`/n/${first.id}`);
  await page.getByText('and opened').waitFor();
  await page.goto('/');
  await page.getByRole('article', { name: 'Pin me' }).waitFor();
  await kept(page);
  await expect.poll(() => hasSeenNotes(page)).toBe(true);

  await context.setOffline(true);
  await page.reload();
  await page.getByRole('article', { name: 'Seen before' }).waitFor();
  const box = page.getByRole('textbox', { name: 'Write a note' });
  await box.fill('Written on the train');
  await box.press('Control+Enter');
  const note = page.getByRole('article', { name: 'Pin me' });
  await note.hover();
  await note.getByRole('button', { name: 'Pin', exact: true }).click();
  await page.getByRole('button', { name: '2 changes are not yet sent' }).click({ timeout: 15_000 });
  await page.getByText('Pinned: Pin me').waitFor();
  await page.getByText('New note: Written on the train').waitFor();
  await expectAccessible(page);
  await takePictures(page, 'unsent');
  await page.keyboard.press('Escape');
  await page.goto(`/n/${first.id}`);
  await page.getByText('and opened').waitFor();
  expect((await ada.client.memos.list()).data).toHaveLength(2);

  await context.setOffline(false);
  await expect
    .poll(async () => (await ada.client.memos.list()).data.map(({ content }) => content), { timeout: 20_000 })
    .toContain('Written on the train');
  await expect
    .poll(async () => (await ada.client.memos.get(other.id)).pinned, { timeout: 20_000 })
    .toBe(true);
  expect(problems.splice(0).filter((problem) => !isNetwork(problem))).toEqual([]);
}, 90_000);

test('an edit that was left unsent is sent later, and one that met another waits for a choice', async () => {
  const bob = await site().account('bob');
  const one = await bob.client.memos.create({ content: 'One' });
  const two = await bob.client.memos.create({ content: 'Two' });
  const { page } = await bob.page();
  await page.goto('/');
  await page.getByRole('article', { name: 'One' }).waitFor();
  await bob.client.memos.update(two.id, { content: 'Two, changed elsewhere' });
  const draft = (uid: string, base: string) =>
    page.evaluate(([name, text]) => (globalThis as any).localStorage.setItem(name, text), [
      `commonplace.draft.note/${uid}`,
      JSON.stringify({ content: `${base}, on the train`, changedAt: Date.now(), extra: { base } }),
    ] as const);
  await draft(one.uid, 'One');
  await draft(two.uid, 'Two');
  await page.reload();
  await expect.poll(async () => (await bob.client.memos.get(one.id)).content).toBe('One, on the train');
  await page.getByRole('button', { name: '1 change is not yet sent' }).click({ timeout: 15_000 });
  await page.getByRole('link', { name: 'Open the note' }).click();
  await page.getByText('Two, changed elsewhere').first().waitFor();
  await page.getByText('Two, on the train').first().waitFor();
  expect((await bob.client.memos.get(two.id)).content).toBe('Two, changed elsewhere');
});

test('two windows share a stream, and the other one takes it over; nothing of an account is left after it', async () => {
  const cora = await site().account('cora');
  await cora.client.memos.create({ content: 'Already there' });
  const { page, context, apiRequests } = await cora.page();
  await page.goto('/');
  await page.getByRole('article', { name: 'Already there' }).waitFor();
  await page.reload();
  await page.getByRole('article', { name: 'Already there' }).waitFor();
  const streams = () => apiRequests.filter((path) => path.startsWith('/api/v1/events')).length;
  await expect.poll(streams).toBeGreaterThan(0);
  const second = await context.newPage();
  let secondStreams = 0;
  second.on('request', (request) => request.url().includes('/api/v1/events') && secondStreams++);
  await second.goto('/');
  await second.getByRole('article', { name: 'Already there' }).waitFor();
  await cora.client.memos.create({ content: 'Told to both' });
  await second.getByRole('article', { name: 'Told to both' }).waitFor();
  await page.getByRole('article', { name: 'Told to both' }).waitFor();
  expect(secondStreams).toBe(0);
  await page.close();
  await cora.client.memos.create({ content: 'Told to the other' });
  await second.getByRole('article', { name: 'Told to the other' }).waitFor();

  await second.evaluate(`fetch('/api/v1/auth/signout', { method: 'POST' })`);
  await second.reload();
  await second.getByRole('button', { name: 'Sign in' }).waitFor();
  await expect.poll(() => seenKeys(second)).toEqual([]);
});
