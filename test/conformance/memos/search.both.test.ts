import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, startMemos, type Memo, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let ada: Account;

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
});
afterAll(() => server.stop());

type Hit = Memo & { score: number };

const search = (query: string, by: Account | null = ada) =>
  server.call('GET', `/api/v1/search?${query}`, { token: by?.token });

async function found(query: string, by: Account | null = ada): Promise<string[]> {
  const answer = await search(query, by);
  expect(answer.status).toBe(200);
  return (answer.json.data as Hit[]).map((hit) => hit.content.split('\n')[0] ?? '');
}

describe('GET /api/v1/search', () => {
  test('search memos by content and metadata: the example request', async () => {
    await server.write(ada, '# Meeting Notes\n\n#work');
    await server.write(ada, '# Meeting Notes\n\n#home');
    await server.write(ada, '# Meeting\n\n#work');
    const answer = await search('q=meeting%20notes&tag=work');
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.json)).toEqual(['data', 'nextPageToken']);
    expect(answer.json.data.map((hit: Hit) => hit.tags)).toEqual([['work']]);
  });

  test('a hit is the memo with its score from 0 to 1 and a snippet with <mark>', async () => {
    const memo = await server.write(ada, 'The axolotl is **pink**.');
    const { json } = await search('q=axolotl');
    expect(json.data).toEqual([
      { ...memo, score: expect.any(Number), snippet: 'The <mark>axolotl</mark> is pink.' },
    ]);
    expect(json.data[0].score).toBeGreaterThan(0);
    expect(json.data[0].score).toBeLessThanOrEqual(1);
  });

  test('the snippet is HTML that holds no tag but <mark>', async () => {
    await server.write(ada, 'okapi `<script>alert(1)</script>` & <b>okapi</b> "quoted"');
    const { snippet } = (await search('q=okapi')).json.data[0];
    expect(snippet).toContain('<mark>okapi</mark>');
    expect(snippet.replaceAll(/<\/?mark>/g, '')).not.toMatch(/[<>]/);
    expect(snippet).toContain('&amp;');
  });

  test('the snippet shows the place of the hit in a long memo', async () => {
    await server.write(ada, `${'filler '.repeat(500)}quokka ${'filler '.repeat(500)}`);
    const { snippet } = (await search('q=quokka')).json.data[0];
    expect(snippet).toContain('<mark>quokka</mark>');
    expect(snippet.replaceAll(/<[^>]+>/g, '').length).toBeLessThanOrEqual(160);
  });

  test('archived and trashed memos are not found', async () => {
    const archived = await server.write(ada, 'wombat one');
    const trashed = await server.write(ada, 'wombat two');
    await server.write(ada, 'wombat three');
    await server.patch(ada, archived, { rowStatus: 'ARCHIVED' });
    await server.patch(ada, trashed, { rowStatus: 'TRASHED' });
    expect(await found('q=wombat')).toEqual(['wombat three']);
  });

  test('a changed memo is found by its new words, and not by its old ones', async () => {
    const memo = await server.write(ada, 'formerly numbat');
    await server.patch(ada, memo, { content: 'presently bilby' });
    expect([await found('q=numbat'), await found('q=bilby')]).toEqual([[], ['presently bilby']]);
  });

  test('everybody finds what they may read, and nothing else', async () => {
    const [bob, cid] = [await server.account('bob'), await server.account('cid')];
    for (const visibility of ['PRIVATE', 'PROTECTED', 'PUBLIC']) {
      await server.write(bob, `narwhal ${visibility}`, { visibility });
    }
    expect((await found('q=narwhal', bob)).toSorted()).toEqual([
      'narwhal PRIVATE',
      'narwhal PROTECTED',
      'narwhal PUBLIC',
    ]);
    expect((await found('q=narwhal', cid)).toSorted()).toEqual(['narwhal PROTECTED', 'narwhal PUBLIC']);
    expect(await found('q=narwhal', null)).toEqual(['narwhal PUBLIC']);
    expect(await found('q=narwhal -public', null)).toEqual([]);
  });
});

describe('limit, pageToken', () => {
  let reader: Account;
  beforeAll(async () => {
    reader = await server.account('pages');
    for (let number = 1; number <= 25; number++) await server.write(reader, `ibex number${number} #horned`);
  });

  test('20 results unless told otherwise, from 1 to 100', async () => {
    expect(await found('q=ibex', reader)).toHaveLength(20);
    expect(await found('q=ibex&limit=1', reader)).toHaveLength(1);
    expect(await found('q=ibex&limit=100', reader)).toHaveLength(25);
  });

  test.each(['limit=0', 'limit=101', 'limit=x'])('%s: 400 that names limit', async (query) => {
    const answer = await search(`q=ibex&${query}`);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['limit']]);
  });

  test.each(['q=ibex', 'tag=horned', 'q=tag:horned', 'q=ibex%20tag:horned'])(
    '%s is walked to its end, each memo once',
    async (query) => {
      const seen: string[] = [];
      let token = '';
      do {
        const { json } = await search(`${query}&limit=10${token && `&pageToken=${token}`}`, reader);
        seen.push(...(json.data as Hit[]).map((hit) => hit.content));
        token = json.nextPageToken;
      } while (token !== '');
      expect(seen).toHaveLength(25);
      expect(new Set(seen).size).toBe(25);
    },
  );

  test('nextPageToken is "" on the last page', async () => {
    expect((await search('q=ibex&limit=25', reader)).json.nextPageToken).toBe('');
    expect((await search('q=ibex&limit=24', reader)).json.nextPageToken).not.toBe('');
  });

  test.each(['x', 'W10'])('the token %s: 400 that names it', async (token) => {
    const answer = await search(`q=ibex&pageToken=${token}`);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['pageToken']]);
  });

  test('a token of another search: 400 that names it', async () => {
    const { nextPageToken } = (await search('q=ibex&limit=1', reader)).json;
    const answer = await search(`q=number1&limit=1&pageToken=${nextPageToken}`, reader);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['pageToken']]);
  });
});

describe('q', () => {
  test.each(['', 'q=', 'q=%20%20', 'limit=5', 'q=!!!'])(
    '"%s", with nothing to look for: 400 that names q',
    async (query) => {
      const answer = await search(query);
      expect([answer.status, fieldsOf(answer)]).toEqual([400, ['q']]);
    },
  );

  test('empty with a tag lists what has the tag, newest first', async () => {
    await server.write(ada, 'older #lemur');
    await server.write(ada, 'newer #Lemur/ring');
    expect(await found('tag=lemur')).toEqual(['newer #Lemur/ring', 'older #lemur']);
    expect(await found('q=&tag=LEMUR')).toHaveLength(2);
  });

  test.each([`q=${'x'.repeat(1001)}`, `q=${'word%20'.repeat(40)}`])(
    'too long: 400 that names q',
    async (query) => {
      const answer = await search(query);
      expect([answer.status, fieldsOf(answer)]).toEqual([400, ['q']]);
    },
  );
});
