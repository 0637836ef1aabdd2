import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Client } from '../../src/client/index.ts';
import { useSite } from './support.ts';

const site = useSite();
/** Thirteen hours before the days of the server's own time, so that a day is seen to be the reader's. */
const FAR: BrowserContextOptions = { timezoneId: 'Pacific/Auckland' };
const march = (day: number, time = '12:00:00.000') =>
  new Date(`2026-03-${String(day).padStart(2, '0')}T${time}+13:00`).toISOString();

/** The titles of the notes that the timeline shows, from above. */
const shown = (page: Page): Promise<(string | null)[]> =>
  page
    .getByRole('feed')
    .getByRole('article')
    .evaluateAll((notes: any[]) => notes.map((note) => note.getAttribute('aria-label')));
async function expectShown(page: Page, titles: readonly string[]): Promise<void> {
  await expect.poll(() => shown(page)).toEqual(titles);
}
const address = (page: Page) => new URL(page.url()).search;
const tags = (page: Page) => page.getByRole('navigation', { name: 'Tags' });

const ALL = [
  'Pinned note',
  'Open letter',
  'Plan of the garden',
  'Narrow measure',
  'Plane trees',
  'Reading list',
];

async function furnish({ memos, resources }: Client): Promise<void> {
  const plan = await resources.upload(new Blob(['the plan'], { type: 'text/plain' }), 'plan.txt');
  await Promise.all([
    memos.create({ content: 'Reading list\n\n- [ ] Locke\n\n#reading', createTime: march(2) }),
    memos.create({
      content: 'Plane trees\n\nhttps://example.com/planes\n\n#garden/trees',
      createTime: march(3),
    }),
    memos.create({ content: 'Narrow measure\n\n```ts\nconst measure = 66;\n```', createTime: march(4) }),
    memos.create({
      content: 'Plan of the garden\n\n#garden',
      createTime: march(5),
      resources: [{ name: plan.name }],
    }),
    memos.create({
      content: 'Open letter\n\n#reading/letters',
      createTime: march(6),
      visibility: 'PUBLIC',
    }),
    memos.create({
      content: 'Pinned note\n\n#garden/trees',
      createTime: march(1),
      visibility: 'PROTECTED',
      pinned: true,
    }),
  ]);
}

test('each filter leaves its notes, several leave what fits all of them, and the address keeps them', async () => {
  const ada = await site().account('ada');
  await furnish(ada.client);
  const { page } = await ada.page(FAR);
  await page.goto('/');
  await expectShown(page, ALL);

  const [kind, visibility] = [
    page.getByLabel('Kind'),
    page.getByRole('group', { name: 'Show only' }).getByLabel('Visibility'),
  ];
  for (const [value, title] of [
    ['task', 'Reading list'],
    ['link', 'Plane trees'],
    ['code', 'Narrow measure'],
    ['file', 'Plan of the garden'],
  ] as const) {
    await kind.selectOption(value);
    await expectShown(page, [title]);
    expect(address(page)).toBe(`?kind=${value}`);
  }
  await kind.selectOption('');
  await expectShown(page, ALL);
  await visibility.selectOption('PROTECTED');
  await expectShown(page, ['Pinned note']);
  await visibility.selectOption('PUBLIC');
  await expectShown(page, ['Open letter']);
  await page.getByRole('button', { name: 'Pinned', exact: true }).click();
  await page.getByText('No note fits these filters.').waitFor();
  await page.goBack();
  await expectShown(page, ['Open letter']);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expectShown(page, ALL);
  expect(address(page)).toBe('');

  // All at once, as somebody has kept it.
  await page.goto('/?tag=garden&kind=link&from=2026-03-03&to=2026-03-04&visibility=PRIVATE');
  await expectShown(page, ['Plane trees']);
  expect(await kind.inputValue()).toBe('link');
  expect(await visibility.inputValue()).toBe('PRIVATE');
  await page.getByRole('button', { name: 'No longer only 3 March 2026 – 4 March 2026' }).click();
  await kind.selectOption('');
  await expectShown(page, ['Plan of the garden', 'Plane trees']);
  await page.getByRole('button', { name: 'No longer only #garden' }).click();
  await expectShown(page, ['Plan of the garden', 'Narrow measure', 'Plane trees', 'Reading list']);
  expect(address(page)).toBe('?visibility=PRIVATE');
});

test('the tree of tags opens, and each of its tags leads to its notes and those below it', async () => {
  const bob = await site().account('bob');
  await furnish(bob.client);
  const { page } = await bob.page(FAR);
  await page.goto('/');
  const below = tags(page).getByRole('button', { name: 'Tags below garden' });
  const trees = tags(page).getByRole('link', { name: 'trees' });
  await below.waitFor();
  expect(await trees.count()).toBe(0);
  await below.click();
  await trees.click();
  await expectShown(page, ['Pinned note', 'Plane trees']);
  expect(address(page)).toBe('?tag=garden%2Ftrees');
  expect(await tags(page).locator('[aria-current]').innerText()).toMatch(/^trees\s*2$/);
  await tags(page).getByRole('link', { name: '#garden' }).click();
  await expectShown(page, ['Pinned note', 'Plan of the garden', 'Plane trees']);
  await below.click();
  await trees.waitFor({ state: 'detached' });
  // It opens by itself where one is.
  await page.goto('/?tag=reading/letters');
  await expectShown(page, ['Open letter']);
  await tags(page).getByRole('link', { name: 'letters' }).waitFor();
});

