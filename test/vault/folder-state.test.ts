import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from '../support/instance.ts';
import { startVault } from '../support/vault.ts';
import { startWebhooks, type WebhookWorld } from '../support/webhooks.ts';

let world: WebhookWorld;
let ada: Account;
let ben: Account;
beforeAll(async () => {
  world = await startWebhooks({ vault: true });
  ada = await world.account('ada');
  ben = await world.account('ben');
  await world.write(ben, 'so that there is a folder');
});
afterAll(() => world.stop());

const folderOf = ({ username }: Account) => join(dirname(world.databaseUrl), 'notes', username);
const stateOf = async (of: Account) => (await world.ask(of, 'GET /vault')).json;

test('an administrator is told where the folder lies, everybody else only how it is', async () => {
  expect(await stateOf(ada)).toEqual({ state: 'watching', path: folderOf(ada), reason: null });
  expect(await stateOf(ben)).toEqual({ state: 'watching', path: null, reason: null });
  const token = await world.call('GET', '/api/v1/vault');
  expect(token.status).toBe(401);
});

test('a folder that is not there is not available, with the reason, and is again when it comes back', async () => {
  const vault = await startVault({ compareEveryMs: 50 });
  await vault.create('so that there is a folder');
  const own = () => vault.app.services.vaultFolder.own(vault.user);
  const { folder: path } = vault;
  await vault.until(own, ({ state }) => state === 'watching');
  await rename(path, `${path}-away`);
  await vault.until(own, ({ state }) => state === 'unavailable');
  const reason = 'The folder of your notes is not available: it is not there';
  expect(await own()).toEqual({ state: 'unavailable', path, reason });
  await rename(`${path}-away`, path);
  await vault.until(own, ({ state }) => state === 'watching');
  await vault.close();
});

test('without a vault there is none', async () => {
  const plain = await startWebhooks();
  try {
    const { json } = await plain.ask(await plain.account('ada'), 'GET /vault');
    expect(json).toEqual({ state: 'none', path: null, reason: null });
  } finally {
    await plain.stop();
  }
});
