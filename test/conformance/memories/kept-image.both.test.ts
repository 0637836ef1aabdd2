import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from '../../support/instance.ts';
import { servePages, startMemories, type Memories } from '../../support/memories.ts';

let server: Memories;
let ada: Account;
beforeAll(async () => {
  server = await startMemories();
  ada = await server.account('ada');
});
afterAll(() => server.stop());

test('the image of a page is an address of this server where it is kept, and the page’s own when it is removed', async () => {
  const site = await servePages({
    '/tea': '<title>Tea</title><meta property="og:image" content="/tea.png"><p>A text about tea.</p>',
    '/tea.png': Buffer.from('\x89PNG\r\n\x1a\n'.padEnd(64, '.'), 'latin1'),
  });
  const given = { token: ada.token };
  await server.call('PATCH', '/api/v1/auth/preferences', { ...given, body: { 'keep-pictures': true } });
  const { id, ogImage } = await server.captured(ada, await server.add(ada, `${site.url}/tea`));
  expect(ogImage).toMatch(/^\/api\/v1\/resources\/\w+$/);
  expect((await server.list(ada)).items[0].ogImage).toBe(ogImage);
  expect((await server.call('GET', ogImage, given)).status).toBe(200);
  expect((await server.call('DELETE', ogImage, given)).status).toBe(200);
  expect((await server.list(ada)).items[0].ogImage).toBe(`${site.url}/tea.png`);
  expect((await server.call('GET', `/api/memories/${id}`, given)).json.ogImage).toBe(`${site.url}/tea.png`);
});
