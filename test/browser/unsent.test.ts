import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Client } from '../../src/client/index.ts';
import { takePictures, useSite } from './support.ts';

const site = useSite();
let count = 0;
const someone = () => site().account(`user${++count}`);

const box = (page: Page) => page.getByRole('textbox', { name: 'Write a note' });
const contents = async (client: Client) => (await client.memos.list()).data.map(({ content }) => content);
const go = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click();
const onWay = (page: Page) => page.getByRole('article', { name: 'A note on its way' });

/** Holds back what is sent to a path by POST, until it is let through. */
async function holdBack(page: Page, path: string): Promise<() => void> {
  const gate = Promise.withResolvers<void>();
  await page.route(path, async (route) => {
    if (route.request().method() === 'POST') await gate.promise;
    await route.continue();
  });
  return gate.resolve;
}

/** As if there were no way to the server, for what is sent to a path by POST. @returns what ends it */
async function cutOff(page: Page, path: string): Promise<() => Promise<void>> {
  const answer = (route: Route) =>
    route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue();
  await page.route(path, answer);
  return () => page.unroute(path, answer);
}
const onlyCutOff = (problems: string[]) =>
  expect(problems.splice(0).filter((problem) => !problem.includes('ERR_CONNECTION_RESET'))).toEqual([]);

test('each window has a draft of its own, and one that was left is found by the next', async () => {
  const ada = await someone();
  const { page, context } = await ada.page();
  await page.goto('/');
  await box(page).fill('Begun in the first');
  const second = await context.newPage();
  await second.goto('/');
  await expect.poll(() => second.locator(':focus').count()).toBe(1);
  await box(second).fill('Saved in the second');
  await box(second).press('Control+Enter');
  await expect.poll(() => contents(ada.client)).toEqual(['Saved in the second']);
  await page.reload();
  await expect.poll(() => box(page).inputValue()).toBe('Begun in the first');
  await page.close();
  await second.reload();
  await expect.poll(() => box(second).inputValue()).toBe('Begun in the first');
  await box(second).press('Control+Enter');
  await expect.poll(() => contents(ada.client)).toContain('Begun in the first');
  await second.reload();
  await second.getByRole('article', { name: 'Begun in the first' }).waitFor();
  expect(await box(second).inputValue()).toBe('');
});

test('where the device keeps nothing a note says so, stays, and is sent', async () => {
  const ada = await someone();
  const { page, problems } = await ada.page();
  await page.addInitScript(
    `Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };`,
  );
  await page.goto('/');
  await box(page).fill('Nowhere but here');
  await page.getByText('This device keeps nothing: save before you leave.').waitFor();
  const connect = await cutOff(page, '**/api/v1/memos');
  await box(page).press('Control+Enter');
  await onWay(page).getByText('leave this page open until it is sent').waitFor();
  const line = page.getByRole('button', { name: '1 change is not yet sent' });
  await line.waitFor();
  await takePictures(page, 'unsent-not-kept');
  await line.click();
  await connect();
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect.poll(() => contents(ada.client)).toEqual(['Nowhere but here']);
  onlyCutOff(problems);
});

test('a file that is on its way to the capture box arrives there, though one has turned to another page', async () => {
  const ada = await someone();
  const { page } = await ada.page();
  await page.goto('/');
  const release = await holdBack(page, '**/api/v1/resources');
  await box(page).fill('The plan');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('the plan') });
  await page.getByRole('progressbar', { name: 'Uploading plan.txt' }).waitFor();
  await go(page, 'Archive');
  await page.getByText('The archive is empty').waitFor();
  release();
  await expect.poll(async () => (await ada.client.resources.list()).data.length).toBe(1);
  await go(page, 'Timeline');
  await page.getByRole('button', { name: 'Remove plan.txt' }).waitFor();
  await box(page).press('Control+Enter');
  await expect
    .poll(async () => (await ada.client.memos.list()).data[0]?.resources.map(({ filename }) => filename))
    .toEqual(['plan.txt']);
});

test('a file that is on its way into a note is linked in it, though the writing has ended, or the page was left', async () => {
  const ada = await someone();
  const { id } = await ada.client.memos.create({ content: 'Plans' });
  const { page } = await ada.page();
  await page.goto(`/n/${id}`);
  const add = async (name: string) => {
    await page.getByText('Plans').first().waitFor();
    await page.keyboard.press('e');
    await page.locator('.cm-content').waitFor();
    const release = await holdBack(page, '**/api/v1/resources');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('the plan') });
    await page.getByRole('progressbar', { name: `Uploading ${name}` }).waitFor();
    return release;
  };
  const text = async () => (await ada.client.memos.get(id)).content;

  const first = await add('one.txt');
  await page.keyboard.press('Control+Enter');
  await page.locator('.cm-content').waitFor({ state: 'detached' });
  await page.getByRole('progressbar', { name: 'Uploading one.txt' }).waitFor();
  first();
  await expect.poll(text).toMatch(/^Plans\n\n\[one\.txt\]\(\/api\/v1\/resources\/\w+\)$/);
  await page.getByRole('progressbar').waitFor({ state: 'detached' });

  const second = await add('two.txt');
  await page.keyboard.type(', more of them');
  await go(page, 'Archive');
  await page.getByText('The archive is empty').waitFor();
  second();
  await expect
    .poll(text)
    .toMatch(/one\.txt\]\(.*\), more of them\n\n\[two\.txt\]\(\/api\/v1\/resources\/\w+\)$/s);
});

