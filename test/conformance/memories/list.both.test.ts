import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account, Answer } from '../../support/instance.ts';
import { fieldsOf, startMemories, type Memories } from '../../support/memories.ts';

let server: Memories;
let ada: Account;
let bob: Account;
let id: string;
beforeAll(async () => {
  server = await startMemories({ url: 'https://notes.example.com' });
  ada = await server.account('ada');
  bob = await server.account('bob');
  id = await server.add(ada, '# Beans\n\nSoak them *overnight*.');
  await server.add(ada, 'https://example.com/article?b=2&a=1', {
    prefetched: {
      title: 'Example Article',
      description: 'Article description',
      ogImage: 'https://example.com/image.jpg',
      contentToSave: 'What it says.',
    },
  });
});
afterAll(() => server.stop());

const get = (query: string, reader?: Account): Promise<Answer> =>
  server.call('GET', `/api/memories${query}`, { token: reader?.token });

describe('an item', () => {
  test('of a page has the fields of the reference in their order, and those that this server adds', async () => {
    const { items } = await server.list(ada);
    const page = items[0];
    expect(Object.entries(page).slice(0, 8)).toEqual([
      ['id', expect.stringMatching(/^[0-9a-f]{8}$/)],
      ['uuid', page.id],
      ['type', 'page'],
      ['url', 'https://example.com/article?b=2&a=1'],
      ['title', 'Example Article'],
      ['description', 'Article description'],
      ['ogImage', 'https://example.com/image.jpg'],
      ['createdAt', '2025-08-19T10:00:02Z'],
    ]);
    expect(page).toMatchObject({ updatedAt: '2025-08-19T10:00:02Z', status: 'done' });
    expect(page.content).toBe('# Example Article\n\n<https://example.com/article?b=2&a=1>\n\nWhat it says.');
  });

  test('of a plain note has its own page here, and its first words', async () => {
    const { items } = await server.list(ada);
    expect(items[1]).toEqual({
      id,
      uuid: id,
      type: 'note',
      url: `https://notes.example.com/notes/${id}`,
      title: 'Beans',
      description: 'Beans Soak them overnight.',
      ogImage: '',
      createdAt: '2025-08-19T10:00:01Z',
      content: '# Beans\n\nSoak them *overnight*.',
      updatedAt: '2025-08-19T10:00:01Z',
      status: 'done',
    });
  });

  test('of a plain note leads to where the server listens, also at a free port', async () => {
    const another = await startMemories({ url: undefined, host: '127.0.0.1', port: 0 });
    const eve = await another.account('eve');
    const one = await another.add(eve, 'Found at its own page');
    const address = await another.app.listen();
    const { items } = await another.list(eve);
    await another.stop();
    expect(items[0].url).toBe(`${address}/notes/${one}`);
  });

  test('has the same address whatever the server was asked by', async () => {
    const { json } = await server.call('GET', '/api/memories', {
      token: ada.token,
      headers: { host: 'elsewhere.example', 'x-forwarded-host': 'elsewhere.example' },
    });
    expect(json.items[1].url).toBe(`https://notes.example.com/notes/${id}`);
  });
});

describe('the list', () => {
  test('has items and total, and nothing else', async () => {
    const { json } = await get('', ada);
    expect(Object.keys(json)).toEqual(['items', 'total']);
    expect([json.items.length, json.total]).toEqual([2, 2]);
  });

  test('is the caller’s own', async () => {
    expect(await server.list(bob)).toEqual({ items: [], total: 0 });
  });

  test('holds what other faces have written, too', async () => {
    const carol = await server.account('carol');
    await server.call('POST', '/api/v1/memos', { token: carol.token, body: { content: 'From a memo' } });
    expect(await server.contents(carol)).toEqual(['From a memo']);
  });

  test('has nothing that others made public', async () => {
    await server.call('POST', '/api/v1/memos', {
      token: bob.token,
      body: { content: 'For all', visibility: 'PUBLIC' },
    });
    expect((await server.list(ada)).total).toBe(2);
  });

  test('is the same under /v1, and with a slash at its end', async () => {
    const { json } = await get('', ada);
    expect((await server.call('GET', '/v1/memories', { token: ada.token })).json).toEqual(json);
    expect((await server.call('GET', '/api/memories/', { token: ada.token })).json).toEqual(json);
  });

  test('answers HEAD with the headers of GET', async () => {
    const { headers } = await get('', ada);
    const head = await server.call('HEAD', '/api/memories', { token: ada.token });
    expect([head.status, head.headers.etag, head.text]).toEqual([200, headers.etag, '']);
  });
});

describe('start and count', () => {
  let reader: Account;
  beforeAll(async () => {
    reader = await server.account('reader');
    for (let number = 1; number <= 12; number++) await server.add(reader, `memory ${number}`);
  });

  test('default to the ten newest', async () => {
    const found = await server.contents(reader);
    expect(found).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((number) => `memory ${number}`));
  });

  test('take a part', async () => {
    expect(await server.contents(reader, 'start=2&count=3')).toEqual(['memory 10', 'memory 9', 'memory 8']);
  });

  test('beyond the end give nothing, and the total all the same', async () => {
    expect(await server.list(reader, 'start=12')).toEqual({ items: [], total: 12 });
  });

  test('go as far as 100 at once', async () => {
    expect((await server.list(reader, 'count=100')).items).toHaveLength(12);
  });

  test.each([
    ['start=-1', 'start'],
    ['start=x', 'start'],
    ['start=1.5', 'start'],
    ['count=0', 'count'],
    ['count=101', 'count'],
    ['count=', 'count'],
    ['spaceId=', 'spaceId'],
    ['pageToken=x', 'pageToken'],
  ])('%s is a 400 that names it', async (query, field) => {
    const answer = await get(`?${query}`, reader);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
  });

  test('all that is wrong is named at once', async () => {
    expect(fieldsOf(await get('?start=-1&count=0', reader))).toEqual(['start', 'count']);
  });

  test('what is not known is ignored', async () => {
    expect((await get('?limit=3&x=y', reader)).status).toBe(200);
  });
});

