import type { AppConfig } from '../../src/config.ts';
import type { listedNote, note } from '../../src/http/notesium/present.ts';
import { contractOf } from './contract.ts';
import { startInstance, type Account, type Answer, type Call, type Instance } from './instance.ts';

export type Note = ReturnType<typeof note>;
type ListedNote = ReturnType<typeof listedNote>;
type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

/** The Notesium API of a server of its own. Every answer in JSON is checked against its OpenAPI document. */
export interface Notesium extends Instance {
  ada: Account;
  /** A request of ada's, unless `options` say otherwise. */
  ask(method: Method, path: string, options?: Call): Promise<Answer>;
  /** Writes a note of ada's, in a second of its own. */
  write(content: string, ctime?: string): Promise<Note>;
  read(filename: string): Promise<Note>;
  patch(filename: string, body: object): Promise<Answer>;
  list(): Promise<ListedNote[]>;
  /** The output of a command. */
  raw(command: string): Promise<string>;
}

export async function startNotesium(config: Partial<AppConfig> = {}): Promise<Notesium> {
  const instance = await startInstance(config);
  // Administrators have no other look at notes, so that ada is a plain user.
  await instance.account('hilda');
  const ada = await instance.account('ada', 'write');
  const token = config.personal ? undefined : ada.token;
  const check = await contractOf(instance, '/api/notes/openapi.json', 'NotesiumError');

  async function ask(method: Method, path: string, options?: Call): Promise<Answer> {
    const answer = await instance.call(method, path, { token, ...options });
    if (/^\/api\/(notes|runtime)(\/|\?|$)/.test(path)) check(method, path, answer);
    return answer;
  }

  async function good(answer: Promise<Answer>): Promise<Answer> {
    const given = await answer;
    if (given.status !== 200) throw new Error(`${given.status}: ${given.text}`);
    return given;
  }

  let second = 0;
  return {
    ...instance,
    ada,
    ask,
    async write(content, ctime = new Date(Date.UTC(2024, 0, 1) + 1000 * second++).toISOString()) {
      const body = { Content: content, Ctime: ctime };
      return (await good(ask('POST', '/api/notes/', { body }))).json as Note;
    },
    read: async (filename) => (await good(ask('GET', `/api/notes/${filename}`))).json as Note,
    patch: (filename, body) => ask('PATCH', `/api/notes/${filename}`, { body }),
    list: async () => (await good(ask('GET', '/api/notes'))).json as ListedNote[],
    raw: async (command) => (await good(ask('GET', `/api/raw/${command}`))).text,
  };
}

/** The notes that Notesium tests itself with, under the names that they have there. */
export const CORPUS: Record<string, string> = {
  '6421460b.md': '# book\n',
  '642146c7.md': '# physicist\n',
  '64214930.md':
    '# quantum mechanics\n\na fundamental theory in physics that provides a description of the\nphysical properties of nature at the scale of atoms and subatomic\nparticles.\n',
  '64214a1d.md':
    '# richard feynman\n\nrichard phillips feynman was an american theoretical [physicist](642146c7.md),\nknown for his work in the path integral formulation of\n[quantum mechanics](64214930.md).\n',
  '64218087.md':
    "# surely you're joking mr. feynman\n\n[book](6421460b.md) of [richard feynman](64214a1d.md) and [gone](12345678.md)\n",
};

/** Writes it as ada's. */
export async function writeCorpus(server: Notesium): Promise<void> {
  for (const [filename, content] of Object.entries(CORPUS)) {
    const second = Number.parseInt(filename, 16);
    await server.write(content, new Date(second * 1000).toISOString());
  }
}
