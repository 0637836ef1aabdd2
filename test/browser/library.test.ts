import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { bookmarkletOf } from '../../web/src/pages/save/bookmarklet-address.ts';
import { article, servePages } from '../support/memories.ts';
import { expectAccessible, takePictures, useSite, type Visitor } from './support.ts';

const site = useSite({ allowPrivateCapture: true });
let count = 0;
const someone = () => site().account(`reader${++count}`);

const pages = (titles: string[]) =>
  servePages(Object.fromEntries(titles.map((title, index) => [`/${index}`, article(title)])));

async function openLibrary(visitor: Visitor) {
  const opened = await visitor.page();
  await opened.page.goto('/library');
  return opened;
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Save pages by their addresses' });

/** The newest text in the history of a note, once nothing is fetched any more. */
async function fetchedBeside({ client }: Visitor, id: string): Promise<string> {
  const { status } = await client.memories.get(id);
  const [newest] = (await client.memos.versions(id)).data;
  return status === 'done' && newest ? (await client.memos.version(id, newest.id)).content : '';
}

test('an empty library shows what it will be', async () => {
  const ada = await someone();
  const { page } = await openLibrary(ada);
  await page.getByText('Pages that stay').waitFor();
  await expectAccessible(page);
  await takePictures(page, 'library-empty');
});

test('an address becomes a page with title, source and text, without asking again', async () => {
  const ada = await someone();
  const web = await pages(['How Locke indexed his reading']);
  let open = () => {};
  web.gate = new Promise((resolve) => (open = resolve));
  const { page, expected } = await openLibrary(ada);
  // It is there already.
  expected.push(/409.*\/api\/add$/);
  await field(page).fill(`${web.url}/0`);
  await field(page).press('Enter');
  await page.getByText('Fetching the page').waitFor();
  open();
  const entry = page.getByRole('article', { name: 'How Locke indexed his reading' });
  await entry.getByText('The Site · Ada · 1 January 2024').waitFor();
  await entry.getByText('About How Locke indexed his reading').waitFor();
  expect(await field(page).inputValue()).toBe('');
  const [memory] = (await ada.client.memories.list()).items;
  expect(memory).toMatchObject({
    status: 'done',
    content: expect.stringContaining('A sentence of the article'),
  });

  await ada.client.memories.update(memory!.id, { content: 'My own words' });
  await field(page).fill(`${web.url}/0?utm_source=x`);
  await field(page).press('Enter');
  await page.getByText('is in your book already').waitFor();
  await takePictures(page, 'library-known');
  web.pages.set('/0', article('A second edition'));
  await page.getByRole('button', { name: 'Fetch again' }).click();
  await page.getByText('your words stay: the new version comes into its history').waitFor();
  await expect.poll(() => fetchedBeside(ada, memory!.id)).toContain('# A second edition');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Show it' }).click();
  await page.waitForURL(/\/(n|notes)\/[0-9a-f]{8}$/);
});

test('a page that cannot be had says why, and can be tried again', async () => {
  const ada = await someone();
  const web = await servePages({ '/late': 404 });
  const { page } = await openLibrary(ada);
  await field(page).fill(`${web.url}/late`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(/The page could not be fetched: .*404/).waitFor();
  web.pages.set('/late', article('Better late'));
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('article', { name: 'Better late' }).waitFor();
  expect((await ada.client.memories.list()).items).toMatchObject([{ status: 'done' }]);
});

test('many addresses are saved at once; shelves and words narrow them; the trash can be undone', async () => {
  const ada = await someone();
  const titles = [
    'Indexes before Google',
    'The art of attention',
    'Page numbers in Venice',
    'On binding boards',
  ];
  const web = await pages(titles);
  await ada.client.memos.create({ content: 'A plain note about binding' });
  const { page } = await openLibrary(ada);
  await field(page).fill(
    [...titles.keys(), 'gone'].map((path) => `${web.url}/${path}`).join('\n') + '\nno address',
  );
  await field(page).press('Enter');
  for (const name of titles) await page.getByRole('article', { name }).waitFor();
  await page.getByText('is not the address of a page').waitFor();
  expect(await field(page).inputValue()).toBe('no address');
  await page.getByText('5 pages saved').waitFor();
  await page.getByText(/could not be fetched/).waitFor();
  expect(await page.getByRole('article').count()).toBe(5);
  await expectAccessible(page);
  await takePictures(page, 'library');
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('button', { name: 'Not fetched' }).click();
  await expect.poll(() => page.getByRole('article').count()).toBe(1);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.getByRole('searchbox').fill('attention');
  await expect
    .poll(() => page.getByRole('article').allInnerTexts())
    .toEqual([expect.stringContaining('attention')]);
  await page.getByRole('searchbox').fill('binding');
  await expect
    .poll(() => page.getByRole('article').allInnerTexts())
    .toEqual([expect.stringContaining('boards')]);

  await page.getByRole('searchbox').fill('');
  const entry = page.getByRole('article', { name: 'Page numbers in Venice' });
  await entry.hover();
  await entry.getByRole('button', { name: /^Actions/ }).click();
  await page.getByRole('menuitem', { name: 'Move to trash' }).click();
  await entry.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await entry.waitFor();
});

test('a page behind many notes is found without looking for it', async () => {
  const ada = await someone();
  await ada.client.memories.add('https://example.com/old', { prefetched: { title: 'Long ago' } });
  for (let index = 0; index < 60; index++) await ada.client.memos.create({ content: `Note ${index}` });
  const { page, apiRequests } = await openLibrary(ada);
  await page.getByRole('article', { name: 'Long ago' }).waitFor();
  expect(apiRequests.filter((path) => path.startsWith('/api/memories?')).length).toBe(2);
});

test('a page, and a note, are put into spaces from their menus', async () => {
  const ada = await someone();
  const web = await pages(['A page to share']);
  const { space } = await ada.client.spaces.create('Papers');
  await ada.client.memories.add(`${web.url}/0`);
  const { page } = await openLibrary(ada);
  const entry = page.getByRole('article', { name: 'A page to share' });
  await entry.hover();
  await entry.getByRole('button', { name: /^Actions/ }).click();
  await page.getByRole('menuitem', { name: 'Add to a space' }).click();
  await page.getByRole('checkbox', { name: 'Papers' }).click();
  await expect.poll(async () => (await ada.client.memories.list({ spaceId: space.id })).total).toBe(1);
  await page.getByRole('textbox', { name: 'New space' }).fill('Seminar');
  await page.getByRole('button', { name: 'Create and add' }).click();
  await expect.poll(() => page.getByRole('checkbox', { name: 'Seminar' }).isChecked()).toBe(true);
  await expectAccessible(page);
  await takePictures(page, 'add-to-space');

  await page.setViewportSize({ width: 1440, height: 900 });
  await ada.client.memos.create({ content: 'A note to share' });
  await page.goto('/');
  const note = page.getByRole('article', { name: 'A note to share' });
  await note.hover();
  await note.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Add to a space' }).click();
  await page.getByRole('checkbox', { name: 'Papers' }).click();
  await expect.poll(async () => (await ada.client.memories.list({ spaceId: space.id })).total).toBe(2);
});

test('the bookmarklet saves nothing by itself; one key saves page and words, and its window closes', async () => {
  const ada = await someone();
  const web = await pages(['Found elsewhere']);
  const { context } = await site().page();
  const elsewhere = await context.newPage();
  await elsewhere.goto(`${web.url}/0`);
  await elsewhere.evaluate("getSelection().selectAllChildren(document.querySelector('p'))");
  const program = decodeURIComponent(bookmarkletOf(site().address).replace('javascript:', ''));
  const [popup] = await Promise.all([context.waitForEvent('page'), elsewhere.evaluate(program)]);
  await popup.getByRole('textbox', { name: 'Name' }).fill(ada.username);
  await popup.getByRole('textbox', { name: 'Password' }).fill(ada.password);
  await popup.getByRole('button', { name: 'Sign in' }).click();
  await popup.getByRole('heading', { name: 'Save to your book' }).waitFor();
  const words = popup.getByRole('textbox');
  await words.fill(`${await words.inputValue()}: worth a look`);
  await expectAccessible(popup);
  await takePictures(popup, 'save');
  expect((await ada.client.memories.list()).total).toBe(0);
  await popup.getByRole('button', { name: 'Save the page' }).focus();
  const closed = popup.waitForEvent('close');
  await popup.keyboard.press('Enter');
  await closed;
  const { items } = await ada.client.memories.list();
  expect(items.map(({ type }) => type).toSorted()).toEqual(['note', 'page']);
  expect(items.find(({ type }) => type === 'note')!.content).toMatch(
    /^A sentence of the article .*: worth a look\n\n\[Found elsewhere\]\(<http:/,
  );
});

test('what has been saved before says where, and the ways to save are explained', async () => {
  const ada = await someone();
  const web = await pages(['Known already']);
  await ada.client.memories.add(`${web.url}/0`);
  const { page, expected } = await ada.page();
  expected.push(/409.*\/api\/add$/);
  await page.goto(`/save?text=${encodeURIComponent(`Look at ${web.url}/0`)}`);
  await page.getByRole('button', { name: 'Save the page' }).click();
  await page.getByText('It is in your book already').waitFor();
  await takePictures(page, 'save-known');
  web.pages.set('/0', article('A second edition'));
  await page.getByRole('button', { name: 'Fetch again' }).click();
  await page.getByText('The page has been fetched once more').waitFor();
  const titles = (await ada.client.memories.list()).items.map(({ title }) => title);
  expect(titles).toContain('A second edition');
  await page.getByRole('link', { name: 'To the library' }).click();
  await page.getByRole('link', { name: 'Saving from elsewhere' }).click();
  const bookmarklet = page.getByRole('link', { name: 'Save to Commonplace' });
  expect(await bookmarklet.getAttribute('href')).toMatch(/^javascript:/);
  await bookmarklet.click();
  await page.getByText('drag it to your bookmarks').waitFor();
  await expectAccessible(page);
  await takePictures(page, 'save-how');
});
