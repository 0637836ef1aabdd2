import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Memo } from '../../src/client/index.ts';
import { TAKEN_OVER, useSite } from './support.ts';

const site = useSite();
const NOTES = 100_000;
/** So many come in pages. */
const ASKED = 120;
/** The rows near the window: what it shows, and a little above and below. */
const MOST_ROWS = 60;

/**
 * Counts how often React calls the components of the list, and those in it: by its own interface for developer tools, which
 * tells of every part of the page whether it was called in the last round.
 */
const COUNTER = `
  window.calls = { list: 0, rows: {} };
  const CALLED = 1;
  const isComponent = ({ tag }) => [0, 1, 11, 14, 15].includes(tag);
  const isFeed = ({ stateNode }) => stateNode instanceof Element && stateNode.getAttribute('role') === 'feed';
  const isHost = ({ tag }) => tag === 5;
  const holdsFeed = (fiber) => {
    for (let child = fiber.child; child; child = child.sibling)
      if (isFeed(child) || (!isHost(child) && !isComponent(child) && holdsFeed(child))) return true;
    return false;
  };
  const walk = (fiber, before, row, isWithin) => {
    if (fiber === before) return;
    const note = isHost(fiber) && fiber.stateNode.dataset.index;
    if (note) row = note;
    if (isComponent(fiber) && fiber.flags & CALLED) {
      if (row !== undefined) calls.rows[row] = (calls.rows[row] ?? 0) + 1;
      else if (isWithin || holdsFeed(fiber)) calls.list++;
    }
    if (before && fiber.child === before.child) return;
    for (let child = fiber.child; child; child = child.sibling)
      walk(child, child.alternate, row, isWithin || isFeed(fiber));
  };
  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: (_renderer, { current }) => walk(current, current.alternate),
    onCommitFiberUnmount() {},
    onPostCommitFiberRoot() {},
  };
  window.framesPassed = (many) =>
    new Promise((done) => {
      const next = () => (many-- > 0 ? requestAnimationFrame(next) : done(undefined));
      next();
    });
`;

interface Calls {
  /** Of what holds the rows. */
  list: number;
  /** Of all that is drawn in a row, by its place in the list. */
  rows: Record<string, number>;
}

/** What was called while this was done, and until what it set off was drawn. */
async function during(page: Page, work: () => Promise<unknown>): Promise<Calls> {
  await page.evaluate('framesPassed(10), (calls = { list: 0, rows: {} })');
  await work();
  return page.evaluate('framesPassed(3).then(() => calls)');
}

/** The list of an account with very many notes, made in the page: in pages as they are asked for, and then all the rest in one. */
const manyNotes = (first: Memo) => `
  window.asked = [];
  const first = ${JSON.stringify(first)};
  const note = (at) => at === 0 ? first : {
    ...first,
    id: 1_000_000 - at,
    name: 'memos/' + (1_000_000 - at),
    createTime: new Date(Date.parse(first.createTime) - at * 600_000).toISOString(),
    title: 'Note ' + at,
    content: at % 3 === 0 ? 'Note ' + at + '\\n\\n- one\\n- two' : 'Note ' + at,
  };
  const ask = window.fetch;
  window.fetch = async (input, init) => {
    const url = new URL(input, location.href);
    if (url.pathname !== '/api/v1/memos' || (init?.method ?? 'GET') !== 'GET') return ask(input, init);
    const from = Number(url.searchParams.get('pageToken') ?? 0);
    asked.push(from);
    const to = from < ${ASKED} ? from + Number(url.searchParams.get('limit')) : ${NOTES};
    const page = {
      data: Array.from({ length: to - from }, (_, at) => note(from + at)),
      nextPageToken: to < ${NOTES} ? String(to) : '',
    };
    return Response.json(page);
  };
`;

test('of a hundred thousand notes those near the window are in the page; typing draws none of them anew, and an edit its own', async () => {
  const ada = await site().account('ada');
  const memo = await ada.client.memos.create({ content: 'The first note' });
  const { page } = await ada.page();
  await page.addInitScript(COUNTER);
  await page.addInitScript(manyNotes(memo));
  await page.goto('/');
  await page.locator(TAKEN_OVER).waitFor();
  await page.getByRole('article', { name: 'Note 3', exact: true }).waitFor();
  const box = page.getByRole('textbox', { name: 'Write a note' });
  const rows = page.getByRole('feed').getByRole('article');
  const type = (text: string) => during(page, () => box.pressSequentially(text));

  // The first key brings what a note can be saved with.
  await type('T');
  expect(await type('his is written')).toEqual({ list: 0, rows: {} });

  // Pages are asked for one after the other, each once, and before their notes are reached.
  for (let end = 30; end <= ASKED; end += 30) {
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await expect.poll(() => page.evaluate('asked.length')).toBeGreaterThan(end / 30);
    expect(await rows.count()).toBeLessThan(MOST_ROWS);
  }
  expect(await page.evaluate('asked')).toEqual([0, 30, 60, 90, ASKED]);

  for (const part of [0.5, 1]) {
    await page.evaluate(`scrollTo(0, document.body.scrollHeight * ${part})`);
    await expect.poll(async () => (await numbers(page)).at(-1)).toBeGreaterThan(part * NOTES * 0.9);
    const seen = await numbers(page);
    expect(seen.length).toBeLessThan(MOST_ROWS);
    expect(seen).toEqual(seen.map((_, at) => seen[0]! + at));
  }
  await page.getByText('That is everything.').waitFor();

  await page.evaluate('scrollTo(0, 0)');
  await page.getByRole('article', { name: 'The first note' }).waitFor();
  expect(await type(', and goes on')).toEqual({ list: 0, rows: {} });
  const edit = await during(page, async () => {
    await ada.client.memos.update(memo.id, { content: 'The first note, changed' });
    await page.getByRole('article', { name: 'The first note, changed' }).waitFor();
  });
  // So the counter counts.
  expect(Object.keys(edit.rows)).toEqual(['0']);
  expect(edit.list).toBeGreaterThan(0);
});

/** The numbers of the notes that are in the page, from above. */
const numbers = (page: Page): Promise<number[]> =>
  page
    .getByRole('feed')
    .getByRole('article')
    .evaluateAll((notes: any[]) =>
      notes.map((note) => Number(/\d+/.exec(note.getAttribute('aria-label'))?.[0] ?? 0)),
    );
