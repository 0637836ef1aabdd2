import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from '../../support/instance.ts';
import { article, servePages, startMemories, type Memories } from '../../support/memories.ts';

let server: Memories;
let ada: Account;
beforeAll(async () => {
  server = await startMemories();
  ada = await server.account('ada');
});
afterAll(() => server.stop());

const PNG = Buffer.from('\x89PNG\r\n\x1a\nwith some bytes', 'latin1');
const prefer = (value: unknown) =>
  server.call('PATCH', '/api/v1/auth/preferences', { token: ada.token, body: { 'keep-pictures': value } });
const page = (title: string) =>
  article(title).replace(
    '</article>',
    '<p><img src="/cat.png" alt="A cat"> Words beside a cat.</p></article>',
  );

test('pictures of saved pages are kept for who prefers it, and served as resources of the note', async () => {
  const site = await servePages({ '/one': page('One'), '/two': page('Two'), '/cat.png': PNG });
  const before = await server.captured(ada, await server.add(ada, `${site.url}/one`));
  expect(before.content).toContain(`![A cat](${site.url}/cat.png)`);

  expect((await prefer(true)).json).toMatchObject({ 'keep-pictures': true });
  const id = await server.add(ada, `${site.url}/two`);
  const { content } = await server.captured(ada, id);
  const [, address = ''] = /!\[A cat\]\((\/api\/v1\/resources\/\w+) "([^"]+)"\)/.exec(content) ?? [];
  expect(content).toContain(`![A cat](${address} "${site.url}/cat.png")`);
  const picture = await server.call('GET', address, { token: ada.token });
  expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/png']);
  expect((await server.call('GET', address)).status).toBe(404);
  const { json } = await server.call('GET', `/api/v1/memos/${id}`, { token: ada.token });
  expect(json.resources).toMatchObject([{ filename: 'cat.png', type: 'image/png', size: PNG.length }]);
});

test('the preference is true, false or nothing', async () => {
  const { status, json } = await prefer('yes');
  expect([status, json.error.details]).toEqual([
    400,
    [{ field: 'keep-pictures', issue: 'Must be true, false or null' }],
  ]);
});
