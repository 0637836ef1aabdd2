import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useSite } from './support.ts';

const site = useSite();
/** What explains takes so long; what turns while somebody waits is another matter. */
const LONGEST_MS = 160;

interface Motion {
  what: string;
  ms: number;
  repeats: boolean;
}

/** All that moves, or would when something changes, of what is in the page: also in shadow roots, and in what CSS makes. */
const MOTIONS = `(() => {
  const found = [];
  const milliseconds = (list) => Math.max(...list.split(', ').map((one) => parseFloat(one) * (one.endsWith('ms') ? 1 : 1000)));
  const look = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    const what = element.tagName.toLowerCase() + '.' + element.className + (pseudo ?? '');
    if (style.transitionProperty !== 'none' && milliseconds(style.transitionDuration) > 0)
      found.push({ what, ms: milliseconds(style.transitionDuration), repeats: false });
    if (style.animationName !== 'none')
      found.push({ what, ms: milliseconds(style.animationDuration), repeats: style.animationIterationCount === 'infinite' });
    if (style.scrollBehavior === 'smooth') found.push({ what, ms: Infinity, repeats: false });
  };
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      for (const pseudo of [undefined, '::before', '::after', '::backdrop']) look(element, pseudo);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  return found;
})()`;

/** @param named what moves there, for who has not asked for rest */
async function expectCalm(page: Page, named: RegExp): Promise<void> {
  const motions = async (reducedMotion: 'reduce' | 'no-preference') => {
    await page.emulateMedia({ reducedMotion });
    return (await page.evaluate(MOTIONS)) as Motion[];
  };
  const all = await motions('no-preference');
  expect(all.map(({ what }) => what)).toContainEqual(expect.stringMatching(named));
  expect(all.filter(({ ms, repeats }) => ms > LONGEST_MS && !repeats)).toEqual([]);
  // An animation of no time at all would not end, and what waits for its end would wait for ever.
  const calm = await motions('reduce');
  expect(calm.filter(({ ms, repeats }) => ms > 1 || repeats)).toEqual([]);
}

test('what appears, opens and turns does so briefly, and not at all for who asks for no motion', async () => {
  const ada = await site().account('ada');
  await ada.client.memos.create({ content: '# A title\n\nwith *text*' });
  const { page, context } = await ada.page();
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  await context.route('**/api/v1/memos?*', async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto('/');
  await page.locator('main .after-a-moment').first().waitFor();
  await expectCalm(page, /after-a-moment/);
  open();
  const note = page.getByRole('article', { name: 'A title' });
  await note.hover();
  await expectCalm(page, /memo-actions/);
  await note.getByRole('button', { name: 'Actions' }).hover();
  await expectCalm(page, /tip.*::after/);

  // Not into the box.
  await page.evaluate('document.activeElement.blur()');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await expectCalm(page, /dialog.*rise/);
  await page.keyboard.press('Escape');
  await note.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Move to trash' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await expectCalm(page, /rise.*pointer-events-auto/);
  await page.getByRole('button', { name: 'Undo' }).click();

  await page.getByRole('link', { name: 'A title' }).or(note.locator('a:has(time)')).first().click();
  await page.getByRole('button', { name: /^Edit/ }).filter({ visible: true }).click();
  await page.getByRole('textbox', { name: 'Text of the note' }).waitFor();
  await expectCalm(page, /cm-syntax/);
});

test('what turns while somebody waits stands still for who asks for no motion', async () => {
  const bob = await site().account('bob');
  const { page, context } = await bob.page();
  // Not answered while it is looked at.
  await context.route('**/api/**', async (route) => {
    if (route.request().method() !== 'POST') await route.continue();
  });
  await page.goto('/save?text=Words');
  await page.getByRole('button', { name: 'Save the note' }).click();
  await page.locator('[class*=turn]').waitFor();
  await expectCalm(page, /turn/);
  await page.goto('/settings/appearance');
  await page.getByRole('switch').waitFor();
  await expectCalm(page, /transition:background-color/);
});
