import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { appearance, expectAccessible, takePictures, TAKEN_OVER, useSite, type Visitor } from './support.ts';

const site = useSite();
/** Autosave waits for a second. */
const soon = { timeout: 5000 };
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const DRAFTS = `Object.keys(localStorage).filter((name) => name.includes('draft.note'))`;
let count = 0;
const someone = () => site().account(`reader${++count}`);

const editor = (page: Page) => page.getByRole('textbox', { name: 'Text of the note' });
const edit = (page: Page) => page.getByRole('button', { name: /^Edit/ }).filter({ visible: true }).click();
const contentOf = (who: Visitor, id: number) => async () => (await who.client.memos.get(id)).content;
const scrolled = (page: Page) => page.evaluate<number>('window.scrollY');

const LONG = [
  '# Indexes to a life of reading',
  ...Array.from(
    { length: 12 },
    (_, index) =>
      `## Chapter ${index + 1}\n\nThe ${index + 1}. paragraph is about heads in the *margin*, passages under them, and the page number of everything; it is long enough for three lines of the column, as most paragraphs are.\n\n- [ ] read chapter ${index + 1} again\n- and **nothing** is ever copied twice`,
  ),
].join('\n\n');

test('is edited in place without a jump, saved by itself, and read again', async () => {
  const ada = await someone();
  const { id } = await ada.client.memos.create({ content: LONG });
  const { page } = await ada.page();
  await page.goto(`/n/${id}`);
  const heading = page.getByRole('heading', { name: 'Chapter 6' });
  await heading.waitFor();
  await heading.evaluate((element: any) => element.scrollIntoView({ block: 'start' }));
  const before = (await heading.boundingBox())!.y;
  await page.keyboard.press('e');
  await editor(page).waitFor();
  const line = page.locator('.cm-line', { hasText: '## Chapter 6' });
  await expect.poll(async () => Math.abs((await line.boundingBox())!.y - before)).toBeLessThan(24);

  await page.keyboard.type('Begun anew. ');
  await page.getByText('Saved', { exact: true }).waitFor();
  expect(await contentOf(ada, id)()).toContain('Begun anew. ');
  const written = (await line.boundingBox())!.y;
  await page.keyboard.press('Escape');
  await heading.waitFor();
  expect(Math.abs((await heading.boundingBox())!.y - written)).toBeLessThan(24);

  await page.reload();
  await page.getByText('Begun anew.').waitFor();
  // What was typed within the last second is kept, too.
  await page.getByText('Begun anew.').dblclick();
  await editor(page).waitFor();
  await page.keyboard.type('Twice ');
  await page.keyboard.press('Control+Enter');
  await editor(page).waitFor({ state: 'detached' });
  await expect.poll(contentOf(ada, id), soon).toMatch(/Twice /);
});

