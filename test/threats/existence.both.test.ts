import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startInstance, type Account, type Call, type Instance } from '../support/instance.ts';
import { HIDDEN, plant } from './planted.ts';

let instance: Instance;
let ada: Account;
let readers: Record<string, Call>;
let ids: Record<string, number>;
let files: Record<string, number>;

beforeAll(async () => {
  instance = await startInstance();
  ({ ada, readers, ids, files } = await plant(instance));
});

afterAll(() => instance.stop());

describe('that there is something hidden shows in nothing', () => {
  const missing = 999_999;

  test.each(HIDDEN)('%s answers as if it did not exist, to every method', async (word) => {
    for (const credentials of Object.values(readers)) {
      for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
        const ask = async (id: number | undefined) => {
          const body = method === 'PATCH' ? { content: 'x' } : undefined;
          const headers = { 'if-match': '*', 'if-none-match': '*' };
          const answer = await instance.call(method, `/api/v1/memos/${id}`, {
            ...credentials,
            body,
            headers,
          });
          const { date: _date, ...rest } = answer.headers;
          return [answer.status, answer.text, rest];
        };
        expect(await ask(ids[word])).toEqual(await ask(missing));
      }
    }
  });

  test.each([...HIDDEN, 'looseword'])('the file of %s likewise', async (word) => {
    for (const credentials of Object.values(readers)) {
      for (const [method, query] of [
        ['GET', ''],
        ['GET', '?thumbnail=true'],
        ['HEAD', ''],
        ['DELETE', ''],
      ] as const) {
        for (const headers of [{ 'if-none-match': '*' }, { 'if-match': '*' }, { range: 'bytes=0-3' }]) {
          const ask = async (id: number | undefined) => {
            const path = `/api/v1/resources/${id}${query}`;
            const answer = await instance.call(method, path, { ...credentials, headers });
            const { date: _date, ...rest } = answer.headers;
            return [answer.status, answer.text, rest];
          };
          expect(await ask(files[word])).toEqual(await ask(missing));
        }
      }
    }
  });

  test('a webhook likewise, and that an upload is for a hidden memo', async () => {
    for (const credentials of [readers['other'], readers['admin'], readers['host']]) {
      for (const [method, rest, body] of [
        ['GET', ''],
        ['PATCH', '', { name: 'x' }],
        ['DELETE', ''],
        ['POST', '/test'],
        ['GET', '/deliveries'],
        ['POST', '/deliveries/1/retry'],
      ] as const) {
        const ask = async (id: number) => {
          const answer = await instance.call(method, `/api/v1/webhooks/${id}${rest}`, {
            ...credentials,
            body,
          });
          return [answer.status, answer.text];
        };
        expect(await ask(1)).toEqual(await ask(missing));
      }
      const upload = async (id: number | undefined) => {
        const body = { filename: 'a', content: '', memo: `memos/${id}` };
        const answer = await instance.call('POST', '/api/v1/resources', { ...credentials, body });
        return [answer.status, answer.text];
      };
      expect(await upload(ids['privateword'])).toEqual(await upload(missing));
    }
  });

  test('neither validity nor If-Match tell the two apart', async () => {
    for (const [body, headers] of [
      [{ content: '' }, {}],
      [{ content: 'x', visibility: 'NONSENSE' }, {}],
      [{ content: 'x'.repeat(1024 * 1024 + 1) }, {}],
      [{ content: 'x' }, { 'if-match': '"nonsense"' }],
    ] as const) {
      const ask = async (id: number | undefined) => {
        const answer = await instance.call('PATCH', `/api/v1/memos/${id}`, {
          ...readers['other'],
          body,
          headers,
        });
        return [answer.status, answer.text];
      };
      expect(await ask(ids['privateword'])).toEqual(await ask(missing));
    }
  });

  test('not in the ETag of a list: it stays while hidden notes come, change and go', async () => {
    const lists = [
      '/api/v1/memos',
      '/api/v1/memos?rowStatus=ARCHIVED',
      '/api/v1/search?q=has:link',
      '/api/v1/users/ada',
      '/api/v1/system/info',
    ];
    const tags = async () => {
      const found: Record<string, unknown[]> = {};
      for (const [name, credentials] of Object.entries(readers)) {
        found[name] = await Promise.all(
          lists.map(async (path) => (await instance.call('GET', path, credentials)).headers['etag']),
        );
      }
      return found;
    };
    const before = await tags();
    const made = await instance.call('POST', '/api/v1/memos', {
      token: ada.token,
      body: { content: 'shared, but not with others', visibility: 'PRIVATE', pinned: true },
    });
    await instance.call('PATCH', `/api/v1/memos/${ids['draftword']}`, {
      token: ada.token,
      body: { pinned: true },
    });
    await instance.call('DELETE', `/api/v1/memos/${made.json.id}`, { token: ada.token });
    await instance.call('PATCH', `/api/v1/memos/${ids['archivedword']}`, {
      token: ada.token,
      body: { pinned: true },
    });
    expect(await tags()).toEqual(before);

    await instance.call('POST', '/api/v1/memos', {
      token: ada.token,
      body: { content: 'for members', visibility: 'PROTECTED' },
    });
    const after = await tags();
    expect(after['anonymous']).toEqual(before['anonymous']);
    expect(after['other']?.[0]).not.toEqual(before['other']?.[0]);
  });

  test('not in a 304: an ETag of one reader is worth nothing to another', async () => {
    for (const path of [
      '/api/v1/memos',
      '/api/v1/tags',
      '/api/v1/graph',
      `/api/v1/memos/${ids['privateword']}`,
    ]) {
      const own = await instance.call('GET', path, { token: ada.token });
      const headers = { 'if-none-match': String(own.headers['etag']) };
      expect((await instance.call('GET', path, { token: ada.token, headers })).status).toBe(304);
      for (const credentials of Object.values(readers)) {
        expect((await instance.call('GET', path, { ...credentials, headers })).status).not.toBe(304);
      }
    }
  });

  test('not in page tokens: those of one reader show another nothing more', async () => {
    for (const path of [
      '/api/v1/memos?limit=1',
      '/api/v1/memos?limit=1&orderBy=updated_ts',
      '/api/v1/search?q=shared&limit=1',
    ]) {
      let token = (await instance.call('GET', path, { token: ada.token })).json.nextPageToken;
      for (let page = 0; page < 20 && token !== ''; page++) {
        const next = `${path}&pageToken=${token}`;
        const { text: body } = await instance.call('GET', next, readers['other']);
        expect(HIDDEN.filter((word) => body.includes(word))).toEqual([]);
        token = (await instance.call('GET', next, { token: ada.token })).json.nextPageToken;
      }
      expect(token).toBe('');
    }
  });
});
