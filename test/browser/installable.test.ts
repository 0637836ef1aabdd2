import sharp from 'sharp';
import { expect, test } from 'vitest';
import { article, servePages } from '../support/memories.ts';
import { useSite } from './support.ts';

const site = useSite({ allowPrivateCapture: true });
/** A maskable icon is cut to a circle of this part of its size, at the least. */
const SAFE = 0.8;
/** Not seen through, as the colours of the app have it. */
const PAPER = [0xfb, 0xf9, 0xf4, 0xff];

interface Manifest {
  name: string;
  start_url: string;
  scope: string;
  display: string;
  icons: { src: string; sizes: string; type: string; purpose: string }[];
  shortcuts: { name: string; url: string }[];
  share_target: { action: string; method: string; params: Record<'title' | 'text' | 'url', string> };
}

const ask = (path: string) => fetch(site().address + path);
async function readManifest(): Promise<Manifest> {
  const answer = await ask('/manifest.webmanifest');
  expect(answer.headers.get('content-type')).toMatch(/^application\/manifest\+json/);
  return (await answer.json()) as Manifest;
}

/** The address that a phone opens when something is shared with the app. */
async function sharing(what: Partial<Record<'title' | 'text' | 'url', string>>): Promise<string> {
  const { action, method, params } = (await readManifest()).share_target;
  expect(method).toBe('GET');
  const query = Object.entries(what).map(([name, value]): [string, string] => [
    params[name as keyof typeof params],
    value,
  ]);
  return `${action}?${new URLSearchParams(query)}`;
}

test('the browser has nothing against installing the app', async () => {
  const ada = await site().account('ada');
  const { page, context } = await ada.page();
  await page.goto('/');
  const session = await context.newCDPSession(page);
  const { url, errors } = await session.send('Page.getAppManifest');
  expect([url, errors]).toEqual([`${site().address}/manifest.webmanifest`, []]);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // The tests' windows leave nothing behind, and for that alone install nothing.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { name, start_url, scope, display, shortcuts } = await readManifest();
  expect({ name, start_url, scope, display }).toEqual({
    name: 'Commonplace',
    start_url: '/',
    scope: '/',
    display: 'standalone',
  });

  expect(shortcuts.map((shortcut) => shortcut.name)).toEqual(['New note', 'Search']);
  await page.goto(shortcuts[1]!.url);
  await page
    .getByRole('searchbox')
    .or(page.getByRole('textbox', { name: /Search/ }))
    .first()
    .waitFor();
  await page.goto(shortcuts[0]!.url);
  await expect.poll(() => page.locator(':focus').getAttribute('aria-label')).toBe('Write a note');
});

test('there are icons of both sizes, and what a phone may cut off of them is paper', async () => {
  const { icons } = await readManifest();
  const pictures = icons.filter(({ type }) => type === 'image/png');
  expect(pictures.map(({ sizes, purpose }) => `${sizes} ${purpose}`).toSorted()).toEqual([
    '192x192 any',
    '192x192 maskable',
    '512x512 any',
    '512x512 maskable',
  ]);
  expect(icons).toContainEqual({ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' });
  for (const { src, sizes, type, purpose } of icons) {
    const answer = await ask(src);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    if (type !== 'image/png') continue;
    const { data, info } = await sharp(await answer.arrayBuffer())
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(`${info.width}x${info.height}`).toBe(sizes);
    const inside = new Set<string>();
    let drawnOutside = 0;
    for (let at = 0; at < data.length; at += info.channels) {
      const [x, y] = [(at / 4) % info.width, Math.floor(at / 4 / info.width)];
      const radius = Math.hypot(x - info.width / 2, y - info.height / 2);
      const colour = data.subarray(at, at + 4);
      if (radius <= (SAFE / 2) * info.width) inside.add(colour.toString('hex'));
      else if (colour.some((value, channel) => Math.abs(value - PAPER[channel]!) > 2)) drawnOutside++;
    }
    // Something is drawn; of a maskable icon only within what is always seen.
    expect(inside.size).toBeGreaterThan(2);
    if (purpose === 'maskable') expect(drawnOutside).toBe(0);
  }
  const html = await (await ask('/')).text();
  const apple = /<link rel="apple-touch-icon" href="([^"]+)"/.exec(html)?.[1];
  expect((await sharp(await (await ask(apple!)).arrayBuffer()).metadata()).width).toBe(180);
});

test('what a phone shares is shown, and kept when somebody says so: a page with words, or words alone', async () => {
  const bob = await site().account('bob');
  const web = await servePages({ '/page': article('How Locke indexed his reading') });
  const { page } = await bob.page();
  await page.goto(await sharing({ title: 'How Locke indexed', text: 'Read this', url: `${web.url}/page` }));
  await page.getByText('How Locke indexed').waitFor();
  expect(await page.getByRole('textbox', { name: /Words with it/ }).inputValue()).toBe('Read this');
  expect((await bob.client.memories.list()).items).toEqual([]);
  await page.getByRole('button', { name: 'Save the page' }).click();
  await page.getByText('Saved, with its text.').waitFor();
  expect((await bob.client.memories.list()).items).toContainEqual(
    expect.objectContaining({
      status: 'done',
      content: expect.stringContaining('A sentence of the article'),
    }),
  );
  const words = (await bob.client.memos.search({ q: '"Read this"' })).data;
  expect(words.map(({ content }) => content)).toEqual([expect.stringContaining(`${web.url}/page`)]);

  await page.goto(await sharing({ title: 'A thought', text: 'shared & kept' }));
  await page.getByRole('button', { name: 'Save the note' }).click();
  await page.getByText('Saved.').waitFor();
  await expect
    .poll(async () => (await bob.client.memos.search({ q: 'kept' })).data.map(({ content }) => content))
    .toEqual(['A thought\n\nshared & kept']);
});

test('what is shared is still there after signing in', async () => {
  const cora = await site().account('cora');
  const { page } = await site().page();
  await page.goto(await sharing({ text: 'From a phone that was signed out' }));
  await page.getByLabel('Name').fill(cora.username);
  await page.getByLabel('Password').fill(cora.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Save the note' }).click();
  await page.getByText('Saved.').waitFor();
  expect((await cora.client.memos.list()).data.map(({ content }) => content)).toEqual([
    'From a phone that was signed out',
  ]);
});
