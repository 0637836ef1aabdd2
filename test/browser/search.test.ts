import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, takePictures, useSite } from './support.ts';

const site = useSite();
let count = 0;
const someone = () => site().account(`reader${++count}`);

const NOTES = [
  '# Locke’s method\n\nTwo pages at the front, ruled into twenty letters and five vowels each. A head is entered by its first letter and first vowel; the passage goes to the next free page, and the index finds the page again. #reading/locke #method',
  '# Aldus Manutius\n\nThe first book with page numbers that an index could trust, Venice 1499. [Locke’s method](64214a1d.md) needs them. #printing/venice',
  'Commonplace books were never diaries. They were indexes to a life of reading: heads in the margin, passages under them, and the page number of everything. #reading/locke',
  'Ask Ines about the plane trees, and about paper for the index. #garden',
  '> The true art of memory is the art of attention.\n\nJohnson, *The Idler* 74. #reading/johnson #quotes',
  '# Binding\n\n- [x] order the paper\n- [ ] cut the boards\n- [ ] sew the gatherings\n\n#binding',
  '# Measure\n\nThe press wants `12 pt` leading at this width. Try the index page again with the new face.\n\n```ts\nconst measure = 66;\n```\n\n#type',
];

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search everywhere' });
const field = (page: Page) => page.getByRole('combobox', { name: 'Search everywhere' });
const option = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name });

async function openPalette(page: Page): Promise<void> {
  await page.locator('#main').waitFor();
  await page.keyboard.press('Control+k');
  await field(page).waitFor();
  await expect.poll(() => field(page).evaluate((element) => element.matches(':focus'))).toBe(true);
}

test('the palette finds notes while one types, marks the words, and opens them by keys', async () => {
  const ada = await someone();
  for (const content of NOTES) await ada.client.memos.create({ content });
  const { page, context } = await ada.page();
  await page.goto('/graph');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await openPalette(page);
  await option(page, 'Aldus Manutius').waitFor();

  // The last word is not finished.
  await field(page).pressSequentially('venice page numb');
  const manutius = palette(page).getByRole('group', { name: 'Notes' }).getByRole('option').first();
  await expect.poll(() => manutius.innerText()).toContain('Aldus Manutius');
  await expect
    .poll(() => manutius.locator('mark').allInnerTexts())
    .toEqual(['page', 'numbers', 'Venice', 'venice']);
  await expect.poll(() => palette(page).getByRole('status').innerText()).toMatch(/^\d+ results$/);
  const active = await field(page).getAttribute('aria-activedescendant');
  expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');

  const [tab] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Control+Enter')]);
  await tab.waitForURL('**/n/*');
  await tab.close();
  await page.bringToFront();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/n/*');
  await palette(page).waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Aldus Manutius' }).first().waitFor();
});

test('the palette reaches tags, spaces and commands, and the keys of the page below', async () => {
  const ada = await someone();
  for (const content of NOTES.slice(0, 3)) await ada.client.memos.create({ content });
  const { space } = await ada.client.spaces.create('Kitchen');
  const { page } = await ada.page();
  await page.goto('/');
  await page.getByRole('article').first().waitFor();

  await openPalette(page);
  await field(page).pressSequentially('#ven');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/?tag=printing%2Fvenice');

  // Beside other words a tag is written into the query.
  await openPalette(page);
  await field(page).pressSequentially('index #locke');
  await option(page, /^#reading\/locke/).waitFor();
  await page.keyboard.press('Tab');
  expect(await field(page).inputValue()).toBe('index #reading/locke ');
  await expect
    .poll(() => palette(page).getByRole('group', { name: 'Notes' }).getByRole('option').count())
    .toBe(1);
  await page.keyboard.press('Escape');
  await palette(page).waitFor({ state: 'detached' });

  await openPalette(page);
  await field(page).pressSequentially('kitch');
  await palette(page).getByRole('group', { name: 'Spaces' }).getByRole('option', { name: 'Kitchen' }).click();
  await page.waitForURL(`**/spaces/${space.id}`);

  await openPalette(page);
  await field(page).pressSequentially('theme dark');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate('document.documentElement.className')).toContain('dark');

  await openPalette(page);
  await field(page).pressSequentially('> keys');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await sheet.getByRole('searchbox').fill('timeline');
  await expect.poll(() => sheet.locator('dt').allInnerTexts()).toEqual(['Timeline']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await openPalette(page);
  await field(page).pressSequentially('new note');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator(':focus').getAttribute('aria-label')).toBe('Write a note');
});

test('what is written in titles, tags and snippets is text, and CJK is found by two characters', async () => {
  const ada = await someone();
  const attack =
    '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> <mark>knapsack</mark>';
  await ada.client.memos.create({ content: `# ${attack}\n\nknapsack \`${attack}\` &lt;b&gt; #knap<b>sack` });
  await ada.client.memos.create({ content: '東京の図書館で索引について読んだ。' });
  const saved = { id: 'x', name: attack, q: 'knapsack' };
  await ada.client.auth.prefer({ searches: [saved, { id: 3 }, 'nonsense'] });
  const { page } = await ada.page();
  await page.goto('/library');
  await openPalette(page);
  await palette(page).getByRole('group', { name: 'Saved searches' }).getByText('onerror').waitFor();
  await field(page).pressSequentially('knapsack');
  await expect
    .poll(() => palette(page).getByRole('group', { name: 'Notes' }).locator('mark').allInnerTexts())
    .toContain('knapsack');
  await option(page, /^Search for/).click();
  await page.waitForURL('**/search?q=knapsack*');
  await page.getByRole('article').locator('mark').first().waitFor();
  expect(await page.evaluate('window.hacked')).toBeUndefined();
  expect(await page.locator('img, main script, b').count()).toBe(0);

  await openPalette(page);
  await field(page).fill('索引');
  await expect
    .poll(() =>
      option(page, /図書館/)
        .locator('mark')
        .allInnerTexts(),
    )
    .toContain('索引');
  await field(page).fill('書');
  await option(page, /図書館/).waitFor();
});

