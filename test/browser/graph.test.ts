import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Client } from '../../src/client/index.ts';
import { expectAccessible, takePictures, useSite } from './support.ts';

const site = useSite();
let count = 0;
const someone = () => site().account(`user${++count}`);

const BOOK: [title: string, ...links: number[]][] = [
  ['Locke'],
  ['Memory'],
  ['Commonplace books were indexes to a life of reading', 0, 1],
  ['Locke’s method of twenty letters and five vowels', 0, 2],
  ['Aldus Manutius', 2],
  ['Venice', 4],
  ['Page numbers, and who first trusted them', 4, 2],
  ['Johnson on attention', 1],
  ['The art of memory is the art of attention', 1, 7],
  ['Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', 1],
  ['A note on its own'],
  ['Another one on its own'],
];

/** Notes with links to earlier ones. @returns their ids */
async function write(client: Client, notes: readonly (readonly [string, ...number[]])[]): Promise<number[]> {
  const made: { id: number; filename: string }[] = [];
  for (const [title, ...links] of notes) {
    const lines = links.map((at) => `[see](${made[at]!.filename})`);
    made.push(await client.memos.create({ content: [`# ${title}`, ...lines].join('\n\n') }));
  }
  return made.map(({ id }) => id);
}

const stage = (page: Page) => page.getByRole('application');
const still = (page: Page) => page.locator('.graph-stage[data-state=still]').waitFor({ timeout: 20_000 });

/** The middle of what nothing lies over: there stands what was looked for. */
async function middle(page: Page): Promise<{ x: number; y: number }> {
  const box = (await stage(page).boundingBox())!;
  const over = (side: string) =>
    page.evaluate(
      `parseFloat(getComputedStyle(document.querySelector('.graph-stage')).getPropertyValue('--over-${side}'))`,
    ) as Promise<number>;
  const [top, right, bottom] = [await over('top'), await over('right'), await over('bottom')];
  return { x: box.x + (box.width - right) / 2, y: box.y + (box.height + top - bottom) / 2 };
}

test('an empty graph shows what it will be good for', async () => {
  const ada = await someone();
  await ada.client.memos.create({ content: 'Nothing is linked yet' });
  const { page } = await ada.page();
  await page.goto('/graph');
  await page.getByText('Links make it grow').waitFor();
  await expectAccessible(page);
  await takePictures(page, 'graph-empty');
});

test('a note is found by its title, its links are walked by keys, and Enter opens it', async () => {
  const ada = await someone();
  const ids = await write(ada.client, BOOK);
  const { page } = await ada.page();
  await page.goto('/graph');
  await page.getByText('12 notes, 12 links').waitFor();
  await still(page);
  await page.keyboard.press('/');
  await page.keyboard.type('aldus');
  await page.getByRole('option', { name: 'Aldus Manutius' }).waitFor();
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Aldus Manutius' });
  await card.getByText('3 links').waitFor();
  expect(await card.getByRole('listitem').allInnerTexts()).toEqual([BOOK[2]![0], BOOK[6]![0], 'Venice']);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await stage(page).focus();
  const before = await card.getAttribute('aria-label');
  for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
    await page.keyboard.press(key);
    if ((await page.locator('.graph-card').getAttribute('aria-label')) !== before) break;
  }
  const after = await page.locator('.graph-card').getAttribute('aria-label');
  // A key that points at no neighbour leaves the note in focus.
  const neighbours = [2, 5, 6];
  expect(neighbours.map((at) => BOOK[at]![0])).toContain(after);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/n/${ids[BOOK.findIndex(([title]) => title === after)]}`);
});

test('a dot opens its note by click, and the surroundings of a note are shown alone', async () => {
  const ada = await someone();
  const [first, second] = await write(ada.client, [['One'], ['Two', 0], ['Three', 1], ['Four', 2]]);
  const { page } = await ada.page();
  await page.goto(`/graph?note=${first}`);
  await page.getByText('2 notes, 1 link').waitFor();
  await still(page);
  await page.getByLabel('How far').selectOption('2');
  await page.getByText('3 notes, 2 links').waitFor();
  await page.getByRole('link', { name: 'Whole graph' }).click();
  await page.getByText('4 notes, 3 links').waitFor();
  await still(page);
  await page.getByRole('combobox', { name: 'Find a note' }).fill('two');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Two' }).waitFor();
  const { x, y } = await middle(page);
  await page.mouse.click(x, y);
  await page.waitForURL(`**/n/${second}`);
  expect(await ada.client.memos.get(second!)).toMatchObject({ title: 'Two' });
});

test('the graph stands where it stood: the second visit arranges nothing', async () => {
  const ada = await someone();
  await write(ada.client, BOOK);
  const { page } = await ada.page();
  let workers = 0;
  page.on('worker', () => workers++);
  await page.goto('/graph');
  await still(page);
  expect(workers).toBe(1);
  await page.evaluate('document.fonts.ready.then(() => true)');
  const shot = () => stage(page).screenshot();
  let before = await shot();
  await expect.poll(async () => before.equals((before = await shot()))).toBe(true);
  await page.reload();
  await still(page);
  await expect.poll(async () => before.equals(await shot())).toBe(true);
  expect(workers).toBe(1);

  // What is new stands beside what it is linked with; nobody else moves.
  const [aldus] = (await ada.client.memos.search({ q: 'Aldus' })).data;
  await ada.client.memos.create({ content: `# Griffo\n\n[cut for](${aldus!.filename})` });
  await page.getByText('13 notes, 13 links').waitFor();
  await still(page);
  expect(workers).toBe(1);
});

