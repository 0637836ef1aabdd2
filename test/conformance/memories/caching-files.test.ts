import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { personal, type Personal } from '../../support/personal.ts';

test.each(['the list', 'the list of a space'])(
  'an edit in a file is seen by who has %s already',
  async (which) => {
    const { call, path } = await withFile('One', 'Before', { writable: which !== 'the list' });
    const list = which === 'the list' ? '/api/memories' : await listOfSpace(call);
    const before = await call('GET', list);
    expect(before.json.items[0].content).toBe('# One\n\nBefore\n');
    const headers = { 'if-none-match': String(before.headers.etag) };
    expect((await call('GET', list, { headers })).status).toBe(304);
    await writeFile(path, '# One\n\nAfter\n');
    const end = Date.now() + 8000;
    for (;;) {
      const answer = await call('GET', list, { headers });
      if (answer.status === 200) {
        expect(answer.json.items[0].content).toBe('# One\n\nAfter\n');
        return;
      }
      if (Date.now() > end) throw new Error('The edit was not seen');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
);

test('a personal server shows its folder to whoever is at the machine, and takes nothing unless it is writable', async () => {
  const { call } = await withFile('Two', 'Text');
  expect((await call('GET', '/api/memories')).json).toMatchObject({ total: 1 });
  const refused = await call('POST', '/api/add', { body: { content: 'x' } });
  expect([refused.status, refused.json]).toEqual([403, { error: 'NOTESIUM_DIR is set to read-only mode' }]);
});

test('a writable one takes it, as a file', async () => {
  const server = await personal({ writable: true });
  const { json } = await server.call('POST', '/api/add', { body: { content: 'Kept as a file' } });
  const { json: memo } = await server.call('GET', `/api/v1/memos/${json.id}`);
  expect(await server.file(memo.filename)).toContain('Kept as a file');
});

/** Puts the one note into a space. @returns where it is listed there */
async function listOfSpace(call: Personal['call']): Promise<string> {
  const [note] = (await call('GET', '/api/memories')).json.items;
  const { space } = (await call('POST', '/api/spaces/create', { body: { spaceName: 'Files' } })).json;
  const body = { spaceId: space.id, documentId: note.id };
  expect((await call('POST', '/api/spaces/addContent', { body })).status).toBe(200);
  return `/api/memories?spaceId=${space.id}`;
}

async function withFile(title: string, text: string, mode: Parameters<typeof personal>[0] = {}) {
  const server = await personal(mode, { '64214a1d.md': `# ${title}\n\n${text}\n` });
  return { ...server, path: `${server.folder}/64214a1d.md` };
}
