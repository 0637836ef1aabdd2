import { expect, test } from 'vitest';
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
