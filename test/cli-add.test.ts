import { describe, expect, test } from 'vitest';
import { openStore } from '../src/store/open.ts';
import { commandLine } from './support/command-line.ts';
import { signedIn } from './support/records.ts';
import { createServices } from '../src/services/index.ts';
import { join } from 'node:path';

async function withAccounts(...names: string[]) {
  const cli = await commandLine();
  for (const name of names) {
    const email = `${name}@example.com`;
    await cli.run(['user', 'add', name, '--email', email, '--password-stdin'], { input: 'correct horse' });
  }
  return {
    ...cli,
    add: (content: string, ...options: string[]) => cli.run(['add', content, ...options]),

    /** Looks at the store, or changes it, as the server would. */
    async inStore<T>(work: (services: Awaited<ReturnType<typeof createServices>>) => Promise<T>): Promise<T> {
      const store = await openStore(join(cli.data, 'commonplace.db'));
      try {
        return await work(
          await createServices({
            store,
            limits: { maxContentBytes: 1e6 },
            guessing: { perAccount: 1, perAddress: 1 },
            allowSignUp: undefined,
          }),
        );
      } finally {
        await store.close();
      }
    },
  };
}

const ada = signedIn(1);
const list = { start: 0, count: 10 };

test('a page is saved, and waits for the server to fetch it', async () => {
  const cli = await withAccounts('ada');
  const { status, stdout, stderr } = await cli.add('https://example.com/tea');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [, id] =
    /^Saved https:\/\/example\.com\/tea as (\w{8}); the server fetches the page, at once where it is running\n$/.exec(
      stdout,
    ) ?? [];
  const { items } = await cli.inStore(({ memories }) => memories.list(ada, list));
  expect(items).toMatchObject([{ note: { uid: id, kind: 'page' }, page: { status: 'queued' } }]);
});

test('a text is saved from the command line, and from standard input', async () => {
  const cli = await withAccounts('ada');
  expect((await cli.add('Milk and #honey')).stdout).toMatch(/^Saved the text as \w{8}\n$/);
  expect(await cli.run(['add', '-'], { input: 'Two\nlines – ü\n' })).toMatchObject({ status: 0 });
  const { items } = await cli.inStore(({ memories }) => memories.list(ada, list));
  expect(items.map(({ note }) => note.content).toSorted()).toEqual(['Milk and #honey', 'Two\nlines – ü']);
});

test('pictures of the page are asked for with it', async () => {
  const cli = await withAccounts('ada');
  await cli.add('https://example.com/plain');
  await cli.add('https://example.com/pictures', '--pictures');
  const store = await openStore(join(cli.data, 'commonplace.db'));
  const jobs = await store.read.jobs.unfinished(10);
  await store.close();
  const asked = jobs.map(
    ({ payload_json: payload }) => (JSON.parse(payload) as { pictures?: true }).pictures,
  );
  expect(asked).toEqual([true, undefined]);
});

test('what is there already is refused with its id', async () => {
  const cli = await withAccounts('ada');
  const { id } = JSON.parse((await cli.add('https://example.com/tea', '--json')).stdout);
  expect(await cli.add('https://EXAMPLE.com/tea/?utm_source=x')).toEqual({
    status: 1,
    stdout: '',
    stderr: `You have saved this already, as ${id}\n`,
  });
});

test('what is there already is put into the spaces that are named', async () => {
  const cli = await withAccounts('ada');
  const { id } = JSON.parse((await cli.add('https://example.com/tea', '--json')).stdout);
  const uid = await cli.inStore(async ({ spaces }) => (await spaces.create(ada, { name: 'Kitchen' })).uid);
  expect(await cli.add('https://example.com/tea', '--space', 'Kitchen')).toEqual({
    status: 0,
    stdout: `You have saved this already, as ${id}; it is in Kitchen now, too\n`,
    stderr: '',
  });
  const { items } = await cli.inStore(({ memories }) => memories.list(ada, { ...list, space: uid }));
  expect(items).toMatchObject([{ note: { uid: id } }]);
  // Nothing was left to do: as without a space.
  expect(await cli.add('https://example.com/tea', '--space', 'Kitchen')).toMatchObject({
    status: 1,
    stderr: `You have saved this already, as ${id}\n`,
  });
  const attic = await cli.inStore(async ({ spaces }) => (await spaces.create(ada, { name: 'Attic' })).uid);
  const { stdout } = await cli.add('https://example.com/tea', '--space', 'Attic', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    id,
    spaces: [
      { id: attic, name: 'Attic' },
      { id: uid, name: 'Kitchen' },
    ],
  });
});

