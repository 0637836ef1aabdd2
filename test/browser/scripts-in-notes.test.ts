import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Client } from '../../src/client/index.ts';
import { everyAddress } from './every-address.ts';
import { payloads } from './markdown/payloads.ts';
import { useSite, type WatchedPage } from './support.ts';

const site = useSite({ allowSignUp: true });
const NAME = `"><img src=x onerror=pwned('name')><script>pwned('name')</script>`;
const PAYLOADS = Object.values(payloads).flat();
/** As many in one note as leave each of them to be read as it is alone; those that differ in a note of their own are in markdown.test.ts. */
const AT_ONCE = 8;

interface Planted {
  note: number;
  uid: string;
  space: string;
}

/** Everywhere that somebody can write something that others, or they themselves, are shown. */
async function plant(client: Client): Promise<Planted> {
  const groups = Array.from({ length: Math.ceil(PAYLOADS.length / AT_ONCE) }, (_, index) =>
    PAYLOADS.slice(index * AT_ONCE, (index + 1) * AT_ONCE).join('\n\n---\n\n'),
  );
  const file = (text: string, type: string, name: string) =>
    client.resources.upload(new Blob([text], { type }), name);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="parent.pwned('svg')"><script>parent.pwned('svg')</script></svg>`;
  const html = `<script>parent.pwned('html')</script><img src="https://evil.example/pixel.png">`;
  const files = [
    await file(svg, 'image/svg+xml', `${NAME}.svg`),
    await file(html, 'text/html', `${NAME}.html`),
    await file(svg, 'image/png', 'not really.png'),
  ];
  for (const content of groups) await client.memos.create({ content });
  const shown = await client.memos.create({
    content: `# ${NAME}\n\n#tag"onclick=pwned(1) #<img/src=x> [${NAME}](/api/v1/resources/${files[0]!.uid}) ![x](/api/v1/resources/${files[0]!.uid})`,
    visibility: 'PUBLIC',
    resources: files.map(({ name }) => ({ name })),
  });
  await client.memos.create({ content: `# Links\n\n[${NAME}](${shown.filename}) [gone](00000000.md)` });
  for (const rowStatus of ['ARCHIVED', 'TRASHED'] as const) {
    const { id } = await client.memos.create({ content: `${NAME}\n\n${groups[0]}` });
    await client.memos.update(id, { rowStatus });
  }
  await client.memories.add(`https://page.example/?${encodeURIComponent(NAME)}`, {
    prefetched: {
      title: NAME,
      description: NAME,
      contentToSave: groups[1]!,
    },
  });
  const { space } = await client.spaces.create(NAME.slice(0, 100), true);
  await client.spaces.addContent(space.id, shown.uid);
  await client.webhooks.create({ name: NAME, url: 'https://hooks.example/x', events: ['memo.created'] });
  await client.accessTokens.create({ name: NAME.slice(0, 60), description: NAME });
  return { note: shown.id, uid: shown.uid, space: space.id };
}

/** Writes down whatever runs, and whatever the policy had to stop. */
async function watch({ page, problems }: WatchedPage): Promise<void> {
  await page.exposeFunction('pwned', (what: string) => void problems.push(`script ran: ${what}`));
  await page.exposeFunction('violated', (what: string) => void problems.push(`policy violated: ${what}`));
  await page.addInitScript(() => {
    const here = globalThis as any;
    here.document.addEventListener('securitypolicyviolation', (event: any) =>
      here.violated(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}

/** Skeletons. */
const WAITING = `[...document.querySelectorAll('main .after-a-moment[aria-hidden]')].filter((one) => one.checkVisibility()).length`;

/** Opens a page, reads it to its end, and waits until nothing is on its way any more. */
async function read(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('h1, h2, main, [role=feed]').first().waitFor();
  // The stream of events never ends, so the network is never idle.
  let before = '';
  const settled = async () => {
    await page.evaluate('window.scrollBy(0, innerHeight * 2)');
    const now = String(await page.evaluate('[scrollY, document.querySelectorAll("*").length].join()'));
    const isWaiting = (await page.evaluate<number>(WAITING)) > 0;
    return (!isWaiting && now === before) || ((before = now), false);
  };
  await expect.poll(settled, { interval: 150, timeout: 15_000 }).toBe(true);
}

test('nothing that was planted runs, asks for anything elsewhere or meets the policy, on any page of the app', async () => {
  const mallory = await site().account('mallory');
  const planted = await plant(mallory.client);
  const me = (await mallory.client.auth.status()).user;
  await mallory.client.users.update(me.username, { nickname: NAME.slice(0, 60) });
  const watched = await mallory.page();
  await watch(watched);
  const { page, problems } = watched;
  const addresses = everyAddress({
    '/n/:id': String(planted.note),
    '/notes/:id': planted.uid,
    '/spaces/:id': planted.space,
  }).map(([, address]) => address);
  const more = [
    `/?tag=${encodeURIComponent(NAME)}`,
    `/search?q=${encodeURIComponent('onerror')}`,
    `/search?q=${encodeURIComponent(NAME)}`,
    `/save?url=${encodeURIComponent(`javascript:pwned('save')`)}&title=${encodeURIComponent(NAME)}&text=${encodeURIComponent(NAME)}`,
    `/n/${encodeURIComponent(NAME)}`,
    `/graph?note=${planted.note}`,
  ];
  for (const address of [...addresses, ...more]) {
    await read(page, address);
    const amiss = problems.splice(0).filter((problem) => !/status of (400|404)/.test(problem));
    expect(amiss, address).toEqual([]);
  }
}, 240_000);

test('nor where somebody reads who is not signed in', async () => {
  const eve = await site().account('eve');
  const planted = await plant(eve.client);
  const watched = await site().page();
  await watch(watched);
  for (const address of [`/notes/${planted.uid}`, `/spaces/${planted.space}`]) {
    await read(watched.page, address);
    const amiss = watched.problems.splice(0).filter((problem) => !/status of (400|404)/.test(problem));
    expect(amiss, address).toEqual([]);
  }
}, 120_000);
