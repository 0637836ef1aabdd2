import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { buildPage, type BuiltPage } from './markdown/built-page.ts';
import { openWatched } from './markdown/watched-page.ts';

let browser: Browser;
let built: BuiltPage;
let page: Page;
let problems: string[];

beforeAll(async () => {
  [browser, built] = await Promise.all([openBrowser(), buildPage('web/src/editor/testing')]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await built.stop();
});
beforeEach(async () => {
  ({ page, problems } = await openWatched(browser, built.address));
});
afterEach(async () => {
  // oxlint-disable-next-line vitest/no-standalone-expect -- Whatever a test does, nothing is amiss after it.
  expect(problems).toEqual([]);
  await page.close();
});

async function write(content: string, more: object = {}): Promise<void> {
  await page.evaluate(([text, props]) => (globalThis as any).testing.write(text, props), [
    content,
    { autofocus: true, ...more },
  ] as const);
  await page.locator('.cm-content').waitFor();
}
const value = (): Promise<string> => page.evaluate(() => (globalThis as any).testing.value());
const events = (): Promise<string[]> => page.evaluate(() => (globalThis as any).testing.events);
test('is styled and works without an inline style, and has a name', async () => {
  await write('# Title\n\n*text*');
  expect(await page.getByRole('textbox', { name: 'Note' }).isVisible()).toBe(true);
  const sizes = await page
    .locator('.cm-line span')
    .evaluateAll((spans: any[]) => spans.map((span) => (globalThis as any).getComputedStyle(span).fontSize));
  expect(new Set(sizes).size).toBeGreaterThan(1);
});

test('keeps Windows line ends, writes them itself, and pastes with them', async () => {
  await write('a\r\nb\r\n');
  await page.keyboard.type('c\nd');
  expect(await value()).toBe('a\r\nb\r\nc\r\nd');
});

test('keeps line ends that differ', async () => {
  await write('a\r\nb\nc');
  await page.keyboard.type('!\nd');
  expect(await value()).toBe('a\r\nb\nc!\nd');
});

test('continues lists, and indents items with Tab', async () => {
  await write('- [x] one');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('two');
  expect(await value()).toBe('- [x] one\n  - [ ] two');
});

test('Tab leaves the editor where there is no list, and after Escape anywhere', async () => {
  const focused = (): Promise<string> => page.evaluate(() => (globalThis as any).document.activeElement.id);
  await write('text');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('after');
  await write('- item');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('after');
  await write('- item');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe('before');
});

test('completes tags after # and notes after [[', async () => {
  await write('');
  await page.keyboard.type('a #wo');
  await page.locator('.cm-tooltip-autocomplete').getByText('work/alpha').click();
  await page.keyboard.type('[[quay');
  await page.locator('.cm-tooltip-autocomplete').getByText('A note on quay').click();
  await expect.poll(value).toBe('a #work/alpha [A note on quay](64214a1d.md)');
});

test('ticks a task that is clicked', async () => {
  await write('- [ ] a\n\ntext');
  await page.locator('.cm-task').click();
  expect(await value()).toBe('- [x] a\n\ntext');
});

test('opens a link that is clicked with Mod, and saves with Mod+Enter', async () => {
  await write('see [b](64214a1d.md)\n\ntext');
  await page.getByText('b', { exact: true }).click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+Enter');
  expect(await events()).toEqual(['open 64214a1d.md', 'save']);
  expect(await value()).toBe('see [b](64214a1d.md)\n\ntext');
});

async function paste(make: string): Promise<void> {
  await page.locator('.cm-content').evaluate((content: any, kind) => {
    const { ClipboardEvent, DataTransfer, File } = globalThis as any;
    const data = new DataTransfer();
    if (kind === 'file') data.items.add(new File(['x'], 'quay.png', { type: 'image/png' }));
    else data.setData('text/plain', kind);
    content.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, make);
}

test('makes a link of words over which an address is pasted', async () => {
  await write('the quay');
  await page.keyboard.press('Control+a');
  await paste('https://example.com/a_(b)');
  expect(await value()).toBe('[the quay](https://example.com/a_\\(b\\))');
});

test('hands pasted files to the app, and writes what it answers', async () => {
  await write('a ');
  await paste('file');
  await expect.poll(value).toBe('a ![quay.png](/api/v1/resources/12)');
});

test('finds and replaces', async () => {
  await write('one two one');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('one');
  await page.locator('[name=replace].cm-textfield').fill('three');
  await page.locator('button[name=replaceAll]').click();
  expect(await value()).toBe('three two three');
});

test('has the keys of vim for who wants them', async () => {
  await write('one\ntwo', { vim: true });
  await page.locator('.cm-vim-panel').waitFor();
  await page.keyboard.type('ggdd:w\n');
  expect(await value()).toBe('two');
  expect(await events()).toEqual(['save']);
});

test('is read only when told so', async () => {
  await write('text', { readOnly: true });
  await page.keyboard.type('x');
  expect(await page.locator('.cm-content').innerText()).toBe('text');
});

test('a comparison says by signs and words what was added and removed', async () => {
  await page.evaluate(() =>
    (globalThis as any).testing.showDiff('a\nthe brown fox\n', 'a\nthe red fox\nnew\n'),
  );
  await page.locator('.diff').waitFor();
  expect(await page.locator('.diff-sign').allInnerTexts()).toEqual(['', '±', '+']);
  expect(await page.locator('.diff del').textContent()).toBe('removed: brown');
  expect(await page.locator('.diff ins').allTextContents()).toEqual(['added: red', 'added: new']);
});
