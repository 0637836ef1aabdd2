import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '../../src/client/index.ts';
import { useSite } from './support.ts';

const site = useSite();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonplace-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(name: string, bytes: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const box = (page: Page) => page.getByRole('textbox', { name: 'Write a note' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const save = (page: Page) => page.getByRole('button', { name: /^Save/ });
const filesOf = async (client: Client) =>
  (await client.resources.list()).data.map(({ filename }) => filename).toSorted();

/** Drags files from the desktop over the box; the mouse button is still held. */
async function drag(session: CDPSession, page: Page, files: string[]) {
  const { x, y, width, height } = (await box(page).boundingBox())!;
  const data = { items: [], files, dragOperationsMask: 1 };
  const middle = { x: x + width / 2, y: y + height / 2 };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop', at = middle) =>
    session.send('Input.dispatchDragEvent', { type, data, ...at });
  await send('dragEnter');
  await send('dragOver');
  return { drop: () => send('drop'), away: () => send('dragOver', { x: 5, y: 5 }) };
}

/** What is sent from now on takes its time. @param bytesPerSecond -1: it does not */
const slow = (session: CDPSession, bytesPerSecond: number) =>
  session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  });

test('files that are dropped onto the box, and a picture that is pasted into it, belong to the note', async () => {
  const ada = await site().account('ada');
  const { page, context } = await ada.page();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await box(page).fill('The plan');
  const session = await context.newCDPSession(page);
  const paths = [await fileOf('plan.txt', 'the plan'), await fileOf('beds.txt', 'the beds')];
  const over = page.locator('.bg-wash:has(textarea)');

  await (await drag(session, page, paths)).away();
  await over.waitFor({ state: 'detached' });
  expect(await filesOf(ada.client)).toEqual([]);
  const held = await drag(session, page, paths);
  await over.waitFor();
  await held.drop();
  await button(page, 'Remove plan.txt').waitFor();
  await button(page, 'Remove beds.txt').waitFor();
  expect(await over.count()).toBe(0);
  expect(await box(page).inputValue()).toBe('The plan');

  await page.evaluate(`(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
    canvas.getContext('2d').fillRect(0, 0, 8, 8);
    const blob = await new Promise((done) => canvas.toBlob(done));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
  })()`);
  await box(page).press('Control+v');
  await button(page, 'Remove image.png').waitFor();
  expect(await filesOf(ada.client)).toEqual(['beds.txt', 'image.png', 'plan.txt']);
  await button(page, 'Remove beds.txt').click();
  await expect.poll(() => filesOf(ada.client)).toEqual(['image.png', 'plan.txt']);

  await box(page).press('Control+Enter');
  const note = page.getByRole('article', { name: 'The plan' });
  await note.getByText('plan.txt').waitFor();
  await expect
    .poll(() =>
      note.getByRole('img').evaluateAll((all: any[]) => all.map(({ naturalWidth }) => naturalWidth)),
    )
    .toEqual([8]);
  const [memo] = (await ada.client.memos.list()).data;
  expect(memo!.resources.map(({ filename }) => filename).toSorted()).toEqual(['image.png', 'plan.txt']);
});

test('an upload shows how far it is, holds the note back until it is there, and can be stopped', async () => {
  const bob = await site().account('bob');
  const { page, context } = await bob.page();
  await page.addInitScript(`
    window.fractions = [];
    new MutationObserver(() => {
      const bar = document.querySelector('progress[aria-label="Uploading large.bin"]');
      if (bar) fractions.push(bar.value);
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['value'] });
  `);
  await page.goto('/');
  await box(page).fill('With two files');
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const large = await fileOf('large.bin', Buffer.alloc(600_000));

  await slow(session, 400_000);
  await (await drag(session, page, [large])).drop();
  await page.getByRole('progressbar', { name: 'Uploading large.bin' }).waitFor();
  expect(await save(page).isDisabled()).toBe(true);
  await box(page).press('Control+Enter');
  await button(page, 'Remove large.bin').waitFor();
  expect(await box(page).inputValue()).toBe('With two files');
  const fractions = (await page.evaluate('fractions')) as number[];
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.filter((fraction) => fraction > 0 && fraction < 1)).not.toEqual([]);

  await slow(session, 1000);
  await (await drag(session, page, [await fileOf('huge.bin', Buffer.alloc(600_000))])).drop();
  await button(page, 'Stop uploading huge.bin').click();
  await page.getByText('huge.bin').waitFor({ state: 'detached' });
  await slow(session, -1);
  await box(page).press('Control+Enter');
  await page.getByRole('article', { name: 'With two files' }).getByText('large.bin').waitFor();
  expect(await filesOf(bob.client)).toEqual(['large.bin']);
});

test('an upload that fails says why, holds nothing back, and is tried again', async () => {
  const cora = await site().account('cora');
  const { page, context, problems } = await cora.page();
  let isAway = true;
  await context.route('**/api/v1/resources', (route) =>
    route.request().method() === 'POST' && isAway ? route.abort('connectionreset') : route.continue(),
  );
  await page.goto('/');
  await box(page).fill('Minutes');
  const session = await context.newCDPSession(page);
  await (await drag(session, page, [await fileOf('minutes.txt', 'Present: all')])).drop();
  const line = page.getByRole('listitem').filter({ hasText: 'minutes.txt' });
  await line.getByRole('alert').getByText('The server cannot be reached').waitFor();
  expect(await save(page).isEnabled()).toBe(true);
  isAway = false;
  await line.getByRole('button', { name: 'Try again' }).click();
  await button(page, 'Remove minutes.txt').waitFor();
  expect(await filesOf(cora.client)).toEqual(['minutes.txt']);
  expect(problems.splice(0)).toEqual([expect.stringContaining('ERR_CONNECTION_RESET')]);
});
