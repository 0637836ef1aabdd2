import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { startReceiver } from '../support/receiver.ts';
import { axeViolations } from './axe.ts';
import { expectAccessible, takePictures, useSite, type Visitor } from './support.ts';

const site = useSite({ allowPrivateWebhooks: true, vault: true, signInsPerAccount: 3 });
let count = 0;
/** The first account is the owner's, and administers; the others are members. */
let owner: Visitor | undefined;
const theOwner = async () => (owner ??= await site().account('ada'));
const member = async () => (await theOwner(), site().account(`member${++count}`));
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
/** Answers that refuse what was typed are in the console of the browser, too. */
const refusals = (problems: string[], expected: number) =>
  expect(problems.splice(0).filter((problem) => /status of (400|429)/.test(problem)).length).toBe(expected);

test('every section opens from the margin, and on a phone from a list', async () => {
  const ada = await theOwner();
  await ada.client.accessTokens.create({ name: 'Backup script', scopes: ['read'] });
  await ada.client.accessTokens.create({
    name: 'Phone',
    expiresAt: new Date(Date.now() + 90 * 86_400_000).toISOString(),
  });
  const { page } = await ada.page();
  await page.goto('/settings');
  const nav = page.getByRole('navigation', { name: 'Settings' });
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
  for (const name of await nav.getByRole('link').allInnerTexts()) {
    await nav.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await expect.poll(() => page.locator('main .after-a-moment .bg-sunk').count()).toBe(0);
    expect(await axeViolations(page), name).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/settings');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await takePictures(page, 'settings');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('link', { name: 'Access tokens' }).click();
  await page.getByRole('heading', { name: 'Access tokens' }).waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
});

test('a wrong field is told beside it, and what was typed stays', async () => {
  const ada = await member();
  const { page, problems } = await ada.page();
  await page.goto('/settings/profile');
  await page.getByLabel('Display name').fill('Ada Lovelace');
  await page.getByLabel('E-mail').fill('nonsense');
  await button(page, 'Save').click();
  await page.getByText('Must be an e-mail address').waitFor();
  expect(await page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByLabel('Display name').inputValue()).toBe('Ada Lovelace');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('New notes are').selectOption('PUBLIC');
  await button(page, 'Save').click();
  // The address of another account.
  await page.getByText('belongs to another account').waitFor();
  await page.getByLabel('E-mail').fill('lovelace@example.com');
  await button(page, 'Save').click();
  await page.getByText('Saved.').waitFor();
  expect((await ada.client.auth.status()).user).toMatchObject({
    nickname: 'Ada Lovelace',
    email: 'lovelace@example.com',
    defaultVisibility: 'PUBLIC',
  });

  await page.goto('/settings/password');
  await page.getByLabel('Present password').fill('not this');
  await page.getByLabel('New password').fill('longer and better');
  await button(page, 'Change the password').click();
  await page.getByText('Is not the present password').waitFor();
  refusals(problems, 2);
  await page.getByLabel('Present password').fill(ada.password);
  await button(page, 'Change the password').click();
  await page.getByText('The password is changed.').waitFor();
  await expect(ada.client.auth.status()).rejects.toMatchObject({ code: 'TOKEN_REVOKED' });
});

test('a session that is ended on another browser is out at once', async () => {
  const ada = await member();
  const { page: lost } = await site().page({ userAgent: 'Mozilla/5.0 (X11; Linux) Firefox/140.0' });
  await lost.goto('/');
  await lost.getByLabel('Name').fill(ada.username);
  await lost.getByLabel('Password').fill(ada.password);
  await button(lost, 'Sign in').click();
  await lost.getByRole('textbox', { name: 'Write a note' }).waitFor();
  const { page } = await ada.page();
  await page.goto('/settings/sessions');
  await page.getByText('This one').waitFor();
  await button(page, 'End the session of Firefox on Linux').click();
  await lost.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByText('1 session ended.').waitFor();
  await expect.poll(() => page.getByText('Firefox on Linux').count()).toBe(0);
});

test('a token is shown once, works, and is revoked', async () => {
  const ada = await member();
  const { page } = await ada.page();
  await page.goto('/settings/tokens');
  await page.getByLabel('Name').fill('Phone');
  expect(await page.getByLabel('It may').locator('option').count()).toBe(2);
  await page.getByLabel('It may').selectOption('write');
  await button(page, 'Create a token').click();
  const shown = page.getByRole('group', { name: 'The token “Phone”' });
  const secret = await shown.locator('code').first().innerText();
  expect(await shown.locator('code').last().innerText()).toContain(`Bearer ${secret}`);
  await expectAccessible(page);
  await takePictures(page, 'token-made');
  const write = () =>
    fetch(`${site().address}/api/v1/memos`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: '{"content":"from a phone"}',
    });
  expect((await write()).status).toBe(200);
  await page.reload();
  const line = page.getByRole('listitem').filter({ has: button(page, 'Revoke Phone') });
  await line.getByText('last used').waitFor();
  expect(await page.getByText(secret).count()).toBe(0);
  await button(page, 'Revoke Phone').click();
  await page.getByRole('dialog', { name: 'Revoke “Phone”?' }).getByRole('button', { name: 'Revoke' }).click();
  await line.waitFor({ state: 'detached' });
  expect((await write()).status).toBe(401);
});

