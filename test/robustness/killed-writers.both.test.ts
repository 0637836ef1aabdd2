import { expect, onTestFinished, test, vi } from 'vitest';
import { examine } from '../../src/services/doctor/index.ts';
import { openStore } from '../../src/store/open.ts';
import { temporaryFolder } from '../support/command-line.ts';
import { makeAccount } from '../support/offline-account.ts';
import { startServerProcess, type ServerProcess } from '../support/server-process.ts';
import { createTestLocation } from '../support/store.ts';

/** More of them: `COMMONPLACE_TEST_KILLS=50`, as before a release. */
const KILLS = Number(process.env['COMMONPLACE_TEST_KILLS'] ?? 4);
const WRITERS = 16;
const LONGEST_MS = 400;
/** So much is saved in each round before the kill. */
const AT_LEAST = 20;

/** What a writer knows of a note of its own. */
interface Written {
  id: number;
  /** The last content that was acknowledged. */
  content: string;
  /** What was on its way when a server was killed, and may have arrived, or still arrive: PostgreSQL finishes what it began. */
  maybe: Set<string>;
  isTrashed: boolean;
}

test(
  `of what ${WRITERS} writers were told was saved nothing is missing, and all agrees, after ${KILLS} kills at random moments`,
  async () => {
    const data = await temporaryFolder();
    const location = await createTestLocation();
    onTestFinished(() => location.remove());
    const { token, userId } = await makeAccount(location.url);
    const notes = new Map<number, Written>();
    const attempted = new Set<string>();
    let words = 0;
    let acknowledged = 0;

    for (let round = 0; round < KILLS; round++) {
      const server = await startServerProcess(data, location.url, ['--no-vault']);
      const writing = Array.from({ length: WRITERS }, (_, writer) => write(server, writer));
      const before = acknowledged;
      await vi.waitUntil(() => acknowledged >= before + AT_LEAST, { timeout: 20_000, interval: 10 });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_MS));
      await server.kill();
      await Promise.all(writing);
      await check(round);
    }

    /** Writes until nobody answers any more. */
    async function write(server: ServerProcess, writer: number): Promise<void> {
      for (;;) {
        const content = `# Note ${writer}\n\nunique${words++} #tag${writer} #all/of${words % 5}\n\n${'word '.repeat(words % 60)}`;
        attempted.add(content);
        const own = [...notes.values()].filter(({ id, isTrashed }) => id % WRITERS === writer && !isTrashed);
        const note = own[words % (own.length + 3)];
        if (!note) {
          const created = await send(server, token, 'POST', '/memos', { content });
          if (!created) return;
          acknowledged++;
          // The kind of note that a writer takes up again must be its own: only it knows what it was told.
          if (notes.has(created.id)) throw new Error('One id was given twice');
          notes.set(created.id, { id: created.id, content, maybe: new Set(), isTrashed: false });
        } else if (words % 7 === 0) {
          note.isTrashed = (await send(server, token, 'DELETE', `/memos/${note.id}`)) !== null;
          if (!note.isTrashed) return;
        } else {
          note.maybe.add(content);
          if (!(await send(server, token, 'PATCH', `/memos/${note.id}`, { content }))) return;
          note.content = content;
          note.maybe.clear();
          acknowledged++;
        }
      }
    }

    async function check(round: number): Promise<void> {
      const store = await openStore(location.url);
      try {
        const audience = { userId, visibilities: [] };
        for (const note of notes.values()) {
          const found = await store.read.notes.find({ id: note.id }, audience);
          expect(found, `note ${note.id} is there after kill ${round}`).toBeDefined();
          expect([note.content, ...note.maybe], `note ${note.id} after kill ${round}`).toContain(
            found?.content,
          );
          if (note.isTrashed) expect(found?.status).toBe('TRASHED');
        }
        const page = { orderBy: 'created', direction: 'asc', limit: 100_000 } as const;
        const shelf = { ownerId: userId, status: 'NORMAL', visibility: 'PRIVATE' } as const;
        for (const { id, content } of await store.read.notes.page([shelf], page, audience)) {
          expect(attempted, `note ${id} is what somebody wrote`).toContain(content);
        }
        const findings = [];
        for await (const finding of examine({ store, data, blobs: undefined }, { repair: false })) {
          findings.push(finding);
        }
        expect(findings, `after kill ${round}`).toEqual([]);
      } finally {
        await store.close();
      }
    }
  },
  KILLS * 30_000,
);

/** @returns null: nobody answered, so nobody knows whether it happened */
async function send(
  { url }: ServerProcess,
  token: string,
  method: string,
  path: string,
  body?: object,
): Promise<any> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  let text: string;
  let status: number;
  try {
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    status = answer.status;
    text = await answer.text();
  } catch {
    return null;
  }
  if (status === 503) return null;
  if (status !== 200) throw new Error(text);
  return JSON.parse(text);
}