test('the search page writes filters into the field, and says what to write where that is wrong', async () => {
  const ada = await someone();
  for (const content of NOTES) await ada.client.memos.create({ content });
  const { page } = await ada.page();
  await page.goto('/search');
  const box = page.getByRole('searchbox', { name: 'Search' });
  const titles = () => page.getByRole('article').evaluateAll((all) => all.map((one) => one.ariaLabel));
  await box.pressSequentially('paper');
  await expect.poll(async () => (await titles()).length).toBe(2);
  await page.getByRole('button', { name: 'With tasks' }).click();
  expect(await box.inputValue()).toBe('paper has:task');
  await expect.poll(titles).toEqual(['Binding']);
  await page.getByRole('button', { name: 'With tasks' }).click();
  await page.locator('main select').nth(1).selectOption('garden');
  await expect.poll(() => page.url()).toContain('q=paper+%23garden');
  await expect.poll(async () => (await titles()).length).toBe(1);
  await page.getByLabel('When it was written').selectOption('7d');
  expect(await box.inputValue()).toBe('paper #garden after:7d');

  await box.fill('paper has:cheese');
  await page
    .getByText('“has:cheese” is not known. Write has:link, has:file, has:task or has:code.')
    .waitFor();
  expect(await box.getAttribute('aria-invalid')).toBe('true');

  // As a word it is nowhere, as a beginning it is.
  await box.fill('commonpl');
  await page.getByText('No note has “commonpl” as a whole word.').waitFor();
  expect(await titles()).toHaveLength(1);
  await box.fill('"paper index"');
  await page.getByText('The words apart from each other:').waitFor();
  await page.getByRole('button', { name: 'paper index', exact: true }).click();
  await expect.poll(async () => (await titles()).length).toBe(1);

  await page.getByRole('button', { name: 'How to search' }).click();
  await page.getByRole('button', { name: 'Search for is:pinned' }).click();
  expect(await box.inputValue()).toBe('is:pinned');
  await page.getByText('Nothing found.').waitFor();
  await page.goBack();
});

