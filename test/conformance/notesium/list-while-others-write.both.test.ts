import { afterAll, beforeAll, expect, test } from 'vitest';
import { filenameOf } from '../../../src/domain/filename.ts';
import { startNotesium, type Notesium } from '../../support/notesium.ts';
import { signedIn } from '../../support/records.ts';

/** More than are read at a time. */
const COUNT = 600;
const LAST = filenameOf(1000 + COUNT);

let server: Notesium;
beforeAll(async () => {
  server = await startNotesium();
  const ada = signedIn(server.ada.id, { role: 'USER', via: 'local' });
  for (let index = 0; index <= COUNT; index++) {
    const content = index < COUNT ? `# note ${index}\n\n[last](${LAST})` : '# last';
    await server.services.notebook.create(ada, { content, createdAt: (1000 + index) * 1000 });
  }
});
afterAll(() => server.stop());

test('a list that is read while notes change shows them as they were at one time', async () => {
  const reading = new AbortController();
  let edits = 0;
  const writing = (async () => {
    let { Mtime } = await server.read(LAST);
    while (!reading.signal.aborted) {
      const { json } = await server.patch(LAST, { Content: `# edit ${++edits}`, LastMtime: Mtime });
      Mtime = json.Mtime;
    }
  })();
  try {
    for (let count = 0; count < 6; count++) {
      const notes = await server.list();
      expect(notes).toHaveLength(COUNT + 1);
      const title = notes.at(-1)?.Title;
      const seen = new Set(notes.slice(0, -1).map((note) => note.OutgoingLinks[0]?.Title));
      expect([...seen]).toEqual([title]);
      expect(notes.at(-1)?.IncomingLinks).toHaveLength(COUNT);
    }
  } finally {
    reading.abort();
  }
  await writing;
  expect(edits).toBeGreaterThan(0);
});

test('after it, every list shows the last change', async () => {
  const { Title } = await server.read(LAST);
  expect((await server.list())[0]?.OutgoingLinks[0]?.Title).toBe(Title);
});
