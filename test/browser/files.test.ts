import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Client } from '../../src/client/index.ts';
import { expectAccessible, takePictures, useSite } from './support.ts';

const site = useSite();
let count = 0;
const someone = () => site().account(`user${++count}`);

async function picture(hue: number, width = 640, height = 480): Promise<Buffer> {
  const background = { r: (hue * 67) % 200, g: (hue * 31) % 180, b: (hue * 97) % 200 };
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

const upload = (client: Client, name: string, bytes: Buffer | string, type: string) =>
  client.resources.upload(new Blob([bytes as string], { type }), name);

const viewer = (page: Page) => page.locator('dialog[open]');

test('an empty page says what it is for', async () => {
  const ada = await someone();
  const { page } = await ada.page();
  await page.goto('/files');
  await page.getByText('The files of your notes').waitFor();
  await expectAccessible(page);
  await takePictures(page, 'files-empty');
});

test('pictures open large and are walked by keys; the rest is a list; notes that show a file are named', async () => {
  const ada = await someone();
  for (let at = 1; at <= 7; at++)
    await upload(ada.client, `page-${at}.png`, await picture(at, at === 3 ? 300 : 640), 'image/png');
  const minutes = await upload(ada.client, 'minutes-of-march.txt', 'Present: all', 'text/plain');
  await upload(
    ada.client,
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.zip',
    'PK',
    'application/zip',
  );
  await upload(ada.client, 'broken.png', 'no picture at all', 'image/png');
  await ada.client.memos.create({ content: '# Reading group', resources: [{ name: minutes.name }] });
  const { page, problems } = await ada.page();
  await page.goto('/files');
  await page.getByRole('article', { name: 'minutes-of-march.txt' }).getByText('Reading group').waitFor();
  await page.getByText('broken.png').waitFor();
  await expectAccessible(page);
  await takePictures(page, 'files');
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('button', { name: 'page-3.png' }).click();
  await viewer(page).getByText('page-3.png').waitFor();
  await page.keyboard.press('ArrowRight');
  await viewer(page).getByText('page-2.png').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await viewer(page).getByText('page-4.png').waitFor();
  await expect
    .poll(() =>
      viewer(page)
        .getByRole('img')
        .evaluate((img: any) => img.naturalWidth),
    )
    .toBe(640);
  await expectAccessible(page);
  await takePictures(page, 'file-large');
  await page.keyboard.press('Escape');
  await expect.poll(() => viewer(page).count()).toBe(0);
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('page-4.png');

  await page.getByLabel('Kind').selectOption('other');
  await page.getByRole('article', { name: /Donau/ }).waitFor();
  expect(await page.getByRole('article').count()).toBe(1);
  expect(new URL(page.url()).search).toBe('?kind=other');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /Download Donau/ }).click();
  expect((await download).suggestedFilename()).toContain('Donau');
  // What is no picture has no small one.
  expect(problems.splice(0).every((problem) => problem.includes('status of 400'))).toBe(true);
});

test('a file is dropped, uploaded with progress, and deleted from the note that shows it', async () => {
  const ada = await someone();
  const plan = await upload(ada.client, 'plan.txt', 'the plan', 'text/plain');
  const { id } = await ada.client.memos.create({ content: 'Plans', resources: [{ name: plan.name }] });
  const { page } = await ada.page();
  await page.goto('/files');
  const line = page.getByRole('article', { name: 'plan.txt' });
  await line.waitFor();
  await page.evaluate(`
    const data = new DataTransfer();
    data.items.add(new File(['dropped'], 'dropped.txt', { type: 'text/plain' }));
    for (const type of ['dragenter', 'dragover', 'drop'])
      window.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  `);
  await page.getByRole('article', { name: 'dropped.txt' }).waitFor();
  expect((await ada.client.resources.list()).data.map(({ filename }) => filename)).toContain('dropped.txt');

  await line.getByRole('button', { name: 'Delete plan.txt' }).click();
  const question = page.getByRole('dialog', { name: 'Delete “plan.txt”?' });
  await question.getByText('It is taken off the note that shows it').waitFor();
  await takePictures(page, 'file-deletion');
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect((await ada.client.memos.get(id)).resources).toHaveLength(1);
  await line.getByRole('button', { name: 'Delete plan.txt' }).click();
  await question.getByRole('button', { name: 'Delete' }).click();
  await line.waitFor({ state: 'detached' });
  expect((await ada.client.memos.get(id)).resources).toHaveLength(0);
});

test('all files are reached by going down', async () => {
  const ada = await someone();
  for (let at = 1; at <= 70; at++) await upload(ada.client, `file-${at}.txt`, 'x', 'text/plain');
  const { page, apiRequests } = await ada.page();
  await page.goto('/files');
  await page.getByRole('article', { name: 'file-70.txt' }).waitFor();
  expect(apiRequests.filter((path) => path.startsWith('/api/v1/resources?'))).toHaveLength(1);
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  await page.getByRole('article', { name: 'file-1.txt' }).waitFor();
});
