import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { createApp, type App } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import type { SignedIn } from '../../src/domain/access.ts';
import { isNoteFilename } from '../../src/domain/filename.ts';
import type { NoteView, Status } from '../../src/domain/note.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { TEST_CONFIG } from './instance.ts';
import { newUser, signedIn } from './records.ts';
import { NEWEST_FIRST } from './services.ts';

/** A server whose notes are files, and one of its users; on SQLite, whichever engine a run is about. */
export interface VaultInstance {
  data: string;
  /** Where the notes of the user lie. */
  folder: string;
  readonly app: App;
  user: SignedIn;
  /** A second connection to the same database, without a vault. */
  store: Store;
  log: string[];
  path(filename: string): string;
  /** The notes of one status, by file name. */
  notes(status?: Status): Promise<Map<string, NoteView>>;
  /** The files in the folder that are notes. */
  files(): Promise<Map<string, string>>;
  create(content: string): Promise<NoteView>;
  restart(config?: Partial<Config>): Promise<void>;
  close(): Promise<void>;
  /** Waits until `is` holds; polls. */
  until<T>(what: () => Promise<T>, is: (value: T) => boolean): Promise<T>;
  /** Waits until a note has this content. */
  shows(filename: string, content: string): Promise<NoteView>;
}

interface Given extends Partial<Config> {
  compareEveryMs?: number;
}

interface Options {
  /** Runs on the data folder before the first start. */
  before?: (data: string, cleanups: (() => void)[]) => Promise<void>;
}

type Server = Pick<VaultInstance, 'data' | 'app' | 'store' | 'log' | 'restart' | 'close'>;

const LIMIT_MS = 8000;

/** A server of its own, for one test. */
export async function startVault(given: Given = {}, options: Options = {}): Promise<VaultInstance> {
  const vault = await openVault(given, options);
  onTestFinished(vault.close);
  return vault;
}

/** One server for all tests of a file. @returns what gives a user with an empty folder */
export function sharedVault(given: Given = {}): () => Promise<VaultInstance> {
  let host: VaultInstance | undefined;
  let count = 0;
  beforeAll(async () => {
    host = await openVault(given);
  });
  afterAll(() => host?.close());
  return async () => {
    const { app, store } = host as VaultInstance;
    const username = `user${++count}`;
    const id = await app.services.vault?.store.transact(async (tx) => {
      const user = await tx.users.insert(newUser(username));
      await tx.announce([`user:${user.id}`]);
      return user.id;
    });
    const vault = vaultOf(host as VaultInstance, username, id ?? 0);
    await vault.until(
      () => store.read.vaultFiles.folderOf(id ?? 0),
      (folder) => folder !== undefined,
    );
    return vault;
  };
}

async function openVault(
  { compareEveryMs, ...config }: Given,
  { before }: Options = {},
): Promise<VaultInstance> {
  const data = await mkdtemp(join(tmpdir(), 'commonplace-'));
  const cleanups: (() => void)[] = [];
  await before?.(data, cleanups);
  const database = join(data, 'commonplace.db');
  const log: string[] = [];
  const start = (more: Partial<Config> = {}): Promise<App> =>
    createApp(
      { ...TEST_CONFIG, vault: true, data, database, ...config, ...more },
      {
        log: pino({ level: 'debug' }, { write: (line: string) => log.push(line) }),
        ...(compareEveryMs !== undefined && { compareEveryMs }),
      },
    );
  const store = await openStore(database);
  // Without hashing a password, which takes its time.
  const { id } = await store.transact((tx) => tx.users.insert(newUser('ada', { role: 'HOST' })));
  let app = await start();
  let isClosed = false;
  const server: Server = {
    data,
    get app() {
      return app;
    },
    store,
    log,
    async restart(more) {
      await app.close();
      app = await start(more);
      await app.vaultSettled();
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await app.close();
      await store.close();
      for (const cleanup of cleanups.toReversed()) cleanup();
      await rm(data, { recursive: true, force: true });
    },
  };
  await app.vaultSettled();
  return vaultOf(server, 'ada', id);
}

function vaultOf(server: Server, username: string, id: number): VaultInstance {
  const { data, store, log, restart, close } = server;
  const user = signedIn(id, { role: username === 'ada' ? 'HOST' : 'USER', via: 'token' });
  const folder = join(data, 'notes', username);

  async function until<T>(what: () => Promise<T>, is: (value: T) => boolean): Promise<T> {
    for (const begin = performance.now(); ;) {
      const value = await what();
      if (is(value)) return value;
      if (performance.now() - begin > LIMIT_MS) throw new Error(`Not within ${LIMIT_MS} ms: ${show(value)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async function notes(status: Status = 'NORMAL'): Promise<Map<string, NoteView>> {
    const found = new Map<string, NoteView>();
    for (let pageToken: string | undefined; ;) {
      const query = { ...NEWEST_FIRST, status, ownerId: id, pageToken };
      const page = await server.app.services.notes.list(user, query);
      for (const note of page.items) found.set(note.filename, note);
      if (!page.nextPageToken) return found;
      pageToken = page.nextPageToken;
    }
  }

  return {
    data,
    folder,
    get app() {
      return server.app;
    },
    user,
    store,
    log,
    path: (filename) => join(folder, filename),
    notes,
    async files() {
      const entries = await readdir(folder, { withFileTypes: true });
      const names = entries.flatMap((entry) =>
        entry.isFile() && isNoteFilename(entry.name) ? entry.name : [],
      );
      const read = async (name: string) => [name, await readFile(join(folder, name), 'utf8')] as const;
      return new Map(await Promise.all(names.map(read)));
    },
    async create(content) {
      const created = await server.app.services.notes.create(user, { content });
      if (!('result' in created)) throw new Error('This request was a repetition');
      return created.result;
    },
    restart,
    close,
    until,
    async shows(filename, content) {
      const found = await until(notes, (all) => all.get(filename)?.content === content);
      return found.get(filename) as NoteView;
    },
  };
}

function show(value: unknown): string {
  return JSON.stringify(value instanceof Map ? [...value] : value) ?? String(value);
}