test('a webhook is made, tested, switched off, and its deliveries are told', async () => {
  const ada = await member();
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const { page, problems } = await ada.page();
  await page.goto('/settings/webhooks');
  await button(page, 'New webhook').click();
  await page.getByLabel('Name').fill('Chat');
  await page.getByLabel('Address').fill('chat.example');
  await button(page, 'Create').click();
  await page.getByText('Must be an http or https address').waitFor();
  refusals(problems, 1);
  await page.getByLabel('Address').fill(receiver.url);
  await page.getByLabel('a note changes').check();
  await button(page, 'Create').click();
  await page.getByRole('group', { name: 'The secret of “Chat”' }).getByText('whsec_').waitFor();
  await button(page, 'Done').click();
  const chat = page.getByRole('article', { name: 'Chat' });
  await chat.getByText('a note is created; a note changes').waitFor();

  await chat.getByRole('button', { name: 'Send a test' }).click();
  await chat.getByText('It answered 200').waitFor();
  expect(receiver.arrivals[0]?.json.event).toBe('webhook.test');
  receiver.answer = (response) => response.writeHead(410).end();
  await ada.client.memos.create({ content: 'told to the chat' });
  await receiver.expect(2);
  // Whoever answers so wants nothing any more.
  await expect.poll(async () => (await ada.client.webhooks.list()).data[0]?.active).toBe(false);
  await chat.getByRole('button', { name: 'Deliveries' }).click();
  await chat.getByRole('listitem').filter({ hasText: 'a note is created' }).getByText('failed').waitFor();
  receiver.answer = (response) => response.end('thanks');
  await page.reload();
  await chat.getByText('switched off').waitFor();
  await chat.getByRole('switch').click();
  await expect.poll(() => chat.getByRole('switch').getAttribute('aria-checked')).toBe('true');
  await chat.getByRole('button', { name: 'Deliveries' }).click();
  await expectAccessible(page);
  await takePictures(page, 'webhook');
  await chat.getByRole('button', { name: 'Try again now' }).click();
  await receiver.expect(3);
  await expect.poll(() => chat.getByText('delivered').count(), { timeout: 8000 }).toBe(2);
  await chat.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await chat.waitFor({ state: 'detached' });
});

test('colours, size and language are kept, and go along to another device', async () => {
  const ada = await member();
  const { page } = await ada.page();
  const root = (of: Page) =>
    of.evaluate('[document.documentElement.className, document.documentElement.lang]');
  await page.goto('/settings/appearance');
  await page.getByLabel('Dark').check();
  await page.getByLabel('Large', { exact: true }).check();
  await page.getByRole('switch', { name: 'Keys of vim' }).click();
  await page.getByRole('link', { name: 'Language' }).click();
  await page.getByLabel('Deutsch').check();
  await page.getByRole('heading', { name: 'Sprache' }).waitFor();
  await takePictures(page, 'settings-german');
  await expect
    .poll(() => ada.client.auth.preferences())
    .toEqual({ theme: 'dark', 'text-size': 'large', language: 'de', 'vim-keys': true });
  await page.reload({ waitUntil: 'commit' });
  await page.getByRole('heading', { name: 'Sprache' }).waitFor();
  expect(await root(page)).toEqual(['dark text-large', 'de']);

  const { page: other } = await site().page();
  await other.goto('/settings/appearance');
  await other.getByLabel('Name').fill(ada.username);
  await other.getByLabel('Password').fill(ada.password);
  await button(other, 'Sign in').click();
  await other.getByRole('heading', { name: 'Aussehen' }).waitFor();
  expect(await root(other)).toEqual(['dark text-large', 'de']);
  await other.getByLabel('Wie das System').check();
  await expect.poll(async () => 'theme' in (await ada.client.auth.preferences())).toBe(false);
});

test('a switch says whether pictures of saved pages are kept', async () => {
  const visitor = await member();
  const { client } = visitor;
  const { page } = await visitor.page();
  await page.goto('/settings/saving');
  const pictures = page.getByRole('switch', { name: 'Keep the pictures of saved pages' });
  await expect.poll(() => pictures.getAttribute('aria-checked')).toBe('false');
  await pictures.click();
  await expect.poll(() => pictures.getAttribute('aria-checked')).toBe('true');
  expect(await client.auth.preferences()).toMatchObject({ 'keep-pictures': true });
  await expectAccessible(page);
  await takePictures(page, 'settings-saving');
  await pictures.click();
  await expect.poll(() => client.auth.preferences()).toMatchObject({ 'keep-pictures': false });
});