test('a refused note is edited again as it was, once the box is free for it; the note after it is private again', async () => {
  const ada = await someone();
  const { page, problems } = await ada.page();
  await page.goto('/');
  const visibility = page.getByRole('region', { name: 'Write a note' }).getByLabel('Visibility');
  await page.route('**/api/v1/memos', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 400, json: { error: { code: 'INVALID_ARGUMENT', message: 'Too odd.' } } })
      : route.continue(),
  );
  await box(page).fill('For everybody');
  await visibility.selectOption('PUBLIC');
  await box(page).press('Control+Enter');
  const again = onWay(page).getByRole('button', { name: 'Edit again' });
  await again.waitFor();

  await box(page).fill('Something else');
  expect(await visibility.inputValue()).toBe('PRIVATE');
  await again.click();
  await page.getByText('The line above holds something else').waitFor();
  expect(await box(page).inputValue()).toBe('Something else');
  await box(page).fill('');
  await again.click();
  await expect.poll(() => box(page).inputValue()).toBe('For everybody');
  expect(await visibility.inputValue()).toBe('PUBLIC');
  await onWay(page).waitFor({ state: 'detached' });
  expect(problems.splice(0).every((problem) => problem.includes('status of 400'))).toBe(true);
});

test('a note that is begun in the index, or by a link to it, waits here while the server cannot be reached', async () => {
  const ada = await someone();
  await ada.client.memos.create({ content: '# Indexes\n\n[a note to come](64214a1d.md)' });
  const { page, problems } = await ada.page();
  await page.goto('/notes');
  await page.getByText('Indexes').first().waitFor();
  const connect = await cutOff(page, '**/api/v1/memos');
  await page.getByRole('button', { name: /^New note/ }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Aldus Manutius');
  await page.getByRole('button', { name: 'Begin the note' }).click();
  await page.getByText('The note is kept on this device').waitFor();
  await page.getByText('Indexes').first().click();
  await page.getByRole('button', { name: 'Create this note' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create this note' }).click();
  await page.getByText('The note is kept on this device').waitFor();
  await page.getByRole('button', { name: '2 changes are not yet sent' }).click();
  await connect();
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect
    .poll(() => contents(ada.client))
    .toEqual(expect.arrayContaining(['# Aldus Manutius\n', '# a note to come\n\n']));
  const made = (await ada.client.memos.list()).data.find(({ title }) => title === 'a note to come');
  expect(made?.filename).toBe('64214a1d.md');
  onlyCutOff(problems);
});

test('what another app has shared waits here as a note while the server cannot be reached', async () => {
  const ada = await someone();
  const { page, problems } = await ada.page();
  await page.goto('/save?title=On%20indexes&text=Words%20from%20elsewhere');
  const connect = await cutOff(page, '**/api/**');
  await page.getByRole('button', { name: 'Save the note' }).click();
  await page.getByText('The note is kept on this device').waitFor();
  await connect();
  await page.goto('/');
  await expect.poll(() => contents(ada.client)).toEqual(['On indexes\n\nWords from elsewhere']);
  onlyCutOff(problems);
});

test('by plain HTTP a link is copied all the same, and a note begun', async () => {
  const ada = await someone();
  const { id } = await ada.client.memos.create({ content: 'To be linked' });
  const { page } = await ada.page();
  // What browsers withhold from a page that did not come by TLS.
  await page.addInitScript(`
    Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
    Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });
    Crypto.prototype.randomUUID = undefined;
  `);
  await page.goto('/');
  const note = page.getByRole('article', { name: 'To be linked' });
  await note.hover();
  await note.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  await page.getByText('Link copied.').waitFor();
  await box(page).press('Control+v');
  await expect.poll(() => box(page).inputValue()).toBe(`${site().address}/n/${id}`);
  await page.goto('/notes');
  await page.getByRole('button', { name: /^New note/ }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Aldus Manutius');
  await page.getByRole('button', { name: 'Begin the note' }).click();
  await expect.poll(() => contents(ada.client)).toContain('# Aldus Manutius\n');
});