test('the calendar is the darker the more was written on a day, and a day of the reader leads to its notes', async () => {
  const cora = await site().account('cora');
  const at = (title: string, createTime: string) => cora.client.memos.create({ content: title, createTime });
  await Promise.all([
    at('The evening before', march(10, '23:59:59.999')),
    at('At midnight', march(11, '00:00:00.000')),
    at('At noon', march(11)),
    at('The last moment', march(11, '23:59:59.999')),
    at('Last month', new Date('2026-02-28T12:00:00+13:00').toISOString()),
    ...Array.from({ length: 8 }, (_, at_) => at(`Full day ${at_}`, march(20, `0${at_}:00:00.000`))),
  ]);
  const { page } = await cora.page(FAR);
  await page.goto('/?from=2026-03-10&to=2026-03-10');
  await expectShown(page, ['The evening before']);
  await page.getByRole('button', { name: 'Calendar' }).click();
  const day = (name: string) => page.getByRole('link', { name, exact: true });
  await day('20 March 2026, 8 notes').waitFor();
  const heats = ['9 March 2026, 0 notes', '11 March 2026, 3 notes', '20 March 2026, 8 notes'];
  const dark: number[] = [];
  for (const name of heats) dark.push(await day(name).evaluate(opacity));
  expect(dark[0]).toBe(0);
  expect(dark).toEqual(dark.toSorted((a, b) => a - b));
  expect(new Set(dark).size).toBe(3);

  await day('11 March 2026, 3 notes').click();
  await expectShown(page, ['The last moment', 'At noon', 'At midnight']);
  expect(address(page)).toBe('?from=2026-03-11&to=2026-03-11');
  await page.getByRole('button', { name: 'No longer only 11 March 2026' }).waitFor();
  await page.getByRole('button', { name: 'Month before' }).click();
  await day('28 February 2026, 1 note').click();
  await expectShown(page, ['Last month']);
  await day('28 February 2026, 1 note').click();
  await page.waitForURL(/\/$/);
});

/** Of the colour behind an element, from 0 to 255. */
function opacity(element: any): number {
  const { document, getComputedStyle } = globalThis as any;
  const pen = document.createElement('canvas').getContext('2d');
  pen.fillStyle = getComputedStyle(element).backgroundColor;
  pen.fillRect(0, 0, 1, 1);
  return pen.getImageData(0, 0, 1, 1).data[3];
}

test('what is written and changed elsewhere comes into a filtered list, or leaves it, as the server would say', async () => {
  const { client, page: open } = await site().account('dora');
  const make = (content: string, day: number, more = {}) =>
    client.memos.create({ content, createTime: march(day), ...more });
  const [stays, leaves] = [
    await make('Stays\n\n#garden', 3, { pinned: true }),
    await make('Leaves\n\n#garden/trees', 4, { pinned: true }),
  ];
  const { page } = await open(FAR);
  for (const [query, other, change] of [
    ['?tag=garden&from=2026-03-02&to=2026-03-05', { createTime: march(6) }, { content: 'Leaves' }],
    ['?tag=garden&pinned=1', { pinned: false }, { pinned: false }],
    ['?tag=garden&visibility=PRIVATE', { visibility: 'PUBLIC' }, { visibility: 'PUBLIC' }],
  ] as const) {
    await page.goto(`/${query}`);
    await expectShown(page, ['Leaves', 'Stays']);
    // What does not belong there comes first: where it appears, it stands there when the next one does.
    const made = [
      await make('Another tag\n\n#gardening', 5, { pinned: true }),
      await make('Lacks something\n\n#garden', 5, { pinned: true, ...other }),
      await make('Comes\n\n#Garden/Roses', 5, { pinned: true }),
    ];
    await expectShown(page, ['Comes', 'Leaves', 'Stays']);
    await client.memos.update(leaves.id, change);
    await client.memos.update(stays.id, { content: 'Changed\n\n#garden' });
    await expectShown(page, ['Comes', 'Changed']);
    await page.reload();
    await expectShown(page, ['Comes', 'Changed']);
    const { content } = leaves;
    await client.memos.update(leaves.id, { content, pinned: true, visibility: 'PRIVATE' });
    await client.memos.update(stays.id, { content: 'Stays\n\n#garden' });
    await expectShown(page, ['Comes', 'Leaves', 'Stays']);
    for (const { id } of made) await client.memos.remove(id);
    await expectShown(page, ['Leaves', 'Stays']);
  }
});
