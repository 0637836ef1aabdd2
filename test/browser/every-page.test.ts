import { expect, test } from 'vitest';
import type { Memo } from '../../src/client/index.ts';
import { axeViolations } from './axe.ts';
import { everyAddress } from './every-address.ts';
import { takePictures, useSite } from './support.ts';

const site = useSite();
const DAY = 24 * 60 * 60 * 1000;

const NOTES = [
  '# Commonplace books\n\nThey were never diaries. They were *indexes to a life of reading*: heads in the margin, passages under them, and the page number of everything. #reading/locke',
  '# Locke’s method\n\nTwo pages at the front, ruled into twenty letters and five vowels each.\n\n- the index finds the page\n- the page continues elsewhere\n- nothing is ever copied twice\n\n#reading/locke #method',
  'Ask Ines about the plane trees. #garden',
  '> The true art of memory is the art of attention.\n\nJohnson, *The Idler* 74. #reading/johnson #quotes',
  '# Binding\n\n- [x] order the paper\n- [ ] cut the boards\n- [ ] sew the gatherings\n\n#binding',
  '# Type\n\nThe press wants `12 pt` leading at this width, not 10.\n\n```ts\nconst measure = 66;\n```\n\n#type',
  '# Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft\n\nA long word. #words',
];

/** An account as somebody has it who has used the app for some weeks. */
async function furnish(username: string) {
  const visitor = await site().account(username);
  const { client } = visitor;
  const plan = await client.resources.upload(
    new Blob(['the plan'], { type: 'text/plain' }),
    'Plan of the garden.txt',
  );
  const made: Memo[] = [];
  for (const [index, text] of NOTES.entries()) {
    const before = made.at(-1);
    made.push(
      await client.memos.create({
        content: before ? `${text}\n\nSee [${before.title}](${before.filename}).` : text,
        createTime: new Date(Date.now() - (NOTES.length - index) * 0.7 * DAY).toISOString(),
        pinned: index === 1,
        visibility: index === 3 ? 'PUBLIC' : 'PRIVATE',
        ...(index === 2 && { resources: [{ name: plan.name }] }),
      }),
    );
  }
  for (const rowStatus of ['ARCHIVED', 'TRASHED'] as const) {
    const { id } = await client.memos.create({
      content: `# Done with\n\nThe list of last ${rowStatus.length} weeks. #old`,
    });
    await client.memos.update(id, { rowStatus });
  }
  await client.memories.add('https://example.com/locke', {
    prefetched: {
      title: 'How Locke indexed his reading',
      description: 'Twenty letters, five vowels.',
      contentToSave: 'Two pages at the front.',
    },
  });
  const { space } = await client.spaces.create('Papers for the seminar on memory');
  await client.spaces.addContent(space.id, made[1]!.uid);
  await client.webhooks.create({
    name: 'To the archive',
    url: 'https://hooks.example/x',
    events: ['memo.created'],
  });
  await client.accessTokens.create({ name: 'The shell at home' });
  return { visitor, note: made[1]!, space: space.id };
}

test('every page is accessible, and looks as it should', async () => {
  const { visitor, note, space } = await furnish('ada');
  const { page } = await visitor.page();
  const addresses = everyAddress({ '/n/:id': String(note.id), '/notes/:id': note.uid, '/spaces/:id': space });
  addresses.push(['search-found', '/search?q=index']);
  const wrong: string[] = [];
  for (const [name, address] of addresses) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(address);
    await page.locator('main :is(h1, h2, form, [role=feed]):visible').first().waitFor();
    // Skeletons have gone.
    const waiting = page.locator('main .after-a-moment[aria-hidden]:visible');
    await expect.poll(() => waiting.count(), { timeout: 10_000, message: address }).toBe(0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      wrong.push(...(await axeViolations(page)).map((line) => `${address}, ${colorScheme}: ${line}`));
    }
    await takePictures(page, `page-${name}`, 'all');
    // A page is as wide as its window, also on a phone.
    await page.setViewportSize({ width: 390, height: 844 });
    const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    if (Number(over) > 0) wrong.push(`${address}: ${over} px wider than a phone`);
  }
  expect(wrong).toEqual([]);
}, 300_000);
