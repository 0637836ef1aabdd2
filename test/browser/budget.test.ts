import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useSite, webApp } from './support.ts';

const site = useSite();
/**
 * Bytes as they are sent, to whoever sees the timeline with its notes for the first time. The aim is 120 kB: half of it is React,
 * and what is left to go are the texts of other pages and the virtual list. Never raise it.
 */
const BUDGET = 139_000;
/** What is about other pages, by what its code cannot do without. */
const APART = {
  editor: 'cm-content',
  graph: 'forceatlas2',
  mathematics: 'katex-display',
  diagrams: 'mermaidAPI',
};

const sizeOf = async (file: string): Promise<number> =>
  (await stat(join(webApp, `${file}.br`)).catch(() => stat(join(webApp, file)))).size;

test('opening the timeline takes no more scripts than it may, and four requests; the editor, the graph and the rest are apart', async () => {
  const ada = await site().account('ada');
  for (let index = 0; index < 12; index++) {
    await ada.client.memos.create({ content: `# Note ${index}\n\n- [ ] a task, *words* and a #tag` });
  }
  const { page, apiRequests } = await ada.page();
  const scripts = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.js') && pathname !== '/sw.js') scripts.add(pathname);
  });
  await page.goto('/');
  await page.getByRole('article', { name: 'Note 11' }).getByRole('checkbox').waitFor();
  await page.waitForLoadState('load');
  const seen = [...scripts];
  const requests = [...apiRequests];
  const sizes = await Promise.all(seen.map(async (file) => [await sizeOf(file), file] as const));
  const total = sizes.reduce((sum, [size]) => sum + size, 0);
  expect(total, sizes.map((row) => row.join(' ')).join('\n')).toBeLessThan(BUDGET);
  expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(4);

  const text = (await Promise.all(seen.map((file) => readFile(join(webApp, file), 'utf8')))).join('\n');
  for (const [name, word] of Object.entries(APART)) expect(text.includes(word), name).toBe(false);
  const all = await readdir(join(webApp, 'assets'));
  expect(
    all.some((name) => /^editor-.*\.js$/.test(name)) && all.some((name) => /^graph-stage-.*\.js$/.test(name)),
  ).toBe(true);
});