describe('--again', () => {
  /** A page that was fetched, as far as the store knows. */
  async function withPage(content = '# Tea') {
    const cli = await withAccounts('ada');
    const uid = await cli.inStore(async ({ memories }) => {
      const prefetched = { title: 'Tea', contentToSave: 'Pour.' };
      const { note } = await memories.add(ada, { content: 'https://example.com/tea', prefetched });
      if (content !== '# Tea') await memories.update(ada, { uid: note.uid }, { content });
      return note.uid;
    });
    const again = () => cli.add('https://example.com/tea', '--again');
    const status = () => cli.inStore(async ({ memories }) => (await memories.get(ada, { uid })).page?.status);
    return { cli, uid, again, status };
  }
  const AGAIN = 'the server fetches the page once more, at once where it is running';

  test('has a page that is there fetched once more', async () => {
    const { uid, again, status } = await withPage();
    expect(await status()).toBe('done');
    expect(await again()).toEqual({
      status: 0,
      stdout: `You have saved this already, as ${uid}; ${AGAIN}\n`,
      stderr: '',
    });
    expect(await status()).toBe('queued');
  });

  test('says that a note that was edited stays', async () => {
    const { uid, again } = await withPage('My own words');
    const stays = 'you have edited the note, so it stays, and the new version will be in its history';
    expect((await again()).stdout).toBe(`You have saved this already, as ${uid}; ${AGAIN}; ${stays}\n`);
  });

  test('saves what is not there, and has nothing to fetch for a text', async () => {
    const { cli } = await withPage();
    expect((await cli.add('https://example.com/milk', '--again')).stdout).toMatch(/^Saved https/);
    await cli.add('A text');
    expect(await cli.add('A text', '--again')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^You have saved this already, as \w{8}\n$/),
    });
  });
});

test('spaces are named by name or id, and all of them hold it', async () => {
  const cli = await withAccounts('ada');
  const [kitchen, attic] = await cli.inStore(async ({ spaces }) => [
    (await spaces.create(ada, { name: 'Kitchen' })).uid,
    (await spaces.create(ada, { name: 'Attic' })).uid,
  ]);
  const { stdout } = await cli.add('A text', '--space', 'Kitchen', '--space', `${attic}---attic`, '--json');
  expect(JSON.parse(stdout)).toEqual({
    id: expect.stringMatching(/^\w{8}$/),
    type: 'note',
    url: null,
    status: 'done',
    spaces: [
      { id: kitchen, name: 'Kitchen' },
      { id: attic, name: 'Attic' },
    ],
  });
  const held = (space: string | undefined) =>
    cli.inStore(async ({ memories }) => (await memories.list(ada, { ...list, space })).total);
  expect([await held(kitchen), await held(attic)]).toEqual([1, 1]);
  expect(await cli.add('Another', '--space', 'Cellar')).toEqual({
    status: 1,
    stdout: '',
    stderr: `There is no space "Cellar" here; there are: Attic (${attic}), Kitchen (${kitchen})\n`,
  });
  const twin = await cli.inStore(async ({ spaces }) => (await spaces.create(ada, { name: 'Attic' })).uid);
  const { stderr } = await cli.add('Another', '--space', 'Attic');
  expect(stderr).toContain('Several spaces are called "Attic": name one of ');
  expect(stderr).toContain(twin);
});

test('whose it is must be said where there are several accounts', async () => {
  const none = await commandLine();
  expect((await none.run(['add', 'A text'])).stderr).toBe(
    'There is no account yet; see "commonplace help user add"\n',
  );
  const cli = await withAccounts('ada', 'ben');
  expect(await cli.add('A text')).toMatchObject({
    status: 1,
    stderr: 'There are several accounts: say whose it is with --user; see "commonplace user list"\n',
  });
  expect((await cli.add('A text', '--user', 'nobody')).stderr).toBe(
    'There is no user "nobody"; see "commonplace user list"\n',
  );
  expect((await cli.add('A text', '--user', 'ben')).status).toBe(0);
  await cli.run(['user', 'disable', 'ben']);
  expect((await cli.add('Another', '--user', 'ben')).stderr).toBe(
    'ben is disabled; see "commonplace help user enable"\n',
  );
  expect((await cli.add('Another')).status).toBe(0);
});

test.each([
  ['', 'content: Content cannot be empty\n'],
  ['  ', 'content: Content cannot be empty\n'],
])('%j is told in one line', async (input, stderr) => {
  const cli = await withAccounts('ada');
  expect(await cli.run(['add', '-'], { input })).toEqual({ status: 1, stdout: '', stderr });
});

test('an editor’s space of somebody else is named, and one that may only be read is refused', async () => {
  const cli = await withAccounts('ada', 'ben');
  const ben = signedIn(2);
  await cli.inStore(async ({ spaces, spaceMembers }) => {
    for (const [name, access] of [
      ['Open', 'edit'],
      ['Shown', 'read'],
    ] as const) {
      const { uid } = await spaces.create(ben, { name });
      await spaceMembers.invite(ben, uid, { email: 'ada@example.com', access });
      await spaceMembers.accept(ada, uid);
    }
  });
  expect((await cli.add('A text', '--user', 'ada', '--space', 'Open')).status).toBe(0);
  const refused = await cli.add('Another', '--user', 'ada', '--space', 'Shown');
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr).toContain('You may read this space, not add to it');
});