test('an edit elsewhere shows at once and moves nothing; two that cross are both kept', async () => {
  const ada = await someone();
  const { id } = await ada.client.memos.create({ content: LONG });
  const [one, two] = [await ada.page(), await ada.page()];
  await Promise.all([one.page.goto(`/n/${id}`), two.page.goto(`/n/${id}`)]);
  const heading = one.page.getByRole('heading', { name: 'Chapter 7' });
  await heading.evaluate((element: any) => element.scrollIntoView({ block: 'start' }));
  const before = (await heading.boundingBox())!.y;
  const longer = LONG.replace(
    '## Chapter 1\n',
    '## Chapter 0\n\nA new paragraph from elsewhere.\n\n## Chapter 1\n',
  );
  const appeared = await appearance(one.page, 'A new paragraph from elsewhere.');
  await ada.client.memos.update(id, { content: longer });
  const answered = Date.now();
  expect((await appeared()) - answered).toBeLessThan(1000);
  expect(Math.abs((await heading.boundingBox())!.y - before)).toBeLessThan(3);

  const short = 'One line that both know.\n';
  await ada.client.memos.update(id, { content: short });
  await Promise.all([
    one.page.getByRole('paragraph').getByText('One line that both know.').waitFor(),
    two.page.getByRole('paragraph').getByText('One line that both know.').waitFor(),
  ]);
  await Promise.all([edit(one.page), edit(two.page)]);
  await Promise.all([editor(one.page).waitFor(), editor(two.page).waitFor()]);
  // Nothing of one's own: taken in.
  await one.page.keyboard.type('From the first.');
  await two.page.locator('.cm-line', { hasText: 'From the first.' }).waitFor();
  await two.context.setOffline(true);
  await two.page.keyboard.type(' From the second.');
  await two.page.getByText('no connection').waitFor();
  await one.page.keyboard.type(' More of the first.');
  await expect.poll(contentOf(ada, id), soon).toContain('More of the first.');
  await two.context.setOffline(false);
  await two.page.getByRole('heading', { name: 'Changed elsewhere while you wrote' }).waitFor();
  expect(await contentOf(ada, id)()).not.toContain('second');
  await takePictures(two.page, 'note-conflict');
  await expectAccessible(two.page);
  await two.page.getByRole('button', { name: 'Keep both in one note' }).click();
  await expect.poll(contentOf(ada, id), soon).toMatch(/More of the first\.[^]*From the second\./);
  two.problems.splice(
    0,
    two.problems.length,
    ...two.problems.filter(
      (problem) => !/INTERNET_DISCONNECTED|preload|fetching the script|412/.test(problem),
    ),
  );
});

test('what is written without a connection is kept on the device through a closed tab, and saved later', async () => {
  const ada = await someone();
  const { id } = await ada.client.memos.create({ content: 'Begun at home.' });
  const { page, context, problems } = await ada.page();
  await page.goto(`/n/${id}`);
  await page.getByText('Begun at home.').waitFor();
  await page.keyboard.press('Enter');
  await editor(page).waitFor();
  await context.setOffline(true);
  await page.keyboard.type(' Continued on the train.');
  await page.getByText('Not saved yet: no connection. Kept on this device.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Begun at home. Continued on the train.').waitFor();
  await page.close();
  await context.setOffline(false);
  expect(await contentOf(ada, id)()).toBe('Begun at home.');

  const again = await context.newPage();
  await again.goto(`/n/${id}`);
  await expect.poll(contentOf(ada, id), soon).toBe('Begun at home. Continued on the train.');
  await expect.poll(() => again.evaluate(DRAFTS), soon).toEqual([]);
  expect(
    problems.splice(0).every((problem) => /INTERNET_DISCONNECTED|preload|fetching the script/.test(problem)),
  ).toBe(true);
});

test('a ticked box changes one character of the note as it is by then', async () => {
  const ada = await someone();
  const { id } = await ada.client.memos.create({ content: '- [ ] buy ink\n- [ ] cut quills\n' });
  const { page, context, problems } = await ada.page();
  await page.goto(`/n/${id}`);
  const box = page.getByRole('checkbox', { name: 'cut quills' });
  await box.waitFor();
  // Somebody is faster by the blink of an eye, and this page has not heard of it.
  let isFirst = true;
  await context.route(`**/api/v1/memos/${id}`, async (route) => {
    if (route.request().method() === 'PATCH' && isFirst) {
      isFirst = false;
      await ada.client.memos.update(id, { content: '- [ ] sweep\n- [x] buy ink\n- [ ] cut quills\n' });
    }
    await route.continue();
  });
  await box.click();
  await expect.poll(contentOf(ada, id), soon).toBe('- [ ] sweep\n- [x] buy ink\n- [x] cut quills\n');
  expect(problems.splice(0).every((problem) => problem.includes('412'))).toBe(true);
});