describe('the total is exact after', () => {
  const total = async (): Promise<number> => (await server.list(ada)).total;
  const memo = (number: number, body: object) =>
    server.call('PATCH', `/api/v1/memos/${number}`, { token: ada.token, body });

  test('an add, an archiving, a deletion and what undoes them', async () => {
    const before = await total();
    const { json } = await server.call('POST', '/api/v1/memos', {
      token: ada.token,
      body: { content: 'counted' },
    });
    expect(await total()).toBe(before + 1);
    await memo(json.id, { rowStatus: 'ARCHIVED' });
    expect(await total()).toBe(before);
    await memo(json.id, { rowStatus: 'NORMAL' });
    expect(await total()).toBe(before + 1);
    await server.call('DELETE', `/api/memories/${json.uid}`, { token: ada.token });
    expect(await total()).toBe(before);
    await memo(json.id, { rowStatus: 'NORMAL' });
    expect(await total()).toBe(before + 1);
    await server.call('DELETE', `/api/v1/memos/${json.id}`, { token: ada.token });
    await server.call('DELETE', `/api/v1/memos/${json.id}?force=true`, { token: ada.token });
    expect(await total()).toBe(before);
  });

  test('many adds and deletions at once', async () => {
    const writer = await server.account('writer');
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, number) => server.add(writer, `note ${number}`)),
    );
    await Promise.all(
      ids.slice(0, 9).map((one) => server.call('DELETE', `/api/memories/${one}`, { token: writer.token })),
    );
    const { items, total: found } = await server.list(writer, 'count=100');
    expect([items.length, found]).toEqual([11, 11]);
  });
});

describe('access', () => {
  test('personal memories require authentication', async () => {
    const answer = await get('');
    expect([answer.status, answer.json]).toEqual([401, { error: 'Unauthorized' }]);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  test('a wrong token is a 401 in the same words', async () => {
    const answer = await server.call('GET', '/api/memories', { token: 'cpl_wrong' });
    expect([answer.status, answer.json]).toEqual([401, { error: 'Unauthorized' }]);
  });

  test('an unknown space is a 404', async () => {
    const answer = await get('?spaceId=space123', ada);
    expect([answer.status, answer.json]).toEqual([404, { error: 'Space not found' }]);
  });

  test('an unknown space is a 404 also without a session', async () => {
    expect((await get('?spaceId=space123')).json).toEqual({ error: 'Space not found' });
  });

  test('a public space is accessible to all, without authentication', async () => {
    const space = await server.space(ada, true);
    await server.call('POST', '/api/spaces/addContent', {
      token: ada.token,
      body: { spaceId: space, documentId: id },
    });
    for (const reader of [undefined, bob, ada]) {
      const { json } = await get(`?spaceId=${space}&start=0&count=20`, reader);
      expect([json.total, json.items[0].id]).toEqual([1, id]);
    }
  });

  test('a private space is for its owner and for who has accepted an invitation', async () => {
    const space = await server.space(ada);
    const asked = async (reader?: Account) => (await get(`?spaceId=${space}`, reader)).status;
    expect([await asked(), await asked(bob), await asked(ada)]).toEqual([401, 401, 200]);
    const email = 'bob@example.com';
    await server.call('POST', `/api/spaces/${space}/invite`, {
      token: ada.token,
      body: { email, accessType: 'read' },
    });
    expect(await asked(bob)).toBe(401);
    await server.call('POST', '/api/spaces/invites/accept', {
      token: bob.token,
      body: { spaceId: space },
    });
    expect(await asked(bob)).toBe(200);
    await server.call('DELETE', `/api/spaces/${space}/members/${email}`, { token: ada.token });
    expect(await asked(bob)).toBe(401);
  });

  test('a refused space says Unauthorized and nothing else', async () => {
    const space = await server.space(ada);
    expect((await get(`?spaceId=${space}`, bob)).json).toEqual({ error: 'Unauthorized' });
  });

  test('what follows --- in the id of a space is cut off', async () => {
    const space = await server.space(ada);
    expect((await get(`?spaceId=${space}---our-kitchen`, ada)).json).toEqual({ items: [], total: 0 });
  });

  test('a space shows the memories of all who add to it, and counts those that are neither archived nor deleted', async () => {
    const space = await server.space(ada);
    await server.join(ada, space, bob, 'edit');
    const of = [
      [ada, await server.add(ada, 'ada in the space', { spaces: [space] })],
      [bob, await server.add(bob, 'bob in the space', { spaces: [space] })],
    ] as const;
    expect(await server.contents(ada, `spaceId=${space}`)).toEqual(['bob in the space', 'ada in the space']);
    const { items } = await server.list(ada, `spaceId=${space}`);
    expect(items.map(({ ownerId }) => ownerId)).toEqual([String(bob.id), String(ada.id)]);
    for (const [author, one] of of) {
      await server.call('DELETE', `/api/memories/${one}`, { token: author.token });
    }
    expect(await server.list(bob, `spaceId=${space}`)).toEqual({ items: [], total: 0 });
  });
});
