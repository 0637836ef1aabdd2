import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { TAKEN_OVER, useSite, webApp } from './support.ts';

const site = useSite();
/**
 * Bytes as they are sent, to somebody signed in who opens the timeline for the first time: every script that is asked for
 * before a note stands in the page as it will be read, whatever it is for, by the clock of the page itself. Scripts that are
 * asked for later do not count, and are held back in the end, to see that the page is whole without them. Never raise it.
 */
const BUDGET = 120_000;
/** What is about other pages, by what its code cannot do without. */
const APART = {
  editor: 'cm-content',
  graph: 'forceatlas2',
  mathematics: 'katex-display',
  diagrams: 'mermaidAPI',
};
/** Runs before everything else: the moment at which a note is there, with its Markdown drawn. */
const WATCH = `new MutationObserver((_, observer) => {
  if (!document.querySelector('article input[type=checkbox]')) return;
  globalThis.shownAt = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });`;
const STARTS = `performance.getEntriesByType('resource').map(({ name, startTime }) => [new URL(name).pathname, startTime])`;

const sizeOf = async (file: string): Promise<number> =>
  (await stat(join(webApp, `${file}.br`)).catch(() => stat(join(webApp, file)))).size;

/** Opens the timeline. @returns the scripts that were asked for until a note was there */
async function openTimeline(page: Page): Promise<string[]> {
  const asked = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.js') && pathname !== '/sw.js') asked.add(pathname);
  });
  await page.addInitScript(WATCH);
  await page.goto('/');
  await page.locator(TAKEN_OVER).waitFor();
  let starts = new Map<string, number>();
  // Those that are on their way are not in the list.
  await expect
    .poll(async () => {
      starts = new Map((await page.evaluate(STARTS)) as [string, number][]);
      return [...asked].filter((file) => !starts.has(file));
    })
    .toEqual([]);
  const shownAt = (await page.evaluate('globalThis.shownAt')) as number;
  return [...asked].filter((file) => starts.get(file)! <= shownAt);
}

async function someNotes() {
  const ada = await site().account('ada');
  for (let index = 0; index < 12; index++) {
    await ada.client.memos.create({ content: `# Note ${index}\n\n- [ ] a task, *words* and a #tag` });
  }
  return ada;
}

test('opening the timeline takes no more scripts than it may, and four requests; and it is whole without what comes later', async () => {
  const ada = await someNotes();
  const { page, apiRequests } = await ada.page();
  const first = await openTimeline(page);
  const requests = [...apiRequests];
  const sizes = await Promise.all(first.map(async (file) => [await sizeOf(file), file] as const));
  const total = sizes.reduce((sum, [size]) => sum + size, 0);
  expect(total, sizes.map((row) => row.join(' ')).join('\n')).toBeLessThan(BUDGET);
  expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(4);

  const text = (await Promise.all(first.map((file) => readFile(join(webApp, file), 'utf8')))).join('\n');
  for (const [name, word] of Object.entries(APART)) expect(text.includes(word), name).toBe(false);
  const all = await readdir(join(webApp, 'assets'));
  expect(
    all.some((name) => /^editor-.*\.js$/.test(name)) && all.some((name) => /^graph-stage-.*\.js$/.test(name)),
  ).toBe(true);

  const withheld = async (): Promise<{ page: Page; release: () => void }> => {
    const visit = await ada.page();
    const gate = Promise.withResolvers<void>();
    await visit.page.route('**/*.js', async (route) => {
      if (!first.includes(new URL(route.request().url()).pathname)) await gate.promise;
      await route.continue();
    });
    await visit.page.goto('/');
    await visit.page.getByRole('article', { name: 'Note 11' }).getByRole('checkbox').waitFor();
    return { page: visit.page, release: gate.resolve };
  };

  // Another visit, on which the others are on their way until they are let through.
  const slow = await withheld();
  const box = slow.page.getByRole('textbox', { name: 'Write a note' });
  await box.pressSequentially('typed at once');
  expect(await box.inputValue()).toBe('typed at once');
  await box.fill('');
  await box.blur();
  // A name that is missing is a text that has not come.
  expect(await slow.page.locator('[aria-label=""], button:empty, a:empty').count()).toBe(0);
  const before = await slow.page.screenshot();
  slow.release();
  await slow.page.locator(TAKEN_OVER).waitFor();
  const after = await slow.page.screenshot();
  expect(after.equals(before), 'nothing that is seen has moved').toBe(true);

  // A key that is pressed before what it asks for is there acts when it is.
  const quick = await withheld();
  await quick.page.getByRole('textbox', { name: 'Write a note' }).blur();
  await quick.page.keyboard.press('j');
  await quick.page.locator('[data-current]').waitFor();
  await quick.page.keyboard.press('p');
  await quick.page.keyboard.press('?');
  quick.release();
  await quick.page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await expect.poll(async () => (await ada.client.memos.list()).data.some(({ pinned }) => pinned)).toBe(true);
}, 60_000);