test('backlinks stand beside the note with their lines, and a link to nothing becomes a note', async () => {
  const ada = await someone();
  const { id, filename } = await ada.client.memos.create({
    content: '# Locke\n\nSee [Manutius](64214a1d.md) and #reading',
  });
  await ada.client.memos.create({ content: `# Method\n\n- The **method** of [Locke](${filename}), 1706` });
  const { page } = await ada.page();
  await page.goto(`/n/${filename}`);
  const backlinks = page.locator('section', { hasText: 'Linked from' });
  await backlinks.getByText('The method of Locke, 1706').waitFor();
  expect(await backlinks.getByRole('link').allInnerTexts()).toEqual(['Method']);

  await page.getByRole('article').getByText('Manutius').click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByLabel('Title').inputValue()).toBe('Manutius');
  await dialog.getByRole('button', { name: 'Create this note' }).click();
  await editor(page).waitFor();
  expect(page.url()).toContain('/n/64214a1d.md');
  await page.keyboard.type('Printer. ');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'dolphin.png', mimeType: 'image/png', buffer: PICTURE });
  await page.locator('.cm-line', { hasText: '![dolphin.png](/api/v1/resources/' }).waitFor();
  await editor(page).press('Escape');
  await page.getByRole('article').getByRole('img', { name: 'dolphin.png' }).waitFor();
  await page.goto(`/n/${id}`);
  await page.getByRole('article').getByRole('link', { name: 'Manutius' }).click();
  await page.getByText('Printer.').waitFor();
});

test('an earlier version is compared and brought back, and the present one is not lost', async () => {
  const ada = await someone();
  const { id } = await ada.client.memos.create({ content: 'The first draft.\n' });
  await ada.client.memos.update(id, { content: 'The second draft.\n' });
  await ada.client.memos.update(id, { content: 'The third draft.\n' });
  const { page } = await ada.page();
  await page.goto(`/n/${id}`);
  await page.getByText('The third draft.').waitFor();
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { pressed: false }).filter({ hasText: 'characters' }).click();
  await dialog.locator('del', { hasText: 'first' }).waitFor();
  await dialog.locator('ins', { hasText: 'third' }).waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Restore this version' }).click();
  await page.getByRole('article').getByText('The first draft.').waitFor();
  expect((await ada.client.memos.versions(id)).data.length).toBe(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(contentOf(ada, id), soon).toBe('The third draft.\n');
});

test('a public note is read by anybody at its link; what is not public is a page of words', async () => {
  const ada = await someone();
  const { client } = ada;
  const other = await client.memos.create({ content: '# The other note', visibility: 'PUBLIC' });
  const { id, uid } = await client.memos.create({
    content: `# For everybody\n\nSee [the other](${other.filename}).\n\n- [ ] a task`,
  });
  const { page } = await ada.page();
  await page.goto(`/n/${id}`);
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Public link' }).click();
  await page.getByRole('button', { name: 'Make it public' }).click();
  const address = await page.getByRole('textbox', { name: 'Public link' }).inputValue();
  expect(address).toBe(`${site().address}/notes/${uid}`);

  const visitor = await site().page();
  await visitor.page.goto(address);
  await visitor.page.getByRole('heading', { name: 'For everybody' }).waitFor();
  expect(await visitor.page.getByRole('button').count()).toBe(0);
  expect(await visitor.page.getByRole('checkbox').isDisabled()).toBe(true);
  await expectAccessible(visitor.page);
  // Nobody tells a visitor of changes: who comes back to the window sees them.
  const { content } = await ada.client.memos.get(id);
  await ada.client.memos.update(id, { content: `${content}\n\nWritten meanwhile.` });
  await visitor.page.evaluate('window.dispatchEvent(new Event("focus"))');
  await visitor.page.getByText('Written meanwhile.').waitFor();
  await visitor.page.getByRole('article').getByRole('link', { name: 'the other' }).click();
  await visitor.page.getByRole('heading', { name: 'The other note' }).waitFor();
  const bob = await (await someone()).page();
  await bob.page.goto(address);
  await bob.page.getByText(`by ${ada.username}`).waitFor();
  expect(await bob.page.getByRole('button', { name: /^Edit/ }).count()).toBe(0);
  await client.memos.update(id, { visibility: 'PRIVATE' });
  await bob.page.getByRole('heading', { name: 'This note has been removed' }).waitFor();
  await visitor.page.goto(address);
  await visitor.page.getByRole('heading', { name: 'There is no note here' }).waitFor();
  await visitor.page.getByRole('button', { name: 'Sign in' }).click();
  await visitor.page.getByLabel('Password').waitFor();
  expect(visitor.problems.splice(0).every((problem) => problem.includes('404'))).toBe(true);
});