test('what cannot be told to the server is kept, and sent later', async () => {
  const ada = await member();
  const { page, context, problems } = await ada.page();
  await page.goto('/settings/appearance');
  await context.route('**/auth/preferences', (route) => route.abort('connectionreset'));
  await page.getByLabel('Dark').check();
  await page.getByText('Kept on this device.').waitFor();
  await context.unroute('**/auth/preferences');
  await page.getByLabel('Small').check();
  await expect.poll(() => ada.client.auth.preferences()).toEqual({ theme: 'dark', 'text-size': 'small' });
  expect(problems.splice(0).every((problem) => problem.includes('ERR_CONNECTION_RESET'))).toBe(true);
});

test('an administrator makes a member, who signs in; the owner archives and deletes', async () => {
  const ada = await theOwner();
  const { page, expected } = await ada.page();
  // The name is taken.
  expected.push(/409.*\/api\/v1\/users$/);
  await page.goto('/settings/members');
  await button(page, 'New member').click();
  await page.getByLabel('Name', { exact: true }).fill('ADA');
  await page.getByLabel('Password').fill('correct horse');
  await button(page, 'Create the account').click();
  await page.getByText('This username is taken').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('grace');
  await button(page, 'Create the account').click();
  await page.getByText('grace can sign in now.').waitFor();

  const { page: hers } = await site().page();
  await hers.goto('/');
  await hers.getByLabel('Name').fill('grace');
  await hers.getByLabel('Password').fill('correct horse');
  await button(hers, 'Sign in').click();
  await hers.getByRole('textbox', { name: 'Write a note' }).waitFor();
  await hers.goto('/settings');
  await hers.getByRole('heading', { name: 'Profile' }).waitFor();
  expect(await hers.getByRole('link', { name: 'Members' }).count()).toBe(0);

  const choose = async (name: string) => {
    await button(page, 'Actions: grace').click();
    await page.getByRole('menuitem', { name }).click();
  };
  await choose('Make: Administrator');
  await page.getByText('grace, Administrator').waitFor();
  await takePictures(page, 'members');
  await page.setViewportSize({ width: 1440, height: 900 });
  await choose('Archive');
  await hers.getByRole('heading', { name: 'Sign in' }).waitFor();
  await choose('Restore');
  await page.getByText('grace can sign in again.').waitFor();
  await choose('Delete');
  await page.getByRole('dialog').getByText('What stays: its notes').waitFor();
  await takePictures(page, 'member-deletion');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('The account grace is deleted.').waitFor();
  expect((await ada.client.users.list()).data.map(({ username }) => username)).not.toContain('grace');
});

test('visitors sign up where they may, and are told why they cannot come in', async () => {
  const ada = await theOwner();
  const { page } = await ada.page();
  await page.goto('/settings/instance');
  await page.getByLabel('Title').fill('Reading group');
  await button(page, 'Save').click();
  await page.getByText('Saved.').waitFor();
  await page.getByRole('switch', { name: 'Anybody who finds' }).click();
  await expect.poll(async () => (await ada.client.system.info()).allowSignUp).toBe(true);

  const { page: visitor, problems } = await site().page();
  await visitor.goto('/sign-up');
  await visitor.getByText('Reading group').waitFor();
  await visitor.getByLabel('Name').fill('ada');
  await visitor.getByLabel('Password').fill('short');
  await button(visitor, 'Create an account').click();
  await visitor.getByText('Must have at least 8 characters').waitFor();
  await visitor.getByLabel('Password').fill('long enough');
  await button(visitor, 'Create an account').click();
  await visitor.getByText('This username is taken').waitFor();
  await visitor.getByLabel('Name').fill('hopper');
  await button(visitor, 'Create an account').click();
  await visitor.getByText('A page to begin with').waitFor();
  await visitor.goto('/settings/sessions');
  await visitor.getByRole('main').getByRole('listitem').getByRole('button', { name: 'Sign out' }).click();
  await visitor.getByRole('heading', { name: 'Sign in' }).waitFor();

  await page.getByRole('switch', { name: 'Anybody who finds' }).click();
  await page.getByRole('switch', { name: 'Members can sign in' }).click();
  await expect.poll(async () => (await ada.client.system.info()).disablePasswordLogin).toBe(true);
  await visitor.goto('/sign-up');
  await visitor.getByText('Visitors cannot create accounts here.').waitFor();
  await visitor.getByText('switched off here, but for the owner').waitFor();
  await ada.client.system.update({ disablePasswordLogin: false });
  await visitor.goto('/sign-in');
  await visitor.getByLabel('Name').fill('hopper');
  for (const guess of ['one', 'two', 'three']) {
    await visitor.getByLabel('Password').fill(guess);
    await button(visitor, 'Sign in').click();
    await visitor.getByText('Wrong name or password.').waitFor();
    await expect.poll(() => button(visitor, 'Sign in').isEnabled()).toBe(true);
  }
  await visitor.getByLabel('Password').fill('long enough');
  await button(visitor, 'Sign in').click();
  await visitor.getByText(/Try again in 1[45] min \d+ s\./).waitFor();
  refusals(problems, 2);
  await expectAccessible(visitor);
  await takePictures(visitor, 'door-wait');
});
