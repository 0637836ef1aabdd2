import { mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Account } from '../support/instance.ts';
import { startWebhooks, type WebhookWorld } from '../support/webhooks.ts';

const NAME = '64214a1d.md';

let world: WebhookWorld;
let ada: Account;
let folder: string;
beforeEach(async () => {
  world = await startWebhooks({ vault: true });
  ada = await world.account('ada');
  folder = join(dirname(world.databaseUrl), 'notes', 'ada');
});
afterEach(() => world.stop());

async function memoWith(content: string): Promise<any> {
  for (;;) {
    const { json } = await world.ask(ada, 'GET /memos');
    const memo = json.data.find((one: any) => one.content === content);
    if (memo) return memo;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('what happens in the folder is told to webhooks', async () => {
  await world.hook(ada);
  await world.write(ada, 'so that there is a folder');
  await writeFile(join(folder, NAME), 'one');
  await memoWith('one');
  await writeFile(join(folder, NAME), 'two');
  await memoWith('two');
  await unlink(join(folder, NAME));
  const arrivals = await world.receiver.expect(4);
  expect(arrivals.map(({ json }) => [json.event, json.data.memo.content])).toEqual([
    ['memo.created', 'so that there is a folder'],
    ['memo.created', 'one'],
    ['memo.updated', 'two'],
    ['memo.deleted', 'two'],
  ]);
});

test('an ETag from before an edit in the folder does not hold: 412, and the file is as the editor left it', async () => {
  const { id } = await world.write(ada, 'by API');
  const { headers, json } = await world.ask(ada, `GET /memos/${id}`);
  await writeFile(join(folder, json.filename), 'by the editor');
  const answer = await world.ask(
    ada,
    `PATCH /memos/${id}`,
    { content: 'late' },
    {
      headers: { 'if-match': String(headers['etag']) },
    },
  );
  expect(answer.status).toBe(412);
  expect(await readFile(join(folder, json.filename), 'utf8')).toBe('by the editor');
});

test('a file that cannot be rewritten is a 409, a folder that is not there a 503', async () => {
  await world.write(ada, 'so that there is a folder');
  await writeFile(join(folder, NAME), Buffer.from([0x68, 0xe9]));
  const { id } = await memoWith('h\uFFFD');
  const refused = await world.ask(ada, `PATCH /memos/${id}`, { content: 'new' });
  expect([refused.status, refused.json.error.code]).toEqual([409, 'FILE_CONFLICT']);
  await rename(folder, `${folder}-away`);
  const missing = await world.ask(ada, 'POST /memos', { content: 'new' });
  expect([missing.status, missing.json.error.code]).toEqual([503, 'VAULT_UNAVAILABLE']);
  await mkdir(folder);
  const empty = await world.ask(ada, 'POST /memos', { content: 'new' });
  expect(empty.json.error.message).toContain('commonplace doctor --repair');
});
