import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { article, servePages } from '../support/memories.ts';
import {
  appearance,
  expectAccessible,
  expectRefusals,
  takePictures,
  useSite,
  type Visitor,
} from './support.ts';

const site = useSite({ allowPrivateCapture: true });
let count = 0;
const someone = (name: string) => site().account(`${name}${++count}`);
const wide = (page: Page) => page.setViewportSize({ width: 1440, height: 900 });

/** A space of the first that the second has joined. */
async function share(owner: Visitor, guest: Visitor, access: 'read' | 'edit', name = 'Our kitchen') {
  const { space } = await owner.client.spaces.create(name);
  await owner.client.spaces.invite(space.id, `${guest.username}@example.com`, access);
  await guest.client.spaces.accept(space.id);
  return space;
}

async function addNote({ client }: Visitor, spaceId: string, content: string) {
  const memo = await client.memos.create({ content });
  await client.spaces.addContent(spaceId, memo.uid);
  return memo;
}

/** A space with a saved page and two notes; another note of its owner is not in it. */
async function commonplaces(ada: Visitor, grace: Visitor) {
  const web = await servePages({ '/a': article('How Locke indexed his reading') });
  const space = await share(ada, grace, 'edit', 'A commonplace of commonplaces');
  const { id } = await ada.client.memories.add(`${web.url}/a`, { spaces: [space.id] });
  await expect.poll(async () => (await ada.client.memories.get(id)).status).toBe('done');
  await addNote(
    grace,
    space.id,
    '> The true art of memory is the art of attention.\n\nJohnson, *The Idler* 74. #quotes',
  );
  await addNote(ada, space.id, '# Two pages at the front\n\nRuled into twenty letters and five vowels each.');
  await ada.client.memos.create({ content: 'Not in it' });
  return space;
}

