import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEvents } from '../support/event-stream.ts';
import { startInstance, type Account, type Call, type Instance } from '../support/instance.ts';
import { ADDRESS, HIDDEN, HIDDEN_BESIDES, plant, PROTECTED, PUBLIC } from './planted.ts';

let instance: Instance;
let ada: Account;
let readers: Record<string, Call>;
let ids: Record<string, number>;
let files: Record<string, number>;
/** Every GET route that ends, over whatever there is. */
let paths: string[];

beforeAll(async () => {
  instance = await startInstance();
  ({ ada, readers, ids, files, paths } = await plant(instance));
});

afterAll(() => instance.stop());

let listens: Promise<string> | undefined;
const listening = (): Promise<string> => (listens ??= instance.app.listen());

describe('what others get', () => {
  test('is asked of every GET route there is', async () => {
    const { json: document } = await instance.call('GET', '/api/openapi.json');
    const routes = Object.entries<object>(document.paths).filter(([, methods]) => 'get' in methods);
    // The stream is asked below.
    const asked = ['/api/v1/events', ...paths.map((path) => path.split('?')[0] ?? '')];
    const unasked = routes.filter(([path]) => {
      const pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
      return !asked.some((one) => pattern.test(one));
    });
    expect(unasked).toEqual([]);
  });

  test.each(['anonymous', 'other', 'admin', 'host'])(
    'holds nothing hidden: %s, over every GET route',
    async (name) => {
      const leaks = [];
      const words = [...HIDDEN, ...HIDDEN_BESIDES];
      for (const path of paths) {
        const answer = await instance.call('GET', path, readers[name]);
        expect([path, answer.status < 500]).toEqual([path, true]);
        // The id of a note or file that may not be seen says that there is one.
        const hidden = [
          ...HIDDEN.map((word) => `"memos/${ids[word]}"`),
          ...[...HIDDEN, 'looseword'].map((word) => `"resources/${files[word]}"`),
        ];
        for (const word of [...words, ...hidden]) if (answer.text.includes(word)) leaks.push([path, word]);
        const headers = JSON.stringify(answer.headers);
        for (const word of words) if (headers.includes(word)) leaks.push([path, word, 'header']);
        if (name === 'anonymous' && answer.text.includes(PROTECTED)) {
          const isLink = path.endsWith(`/memos/${ids[PROTECTED]}`);
          if (answer.status === 200 || isLink) leaks.push([path, PROTECTED]);
        }
      }
      expect(leaks).toEqual([]);
    },
  );

  test.each(['other', 'admin', 'host'])('is not in their events either: %s', async (name) => {
    const stream = await openEvents(await listening(), {
      token: String(readers[name]?.token),
      headers: { 'last-event-id': '0-0' },
    });
    await stream.start();
    const write = async (content: string, visibility: string) =>
      instance.call('POST', '/api/v1/memos', { token: ada.token, body: { content, visibility } });
    await write('privateword', 'PRIVATE');
    const last = await write('publicword', 'PUBLIC');
    const told = [];
    do told.push(await stream.next());
    while (told.at(-1)?.data.memo?.['name'] !== last.json.name);
    stream.close();
    for (const word of [...HIDDEN, ...HIDDEN_BESIDES]) expect(JSON.stringify(told)).not.toContain(word);
  });

  test('is bytes of shared files, and the names of shared notes alone', async () => {
    const found: Record<string, unknown> = {};
    for (const [name, credentials] of Object.entries(readers)) {
      const statuses = [PROTECTED, PUBLIC].map(
        async (word) => (await instance.call('GET', `/api/v1/resources/${files[word]}`, credentials)).status,
      );
      const { json } = await instance.call('GET', `/api/v1/memos/${ids[PUBLIC]}`, credentials);
      found[name] = [...(await Promise.all(statuses)), json.resources[0].linkedMemos];
    }
    const linked = [`memos/${ids[PUBLIC]}`];
    expect(found).toEqual({
      anonymous: [404, 200, linked],
      other: [200, 200, linked],
      admin: [200, 200, linked],
      host: [200, 200, linked],
    });
  });

  test('is what they may see: the same routes do find the shared notes', async () => {
    const found = async (name: string) => {
      const { json } = await instance.call('GET', '/api/v1/search?q=shared', readers[name]);
      return json.data.map(({ id }: { id: number }) => id).toSorted();
    };
    expect(await found('anonymous')).toEqual([ids[PUBLIC]]);
    for (const name of ['other', 'admin', 'host'])
      expect(await found(name)).toEqual([ids[PROTECTED], ids[PUBLIC]]);
  });

  test('relations of a shared note leave out what the reader may not see', async () => {
    const related = async (credentials: Call) => {
      const { json } = await instance.call('GET', `/api/v1/memos/${ids[PUBLIC]}`, credentials);
      return json.relations.map(({ relatedMemo }: { relatedMemo: string }) => Number(relatedMemo.slice(6)));
    };
    expect(await related({})).toEqual([]);
    expect(await related(readers['other'] ?? {})).toEqual([ids[PROTECTED]]);
    expect(await related({ token: ada.token })).toEqual(
      ['privateword', 'archivedword', PROTECTED].map((word) => ids[word]),
    );
  });

  test('an e-mail address is for its user and for administrators', async () => {
    const seen: Record<string, boolean> = {};
    for (const [name, credentials] of Object.entries({ ...readers, ada: { token: ada.token } })) {
      const texts = await Promise.all(
        paths.map(async (path) => (await instance.call('GET', path, credentials)).text),
      );
      seen[name] = texts.some((body) => body.includes(ADDRESS));
    }
    expect(seen).toEqual({ anonymous: false, other: false, admin: true, host: true, ada: true });
  });

  test('tells an administrator with a token for reading and writing no address', async () => {
    const admin = await instance.services.users.get(
      { kind: 'user', userId: 1, role: 'HOST', scope: 'admin', via: 'local', credentialId: null },
      { username: 'adam' },
    );
    const { secret } = await instance.services.tokens.createFor(admin.id, { name: 'w', scope: 'write' });
    const { status, text: body } = await instance.call('GET', '/api/v1/users/ada', { token: secret });
    expect([status, body.includes(ADDRESS), body.includes('defaultVisibility')]).toEqual([200, false, false]);
  });
});