test.each(['when all has come', 'when the scripts of a long list are late'])(
  'the trash leads back to the same place of the list, and undo brings the note back, %s',
  async (when) => {
    const ada = await someone();
    for (let index = 0; index < 30; index++)
      await ada.client.memos.create({ content: `Note ${index}\n\nwith a second paragraph` });
    const { page } = await ada.page();
    const gate = Promise.withResolvers<void>();
    await page.route('**/assets/soon-*.js', async (route) => {
      await gate.promise;
      await route.continue();
    });
    if (when === 'when all has come') gate.resolve();
    await page.goto('/');
    await page.getByRole('article', { name: 'Note 29' }).waitFor();
    if (when === 'when all has come') await page.locator(TAKEN_OVER).waitFor();
    await page.evaluate('window.scrollTo(0, 1500)');
    await expect.poll(() => scrolled(page)).toBe(1500);
    const note = page.getByRole('article', { name: 'Note 15' });
    await note.getByRole('link').first().click();
    gate.resolve();
    await page.getByRole('button', { name: /^Edit/ }).filter({ visible: true }).waitFor();
    await expect.poll(() => scrolled(page)).toBe(0);
    await page.keyboard.press('#');
    await page.getByRole('article', { name: 'Note 16' }).waitFor();
    await note.waitFor({ state: 'detached' });
    await expect.poll(async () => Math.abs((await scrolled(page)) - 1500)).toBeLessThan(5);
    await page.getByRole('button', { name: 'Undo' }).click();
    await note.waitFor();
  },
);

test('is accessible, and looks as it should', async () => {
  const ada = await someone();
  const { client } = ada;
  const { filename } = await client.memos.create({ content: '# Aldus Manutius\n\nPrinter in Venice.' });
  const file = await client.resources.upload(new Blob(['the plan']), 'plan of the printing house.txt');
  const note = await client.memos.create({
    content: `# Indexes to a life of reading\n\nCommonplace books were never diaries. They were *indexes to a life of reading*: heads in the margin, passages under them, and the page number of everything. #reading/locke\n\n## Locke’s method\n\nTwo pages at the front, ruled into twenty letters and five vowels each. A head is entered by its **first letter** and **first vowel**; the passage goes to the next free page. [Aldus Manutius](${filename}) printed the first book with page numbers that an index could trust; [a note to come](64214a1d.md) would tell why.\n\n- [x] order the paper\n- [ ] cut the boards\n\n## What remains\n\n> The true art of memory is the art of attention.\n\nSee [the plan](/api/v1/resources/${file.uid}). #method`,
    pinned: true,
  });
  await client.memos.create({
    content: `# Memory\n\nJohnson is nearer to [Locke](${note.filename}) than he thought.`,
  });
  await client.memos.create({
    content: `# Ines\n\nAsk Ines whether the [index](${note.filename}) has a page for trees.`,
  });
  await client.spaces.create('History of reading');
  const { page } = await ada.page();
  await page.goto(`/n/${note.id}`);
  await page.getByText('Johnson is nearer').waitFor();
  await page.getByRole('button', { name: 'Create this note' }).waitFor();
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Add to a space' }).click();
  await page.getByRole('dialog').getByRole('checkbox', { name: 'History of reading' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'History of reading' }).waitFor();
  await expectAccessible(page);
  await takePictures(page, 'note');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('e');
  await editor(page).waitFor();
  await page.keyboard.type(' See [[mem');
  await page.locator('.cm-tooltip-autocomplete').getByText('Memory').waitFor();
  await takePictures(page, 'note-writing');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await editor(page).waitFor({ state: 'detached' });
});