test('a space is made by its name, and says who may read it', async () => {
  const ada = await someone('ada');
  const { page } = await ada.page();
  await page.goto('/spaces');
  await page.getByText('Notes that belong together').waitFor();
  await takePictures(page, 'spaces-empty');
  await wide(page);
  await page.getByRole('button', { name: 'New space' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Papers for the seminar');
  await page.getByRole('radio', { name: /^Public/ }).click();
  await expectAccessible(page);
  await takePictures(page, 'space-new');
  await page.getByRole('button', { name: 'Create the space' }).click();
  await page.getByRole('heading', { name: 'Papers for the seminar' }).waitFor();
  await page.getByText('Nothing is in this space yet').waitFor();
  expect((await ada.client.spaces.list()).spaces).toMatchObject([{ isPublic: true }]);
});

test('who is invited accepts, sees at once what is added, and nothing any more when removed', async () => {
  const [ada, grace] = [await someone('ada'), await someone('grace')];
  const { space } = await ada.client.spaces.create('Our kitchen');
  await ada.client.memos.create({ content: 'Bread with rye, for the weekend\n\nTwo days of leaven.' });
  const ofAda = (await ada.page()).page;
  const atGrace = await grace.page();
  const ofGrace = atGrace.page;

  await ofAda.goto(`/spaces/${space.id}`);
  await ofAda.getByRole('button', { name: 'Invite' }).click();
  const members = ofAda.getByRole('dialog');
  await members.getByRole('textbox', { name: 'E-mail address' }).fill(`${grace.username}@example.com`);
  await members.getByRole('combobox', { name: 'May', exact: true }).selectOption('edit');
  await members.getByRole('button', { name: 'Invite' }).click();
  await members.getByText('is invited').waitFor();

  await ofGrace.goto('/spaces');
  await ofGrace.getByText('invites you to read it and to add notes').waitFor();
  await ofGrace.getByRole('button', { name: 'Accept' }).click();
  await ofGrace.getByText('You may add').waitFor();

  await ofAda.reload();
  const line = ofAda.getByRole('combobox', { name: 'Add a note or an address' });
  await line.pressSequentially('rye week');
  await ofAda.getByRole('option', { name: /Bread with rye/ }).waitFor();
  await line.press('Enter');
  await ofGrace.getByRole('article', { name: /Bread with rye/ }).waitFor();
  await ofAda.getByRole('article', { name: /Bread with rye/ }).waitFor();

  const told = await appearance(ofAda, 'Soup of what there is');
  await addNote(grace, space.id, 'Soup of what there is');
  const added = Date.now();
  expect((await told()) - added).toBeLessThan(1000);

  await ofAda.getByRole('button', { name: '1 member' }).click();
  await ofAda.getByRole('dialog').getByText(`${grace.username}@example.com`).waitFor();
  await expectAccessible(ofAda);
  await takePictures(ofAda, 'space-members');
  const shut = await appearance(ofGrace, 'This space is not open to you');
  const answer = ofAda.waitForResponse((one) => one.request().method() === 'DELETE');
  await ofAda.getByRole('button', { name: /^Remove grace/ }).click();
  await answer;
  const removed = Date.now();
  expect((await shut()) - removed).toBeLessThan(1000);
  expect(await ofGrace.getByRole('article').count()).toBe(0);
  await expectRefusals(atGrace, /401.*spaces\/|401.*memories/);
});

test('a page is saved into a space by its address, and taken out again; the space is renamed and deleted', async () => {
  const ada = await someone('ada');
  const web = await servePages({ '/a': article('An article on leaven') });
  const { space } = await ada.client.spaces.create('Kitchen');
  const watched = await ada.page();
  const { page } = watched;
  await page.goto(`/spaces/${space.id}---kitchen`);
  const line = page.getByRole('combobox', { name: 'Add a note or an address' });
  await line.fill(`${web.url}/a`);
  await page.getByRole('option', { name: 'Save this page here' }).click();
  const entry = page.getByRole('article', { name: 'An article on leaven' });
  await entry.waitFor();
  await line.fill(`${web.url}/a`);
  await line.press('Enter');
  await page.getByText('It is in this space already').waitFor();
  await expectRefusals(watched, /409.*(add|addContent)$/);
  await entry.hover();
  await entry.getByRole('button', { name: /^Actions/ }).click();
  await page.getByRole('menuitem', { name: 'Take out' }).click();
  await entry.waitFor({ state: 'detached' });
  await expect.poll(async () => (await ada.client.memories.list({ spaceId: space.id })).total).toBe(0);
  expect((await ada.client.memories.list()).total).toBe(1);

  const menu = page.getByRole('button', { name: 'More of this space' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Kitchen of the house');
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('heading', { name: 'Kitchen of the house' }).waitFor();
  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete the space' }).click();
  await page.getByText('is deleted').waitFor();
  expect((await ada.client.spaces.list()).spaces).toEqual([]);
});

test('a note is taken out by its owner or the space’s, and nobody else is offered to', async () => {
  const [ada, grace] = [await someone('ada'), await someone('grace')];
  const space = await share(ada, grace, 'edit');
  await addNote(ada, space.id, 'Hers');
  await addNote(grace, space.id, 'Mine');
  await ada.client.spaces.setAccess(space.id, `${grace.username}@example.com`, 'read');
  const { page } = await grace.page();
  await page.goto(`/spaces/${space.id}`);
  const openMenu = async (name: string) => {
    const entry = page.getByRole('article', { name });
    await entry.hover();
    await entry.getByRole('button', { name: /^Actions/ }).click();
    await page.getByRole('menuitem', { name: 'Open' }).waitFor();
  };
  const takeOut = page.getByRole('menuitem', { name: 'Take out' });
  await openMenu('Hers');
  expect(await takeOut.count()).toBe(0);
  await page.keyboard.press('Escape');
  await openMenu('Mine');
  await takeOut.click();
  await page.getByText('Taken out').waitFor();
  // A reader could not put it back.
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  await expect.poll(async () => (await ada.client.memories.list({ spaceId: space.id })).total).toBe(1);
});

test('a space shows what its members have added, can be made public, and a favourite', async () => {
  const [ada, grace] = [await someone('ada'), await someone('grace')];
  const space = await commonplaces(ada, grace);
  const { page } = await ada.page();
  await page.goto(`/spaces/${space.id}`);
  await page.getByRole('article', { name: 'How Locke' }).waitFor();
  await expectAccessible(page);
  await takePictures(page, 'space');
  await wide(page);
  await page.getByRole('button', { name: 'More of this space' }).click();
  await page.getByRole('menuitem', { name: 'Make it public' }).click();
  await page.getByText('without an account').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Make it public' }).click();
  await page.getByText('Now public').waitFor();
  await page.getByRole('button', { name: /a favourite/ }).click();
  await page.goto('/spaces');
  await page.getByRole('heading', { name: 'Favourites' }).waitFor();
  await takePictures(page, 'spaces');
});

test('a public space reads well without an account, and shows nothing when it is private again', async () => {
  const [ada, grace] = [await someone('ada'), await someone('grace')];
  const space = await commonplaces(ada, grace);
  await ada.client.spaces.update(space.id, { isPublic: true });
  const watched = await site().page();
  const visitor = watched.page;
  await visitor.goto(`/spaces/${space.id}`);
  await visitor.getByRole('heading', { name: 'A commonplace of commonplaces' }).waitFor();
  await visitor.getByText('The true art of memory').waitFor();
  expect(await visitor.getByText('Not in it').count()).toBe(0);
  await expectAccessible(visitor);
  await takePictures(visitor, 'space-visitor');
  await visitor.getByRole('button', { name: 'Read it here' }).click();
  await visitor.getByText('A sentence of the article').first().waitFor();

  await ada.client.spaces.update(space.id, { isPublic: false });
  await visitor.reload();
  await visitor.getByText('This space is not open to you').waitFor();
  await visitor.getByRole('button', { name: 'Sign in' }).last().click();
  await visitor.getByRole('textbox', { name: 'Password' }).waitFor();
  await expectRefusals(watched, /401.*spaces\//);
});