test('a saved search stands in the rail and in the palette, after a reload and in another browser', async () => {
  const ada = await someone();
  for (const content of NOTES) await ada.client.memos.create({ content });
  const { page } = await ada.page();
  await page.goto('/search?q=index+-garden');
  await page.getByRole('button', { name: 'Save this search' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Indexes');
  await page.keyboard.press('Enter');
  const rail = page.getByRole('navigation', { name: 'Saved searches' });
  await rail.getByRole('link', { name: 'Indexes' }).waitFor();
  await expect
    .poll(async () => (await ada.client.auth.preferences())['searches'])
    .toMatchObject([{ name: 'Indexes', q: 'index -garden' }]);

  await page.goto('/');
  await rail.getByRole('link', { name: 'Indexes' }).click();
  await page.waitForURL('**/search?q=index+-garden');
  await expect.poll(() => page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('index -garden');

  const other = await ada.page();
  await other.page.goto('/library');
  await openPalette(other.page);
  await option(other.page, /^Indexes/).click();
  await other.page.waitForURL('**/search?q=index+-garden');
  await other.page.getByRole('article').first().waitFor();

  await ada.client.auth.prefer({
    searches: [
      ...((await ada.client.auth.preferences())['searches'] as object[]),
      { id: 'two', name: 'Paper', q: 'paper' },
    ],
  });
  await page.goto('/search');
  await page.getByRole('button', { name: 'Paper: up' }).click();
  await expect
    .poll(async () => (await ada.client.auth.preferences())['searches'])
    .toMatchObject([{ name: 'Paper' }, { name: 'Indexes' }]);
  await page.getByRole('button', { name: 'Remove Indexes' }).click();
  await expect.poll(() => rail.getByRole('link').allInnerTexts()).toEqual(['Paper']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => rail.getByRole('link').allInnerTexts()).toEqual(['Paper', 'Indexes']);
});

test('a search looks in a space, or in saved pages alone', async () => {
  const ada = await someone();
  for (const content of NOTES) await ada.client.memos.create({ content });
  const { space } = await ada.client.spaces.create('Kitchen');
  await ada.client.memories.add('An index of all spices, on paper', { spaces: [space.id] });
  await ada.client.memories.add('https://example.com/indexes', {
    prefetched: {
      title: 'On indexes',
      contentToSave: 'Every index is a page that somebody has read before.',
    },
  });
  const { page } = await ada.page();
  await page.goto('/search?q=index');
  const titles = () => page.getByRole('article').evaluateAll((all) => all.map((one) => one.ariaLabel));
  await expect.poll(async () => (await titles()).length).toBe(6);
  const where = page.getByLabel('Where to search');
  await where.selectOption({ label: 'Space: Kitchen' });
  await expect.poll(titles).toEqual(['An index of all spices, on paper']);
  await page.getByRole('article').locator('mark').first().waitFor();
  await where.selectOption('pages');
  await expect.poll(titles).toEqual(['On indexes']);
  await page.getByText('example.com', { exact: true }).waitFor();

  // The same by one button, and from the palette.
  const only = page.getByRole('button', { name: 'Saved pages' });
  expect(await only.getAttribute('aria-pressed')).toBe('true');
  await only.click();
  await expect.poll(async () => (await titles()).length).toBe(6);
  await only.click();
  await expect.poll(titles).toEqual(['On indexes']);
  await only.click();
  await openPalette(page);
  await field(page).pressSequentially('index');
  await option(page, /^Search for .index.*Saved pages/).click();
  await expect.poll(() => new URL(page.url()).search).toBe('?q=index*&in=pages');
  await expect.poll(titles).toEqual(['On indexes']);
});

test('palette, search page and sheets are accessible, and look as they should', async () => {
  const ada = await someone();
  const day = 24 * 60 * 60 * 1000;
  for (const [index, content] of NOTES.entries()) {
    const createTime = new Date(Date.now() - index * 9 * day).toISOString();
    await ada.client.memos.create({ content, createTime });
  }
  await ada.client.memories.add('https://example.com/indexes', {
    prefetched: {
      title: 'On indexes',
      contentToSave: 'Every index is a page that somebody has read before.',
    },
  });
  await ada.client.auth.prefer({
    searches: [
      { id: '1', name: 'Open tasks', q: 'has:task' },
      { id: '2', name: 'Indexes and what they are good for in a book of many pages', q: 'index -garden' },
    ],
  });
  const { page } = await ada.page();
  const wide = () => page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/');
  await page.getByRole('article').first().waitFor();
  await openPalette(page);
  await option(page, 'Open tasks').waitFor();
  await takePictures(page, 'palette');
  await wide();
  await field(page).fill('index');
  await expect.poll(() => palette(page).locator('mark').count()).toBeGreaterThan(4);
  await option(page, /On indexes/).waitFor();
  await expectAccessible(page);
  await takePictures(page, 'palette-typed');
  await wide();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Escape');
  await page.locator('body').click({ position: { x: 700, y: 880 } });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await expectAccessible(page);
  await takePictures(page, 'keys');
  await wide();

  await page.goto('/search');
  await page.getByRole('button', { name: 'Remove Open tasks' }).waitFor();
  await expectAccessible(page);
  await takePictures(page, 'search-empty');
  await wide();
  await page.getByRole('button', { name: 'How to search' }).first().click();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Search' }).fill('index page');
  await page.getByRole('article').first().waitFor();
  await expectAccessible(page);
  await takePictures(page, 'search');
  await wide();
  await page.getByRole('searchbox', { name: 'Search' }).fill('"paper boards" is:pinned before:2030-01-01');
  await page.getByText('Nothing found.').waitFor();
  await takePictures(page, 'search-nothing');
}, 90_000);
