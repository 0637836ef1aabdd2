import { expect, test } from 'vitest';
import type { Memo } from '../../src/client/index.ts';
import { expectAccessible, takePictures, useSite } from './support.ts';

const site = useSite();
let count = 0;
const someone = () => site().account(`user${++count}`);

const TITLES = [
  'Aldus Manutius',
  'Attention',
  'An index finds the page',
  '“Quoted first” stands under Q',
  'Binding',
  'Boards, cut along the grain',
  'Commonplace books were indexes to a life of reading, never diaries',
  'Élan and its accents',
  'Ink that fades, and ink that eats the paper through in a hundred years or two',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  'Locke',
  'Locke’s method',
  'Memory',
  'Plane trees, pruned late',
  'Venice',
  '1706, the year of the method',
];

test('an empty index shows what it will be', async () => {
  const ada = await someone();
  const { page } = await ada.page();
  await page.goto('/notes');
  await page.getByText('The index of your book').waitFor();
  await expectAccessible(page);
  await takePictures(page, 'notes-empty');
});

test('notes stand by their titles, are filtered while typing, sorted, and opened by keys', async () => {
  const ada = await someone();
  const made: Memo[] = [];
  for (const [at, title] of TITLES.entries()) {
    const links = at > 8 ? `\n\n[see](${made[at % 5]!.filename})` : '';
    made.push(await ada.client.memos.create({ content: `# ${title}${links}` }));
  }
  const { page } = await ada.page();
  await page.goto('/notes');
  const entries = () => page.locator('[data-entry]').allInnerTexts();
  const titles = async () => (await entries()).map((text) => text.split('\n')[0]);
  await page.getByRole('link', { name: 'Aldus Manutius' }).waitFor();
  expect((await titles()).slice(0, 4)).toEqual([
    '1706, the year of the method',
    'Aldus Manutius',
    'An index finds the page',
    'Attention',
  ]);
  expect(await page.locator('.index-letter').allInnerTexts()).toEqual([
    '0–9',
    'A',
    'B',
    'C',
    'D',
    'E',
    'I',
    'L',
    'M',
    'P',
    'Q',
    'V',
  ]);
  await expectAccessible(page);
  await takePictures(page, 'notes');
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByLabel('Order').selectOption('newest');
  await expect.poll(async () => (await titles())[0]).toBe(TITLES.at(-1));
  await page.getByLabel('Order').selectOption('linked');
  await expect.poll(async () => (await entries())[0]).toMatch(/\n2/);
  await page.getByLabel('Order').selectOption('title');
  await page.getByRole('button', { name: /^Without links/ }).click();
  await expect.poll(async () => (await titles()).length).toBe(4);
  await page.getByRole('button', { name: /^All/ }).click();

  await page.keyboard.press('/');
  await page.keyboard.type('elan');
  await expect.poll(titles).toEqual(['Élan and its accents']);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('lock');
  await expect.poll(titles).toEqual(['Locke', 'Locke’s method']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await expect.poll(() => page.locator(':focus').getAttribute('data-entry')).toBe(String(made[11]!.id));
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/n/${made[11]!.id}`);
  await page.goBack();
  await expect.poll(titles).toEqual(['Locke', 'Locke’s method']);
});

test('a file that is linked to and not there is listed with the notes that name it', async () => {
  const ada = await someone();
  const { id } = await ada.client.memos.create({ content: '# A letter\n\n[lost](00c0ffee.md)' });
  const { page } = await ada.page();
  await page.goto('/notes');
  await page.getByRole('button', { name: 'Missing' }).click();
  await page.getByRole('heading', { name: '00c0ffee.md' }).waitFor();
  await expectAccessible(page);
  await takePictures(page, 'notes-missing');
  await page.getByRole('link', { name: 'A letter' }).click();
  await page.getByRole('article', { name: 'A letter' }).waitFor();
  expect((await ada.client.memos.get(id)).title).toBe('A letter');
});

test('a note is begun by its title, with a link', async () => {
  const ada = await someone();
  const locke = await ada.client.memos.create({ content: '# Locke [1632]' });
  const { page } = await ada.page();
  await page.goto('/notes');
  await page.getByRole('button', { name: 'New note' }).click();
  await page.getByLabel('Title', { exact: true }).fill('Two pages at the front');
  await page.getByRole('combobox', { name: 'Find a note' }).fill('loc');
  await page.getByRole('option', { name: 'Locke' }).waitFor();
  await takePictures(page, 'notes-new');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Begin the note' }).click();
  await page.waitForURL('**/n/*');
  const { links, nodes } = await ada.client.memos.graph();
  const made = nodes.find(({ title }) => title === 'Two pages at the front');
  expect(links).toEqual([[made?.id, locke.id]]);
});

test('of thousands of notes only those near the window are in the page', async () => {
  const ada = await someone();
  const size = 1200;
  for (let at = 0; at < size; at += 40) {
    await Promise.all(
      Array.from({ length: 40 }, (_, one) =>
        ada.client.memos.create({
          content: `${String.fromCharCode(65 + ((at + one) % 26))} note ${at + one}`,
        }),
      ),
    );
  }
  const { page } = await ada.page();
  await page.goto('/notes');
  await page.getByRole('link', { name: 'A note 0', exact: true }).waitFor();
  const rows = () => page.locator('[data-entry]').count();
  expect(await rows()).toBeLessThan(170);
  await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
  await page.getByRole('link', { name: 'Z note 1195', exact: true }).waitFor();
  expect(await rows()).toBeLessThan(170);
  await takePictures(page, 'notes-many');
});
