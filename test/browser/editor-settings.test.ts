import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useSite } from './support.ts';

const site = useSite({ vault: true });
const editor = (page: Page) => page.getByRole('textbox', { name: 'Text of the note' });
const panel = (page: Page) => page.locator('.cm-vim-panel');
/** The lines that are seen, without what is folded. */
const lines = async (page: Page): Promise<string[]> =>
  (await page.locator('.cm-line').allInnerTexts()).map((line) => line.trim()).filter((line) => line !== '');

async function write(page: Page, id: number): Promise<void> {
  await page.goto(`/n/${id}`);
  await page.getByRole('button', { name: /^Edit/ }).filter({ visible: true }).click();
  await editor(page).waitFor();
}

test('with the keys of vim switched on, notes are edited with them, until they are switched off', async () => {
  const { client, page: open } = await site().account('ada');
  const { id } = await client.memos.create({ content: 'one\ntwo\nthree' });
  const content = async () => (await client.memos.get(id)).content;
  const { page } = await open();
  await page.goto('/settings/appearance');
  const choice = page.getByRole('switch', { name: 'Keys of vim when editing notes' });
  expect(await choice.getAttribute('aria-checked')).toBe('false');
  await choice.click();
  await expect.poll(async () => (await client.auth.preferences())['vim-keys']).toBe(true);

  await write(page, id);
  await panel(page).waitFor();
  await page.keyboard.type('ggdd:w\n');
  await expect.poll(content).toBe('two\nthree');
  // In vim Escape is a key like any other: it does not end the writing.
  await page.keyboard.type('ofour');
  await page.keyboard.press('Escape');
  await page.keyboard.type('kdd:w\n');
  await expect.poll(content).toBe('four\nthree');

  // Also after a reload, which has only what this device remembers.
  await page.reload();
  await write(page, id);
  await panel(page).waitFor();

  await page.goto('/settings/appearance');
  await choice.click();
  await expect.poll(async () => (await client.auth.preferences())['vim-keys']).toBeUndefined();
  await write(page, id);
  await page.keyboard.type('dd');
  await expect.poll(content).toBe('four\nthreedd');
  expect(await panel(page).count()).toBe(0);
});

test('sections and lists fold and unfold, by keys and by the mark beside them, and the note stays as it was', async () => {
  const { client, page: open } = await site().account('bob');
  const text = '# Plants\n\nplanes\n\n## Trees\n\n- oak\n  - acorn\n\n# Paths\n\ngravel';
  const { id, content } = await client.memos.create({ content: text });
  const { page } = await open();
  await write(page, id);
  const folded = page.locator('.cm-foldPlaceholder');

  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+Shift+BracketLeft');
  await folded.waitFor();
  expect(await lines(page)).toEqual(['# Plants…', '# Paths', 'gravel']);
  await page.keyboard.press('Control+Shift+BracketRight');
  await folded.waitFor({ state: 'detached' });
  expect(await lines(page)).toHaveLength(7);

  // The item that has others below it.
  await page.getByTitle('Fold', { exact: true }).nth(2).click();
  await folded.waitFor();
  expect((await lines(page)).join('\n')).not.toContain('acorn');
  expect((await lines(page)).join('\n')).toContain('gravel');
  await editor(page).press('Control+End');
  await page.keyboard.type(' and sand');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await client.memos.get(id)).content).toBe(`${content} and sand`);
});

// How fast it is depends on the machine, too: of several times one is as it should be.
test('what is saved in vim is on the page within a second', { retry: 2 }, async ({ task }) => {
  const { client, username, page: open } = await site().account(`cora${task.result?.retryCount ?? 0}`);
  const { filename, uid } = await client.memos.create({ content: '# Written here' });
  const file = join(dirname(site().instance.databaseUrl), 'notes', username, filename);
  expect(await readFile(file, 'utf8')).toBe('# Written here');
  const { page } = await open();
  await page.goto('/');
  await page.getByRole('article', { name: 'Written here' }).waitFor();
  await page.evaluate(`
    new MutationObserver(() => {
      if (document.querySelector('[role=feed]').innerText.includes('and there')) window.seenAt ??= Date.now();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  `);
  // As vim does it: the old file becomes the backup, the new one is written in its place.
  await rename(file, `${file}~`);
  await writeFile(file, '# Written here, and there');
  const savedAt = Date.now();
  await page.getByRole('article', { name: 'Written here, and there' }).waitFor();
  const seenAt = (await page.evaluate('seenAt')) as number;
  expect((await client.memos.list()).data).toMatchObject([{ uid, content: '# Written here, and there' }]);
  expect(seenAt - savedAt).toBeLessThan(1000);
});
