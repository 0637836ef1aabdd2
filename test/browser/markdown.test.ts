import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { buildPage, type BuiltPage } from './markdown/built-page.ts';
import { payloads } from './markdown/payloads.ts';
import { SAMPLE } from './markdown/sample.ts';
import { openWatched, type WatchedPage } from './markdown/watched-page.ts';

let browser: Browser;
let built: BuiltPage;
let watched: WatchedPage;

beforeAll(async () => {
  [browser, built] = await Promise.all([openBrowser(), buildPage('web/src/markdown/testing')]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await built.stop();
});

const show = (page: Page, content: string, more: object = {}): Promise<void> =>
  page.evaluate(([text, props]) => (globalThis as any).testing.show(text, props), [content, more] as const);

/** Until formulas, colours and diagrams are there, or known to be wrong. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { document } = globalThis as any;
    const waiting = '[data-math]:not([data-done]), [data-diagram]:not(.md-wrong)';
    return document.querySelector(waiting) === null && document.querySelector('.md-stage') === null;
  });
  // Pictures, event handlers and reports of violations come in later turns.
  await page.evaluate(
    () => new Promise((resolve) => setTimeout(() => (globalThis as any).requestAnimationFrame(resolve))),
  );
}

/** What stands on the page and should not, below `root` and in shadow roots. */
const trespassers = (page: Page, anyId = false): Promise<string[]> =>
  page.evaluate((withIds) => {
    const found: string[] = [];
    const forbidden =
      'script, style, iframe, object, embed, form, link, meta, base, video, audio, textarea, select, template';
    const look = (root: any): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.matches(forbidden)) found.push(element.outerHTML);
        for (const { name, value } of element.attributes) {
          if (/^(?:on.*|srcset|ping|name|srcdoc|action|formaction)$/.test(name))
            found.push(`${name}=${value}`);
          if (
            /^(?:href|src|xlink:href)$/.test(name) &&
            !/^(?:https?:|mailto:|tel:|#|\/|[0-9a-f]{8}\.md)/.test(value)
          )
            found.push(`${name}=${value}`);
          if (name === 'id' && !value.startsWith('note-1-') && root === top && !withIds)
            found.push(`id=${value}`);
        }
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    const top: any = (globalThis as any).document.querySelector('#page');
    look(top);
    return found;
  }, anyId);

describe('a note that means harm', () => {
  beforeAll(async () => {
    watched = await openWatched(browser, built.address);
  });
  afterAll(() => watched.page.close());

  for (const [kind, notes] of Object.entries(payloads)) {
    test(`does none by ${kind}`, async () => {
      const { page, problems } = watched;
      for (const note of notes) {
        await show(page, note);
        await settled(page);
        // oxlint-disable-next-line vitest/no-conditional-in-test -- Only notes with handlers have something to click.
        for (const target of await page.locator('#page a, #page button, #page summary').all()) {
          if (await target.isVisible()) await target.dispatchEvent('pointerenter');
        }
        expect(await trespassers(page), note).toEqual([]);
        expect(problems, note).toEqual([]);
      }
    }, 120_000);
  }

  test('would be noticed', async () => {
    const { page, problems } = await openWatched(browser, built.address);
    await page.evaluate(() => {
      const { document } = globalThis as any;
      document.querySelector('#page').innerHTML =
        '<b style="color: red">x</b><img src="http://127.0.0.1:9/pixel">';
    });
    await expect
      .poll(() => problems.join('\n'))
      .toMatch(/policy violated: style-src-attr[^]*img-src|img-src[^]*style-src-attr/);
    await page.close();
  });
});

/** Taken away before the page begins, as in browsers that have none. */
function withoutSanitizer(): void {
  const here = globalThis as any;
  delete here.Element.prototype.setHTML;
  delete here.Sanitizer;
}

const WALLS = [
  { name: "the browser's own", before: undefined, isLibrary: false },
  { name: 'DOMPurify, where the browser has none', before: withoutSanitizer, isLibrary: true },
];

describe.each(WALLS)('the second wall: $name', ({ before, isLibrary }) => {
  beforeAll(async () => {
    watched = await openWatched(browser, built.address, {}, before);
  });
  afterAll(() => watched.page.close());

  test('is the one that is meant', async () => {
    const loaded = await watched.page.evaluate(() =>
      (globalThis as any).performance.getEntriesByType('resource').map((entry: any) => entry.name as string),
    );
    expect(loaded.some((name: string) => /purify/.test(name))).toBe(isLibrary);
  });

  test.each(Object.entries(payloads))('lets no harm by %s through that came so far', async (_, notes) => {
    const { page, problems } = watched;
    for (const note of notes) {
      await page.evaluate((text) => (globalThis as any).testing.wall(text), note);
      await settled(page);
      expect(await trespassers(page, true), note).toEqual([]);
      // A parser of HTML is told by the policy to pass over styles and bases while it reads, which is no harm.
      const harm = problems.splice(0).filter((problem) => !/style-src|base-uri/.test(problem));
      expect(harm, note).toEqual([]);
    }
  });

  test('lets a note through as it is', async () => {
    const { page } = watched;
    await show(
      page,
      '# Head\n\n*One* [link](https://example.com/) #tag\n\n- [x] done\n\n| a | b |\n|---|--:|\n| 1 | 2 |',
    );
    expect(
      await page
        .locator('#page h1, #page em, #page a[href="https://example.com/"], #page td')
        .allInnerTexts(),
    ).toEqual(['Head', 'One', 'link', '1', '2']);
    expect(await page.locator('#page input[type=checkbox]').isChecked()).toBe(true);
  });
});

describe('a note', () => {
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    ({ page, problems } = await openWatched(browser, built.address));
    await show(page, SAMPLE);
    await settled(page);
  });
  afterAll(() => page.close());

  const events = (): Promise<string[]> => page.evaluate(() => (globalThis as any).testing.events.splice(0));

  test('shows formulas, code, diagrams, tables, pictures and footnotes under the policy of the app', async () => {
    await page.locator('.katex-display .katex-html').waitFor();
    await page.locator('code .hljs-keyword').first().waitFor();
    expect(await page.locator('.md-diagram').evaluate((host: any) => host.shadowRoot.textContent)).toContain(
      'Other note',
    );
    expect(await page.locator('td').allInnerTexts()).toEqual(['1874', '52,977']);
    await expect.poll(() => page.locator('img').evaluate((image: any) => image.naturalWidth)).toBe(480);
    expect(await page.locator('.md-notes li').innerText()).toContain('A short one.');
    expect(await page.getByText('a map, picture from tracker.example.com').getAttribute('href')).toBe(
      'https://tracker.example.com/map.png',
    );
    expect(problems).toEqual([]);
  });

  test('has a diagram in the colours of the page, by day and night', async () => {
    const colour = (): Promise<string> =>
      page.locator('.md-diagram').evaluate((host: any) => {
        const label = host.shadowRoot.querySelector('.nodeLabel, .label text, text');
        return (globalThis as any).getComputedStyle(label).fill;
      });
    expect(await colour()).toBe('rgb(29, 27, 24)');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await colour()).toBe('rgb(233, 228, 217)');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('tells the app of links, tags and tasks', async () => {
    await page.getByRole('link', { name: 'his other notes' }).click();
    await page.getByRole('link', { name: 'one not yet written' }).click();
    await page.getByRole('button', { name: '#harbour' }).click();
    expect(await events()).toEqual(['open /notes/64214a1d', 'dangling 64214a2e.md', 'tag harbour']);

    const box = page.getByRole('checkbox', { name: 'Ask the archive' });
    await box.focus();
    await page.keyboard.press('Space');
    expect(await events()).toEqual(['task 1']);
    expect(await box.isChecked()).toBe(true);
    expect(await box.evaluate((element: any) => element === element.ownerDocument.activeElement)).toBe(true);
  });

  test('leads to its headings and footnotes, and back', async () => {
    await page.locator('.md-ref a').click();
    expect(await page.evaluate(() => (globalThis as any).document.activeElement.id)).toBe('note-1-fn-1');
    expect(await page.locator('h2').getAttribute('id')).toBe('note-1-to-do');
    expect(page.url()).toBe(`${built.address}/`);
  });

  test('is never wider than the screen', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await show(
      page,
      `${SAMPLE}\n\n${'word'.repeat(200)}\n\n| ${'cell | '.repeat(30)}\n|${'-|'.repeat(30)}\n\n    ${'code '.repeat(60)}`,
    );
    await settled(page);
    expect(await page.evaluate(() => (globalThis as any).document.documentElement.scrollWidth)).toBe(390);
    await page.setViewportSize({ width: 1000, height: 800 });
  });

  test('that is long is cut short on the timeline', async () => {
    await show(page, 'a line\n\n'.repeat(60), { variant: 'timeline' });
    const height = (): Promise<number> => page.locator('.md-body').evaluate((body: any) => body.offsetHeight);
    expect(await height()).toBeLessThan(450);
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(height).toBeGreaterThan(1500);
  });

  test('that is short has nothing to open on the timeline', async () => {
    await show(page, 'a line', { variant: 'timeline' });
    await page.locator('.md-body p').waitFor();
    await expect.poll(() => page.locator('.md-more').count()).toBe(0);
  });

  const chapters = (count: number): string =>
    Array.from(
      { length: count },
      (_, i) => `## Part ${i}\n\n${'Some *words* and a #tag in a [link](64214a1d.md). '.repeat(8)}`,
    ).join('\n\n');

  test('of a megabyte begins at once', async () => {
    const took = await page.evaluate((text) => {
      const { performance, testing } = globalThis as any;
      const start = performance.now();
      testing.show(text, { note: { id: 2, filename: '64214a1e.md' } });
      return performance.now() - start;
    }, chapters(2500));
    // Far more than it takes, for a machine that is busy; 190 ms where this was written.
    expect(took).toBeLessThan(2000);
    expect(await page.locator('h2').count()).toBeLessThan(100);
  });

  test('that is long comes whole when asked for', async () => {
    await show(page, chapters(300), { note: { id: 3, filename: '64214a1f.md' } });
    await page.locator('.md-more').click();
    await expect.poll(() => page.locator('h2').count(), { timeout: 20_000 }).toBe(300);
    expect(await page.locator('.md-more').count()).toBe(0);
  });
});