test('a tag, a label and a switch leave a part of it', async () => {
  const ada = await someone();
  await write(ada.client, [['One'], ['Two words #venice', 0], ['Three words'], ['Four words', 0]]);
  const { page } = await ada.page();
  await page.goto('/graph');
  await still(page);
  const found = () => stage(page).getAttribute('data-seen');
  expect(await found()).toBe('4');
  await page.getByRole('button', { name: '1 without links' }).click();
  await expect.poll(found).toBe('3');
  await page.getByRole('combobox', { name: 'Tag' }).selectOption('venice');
  await expect.poll(found).toBe('1');
  await page.getByRole('combobox', { name: 'Tag' }).selectOption('');
  await page.getByRole('combobox', { name: 'Label' }).selectOption({ label: 'One' });
  await expect.poll(found).toBe('3');
  await page.getByRole('status').getByText('3 of 4 notes').waitFor();
  await page.getByRole('combobox', { name: 'Label' }).selectOption('0');
  await page.getByRole('combobox', { name: 'When it was written' }).selectOption('days');
  await page.getByLabel('Before').fill('2024-01-01');
  await expect.poll(found).toBe('0');
  await page.getByLabel('From').fill('2023-01-01');
  await page.getByLabel('Before').fill('');
  await expect.poll(found).toBe('3');
  await expectAccessible(page);
  await takePictures(page, 'graph-filters');
});

test('where nothing can be drawn, the links are a list', async () => {
  const ada = await someone();
  await write(ada.client, BOOK);
  const { page } = await ada.page();
  await page.addInitScript('HTMLCanvasElement.prototype.getContext = () => null');
  await page.goto('/graph');
  await page.getByText('This browser cannot draw the graph').waitFor();
  await page.getByRole('button', { name: /^Memory/ }).click();
  const card = page.getByRole('region', { name: 'Memory' });
  await card.getByRole('button', { name: 'Johnson on attention' }).click();
  await page
    .getByRole('region', { name: 'Johnson on attention' })
    .getByRole('link', { name: 'Open' })
    .waitFor();
  await expectAccessible(page);
  await takePictures(page, 'graph-list');
});

test('on a phone a tap shows a card, from which the note is opened', async () => {
  const ada = await someone();
  const [, second] = await write(ada.client, [['One'], ['Two', 0], ['Three', 1]]);
  const { page } = await ada.page({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.goto(`/graph?note=${second}`);
  await still(page);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.locator('.graph-card').waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Find a note' }).fill('two');
  await page.getByRole('option', { name: 'Two' }).tap();
  await page.getByRole('region', { name: 'Two' }).waitFor();
  const { x, y } = await middle(page);
  await page.getByRole('button', { name: 'Close' }).tap();
  await page.touchscreen.tap(x, y);
  await page.getByRole('region', { name: 'Two' }).getByText('2 links').waitFor();
  await page.getByRole('link', { name: 'Open' }).tap();
  await page.waitForURL(`**/n/${second}`);
  expect(await ada.client.memos.get(second!)).toMatchObject({ title: 'Two' });
});

test('a graph of many notes settles, and looks as it should', async () => {
  const ada = await someone();
  const size = 300;
  const words = 'paper ink press type margin index letter binding thread board'.split(' ');
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const notes = Array.from({ length: size }, (_, at): [string, ...number[]] => {
    const title = at < 10 ? words[at]! : `${words[random(10)]} and ${words[random(10)]}, ${at}`;
    if (at < 2 || at % 9 === 0) return [title];
    const links = [random(Math.min(at, 30)), Math.max(0, at - 1 - random(12))];
    return [title, ...new Set(at % 3 ? links : links.slice(0, 1))];
  });
  await write(ada.client, notes);
  const { page } = await ada.page();
  await page.goto('/graph');
  await still(page);
  expect(await stage(page).getAttribute('data-seen')).toBe(String(size));
  await takePictures(page, 'graph');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('combobox', { name: 'Find a note' }).fill('press');
  await takePictures(page, 'graph-search');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Enter');
  await takePictures(page, 'graph-focus');
});
