import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '../../support/instance.ts';
import { article, fieldsOf, servePages, startMemories, type Memories } from '../../support/memories.ts';

let server: Memories;
let ada: Account;
let address: string;
beforeAll(async () => {
  server = await startMemories({}, { live: { streamsPerUser: 2 } });
  ada = await server.account('ada');
  address = await server.app.listen();
});
afterAll(() => server.stop());

const send = (body: object) => server.call('POST', '/api/batch-add', { token: ada.token, body });

/** Begins a batch, and goes away again. */
async function open(body: object) {
  const stop = new AbortController();
  const response = await fetch(`${address}/api/batch-add`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: stop.signal,
  });
  return { response, leave: () => stop.abort() };
}

test('tells of each what came of it, and at last that all is done', async () => {
  const site = await servePages({ '/one': article('Page one'), '/two': 404 });
  const steps = await server.batch(ada, {
    urls: [`${site.url}/one`, `${site.url}/two`],
    contents: ['A text', 'A text'],
  });
  expect(steps[0]).toEqual({
    progress: 0,
    status: 'processing',
    processed: 0,
    total: 4,
    succeeded: 0,
    failed: 0,
  });
  expect(steps.at(-1)).toEqual({
    progress: 100,
    status: 'completed',
    processed: 4,
    total: 4,
    succeeded: 2,
    failed: 2,
  });
  const between = steps.slice(1, -1);
  expect(between.map(({ processed, progress }) => [processed, progress])).toEqual([
    [1, 25],
    [2, 50],
    [3, 75],
    [4, 100],
  ]);
  expect(between.flatMap(({ title, error }) => (error === undefined ? [title] : [])).toSorted()).toEqual([
    'A text',
    'Page one',
  ]);
  expect(between.filter(({ error }) => error !== undefined)).toHaveLength(2);
});

test('is sent as a stream of events that is not kept', async () => {
  const { headers } = await send({ contents: ['Headers'] });
  expect([headers['content-type'], headers['cache-control']]).toEqual([
    'text/event-stream; charset=utf-8',
    'no-store',
  ]);
});

test('keeps what it can, in the spaces that are named', async () => {
  const space = await server.space(ada);
  const steps = await server.batch(ada, { contents: ['One of many', ' ', 'Another'], spaces: [space] });
  expect(steps.at(-1)).toMatchObject({ succeeded: 2, failed: 1 });
  expect(await server.list(ada, `spaceId=${space}`)).toMatchObject({ total: 2 });
});

test('the total is that of what was kept', async () => {
  const eve = await server.account('eve');
  const tags = Array.from({ length: 501 }, (_, number) => `#t${number}`).join(' ');
  const steps = await server.batch(eve, { contents: ['good', tags, 'good', 'better'] });
  expect(steps.at(-1)).toMatchObject({ succeeded: 2, failed: 2 });
  expect(await server.list(eve)).toMatchObject({ total: 2, items: [{}, {}] });
});

test('takes a thousand', async () => {
  const many = await server.account('many');
  const contents = Array.from({ length: 1000 }, (_, number) => `note ${number}`);
  const steps = await server.batch(many, { contents });
  expect([steps.length, steps.at(-1)]).toEqual([
    1002,
    { progress: 100, status: 'completed', processed: 1000, total: 1000, succeeded: 1000, failed: 0 },
  ]);
  expect((await server.list(many)).total).toBe(1000);
}, 30_000);

describe('nothing is kept of a batch', () => {
  test.each([
    [{}, 'urls'],
    [{ urls: [], contents: [] }, 'urls'],
    [{ urls: 'x' }, 'urls'],
    [{ contents: [1] }, 'contents.0'],
    [{ contents: Array(1001).fill('x') }, 'contents'],
    [{ urls: Array(600).fill('x'), contents: Array(600).fill('x') }, 'urls'],
    [{ contents: ['x'], spaces: 'y' }, 'spaces'],
  ])('that is not well formed: a 400 that names the field (%#)', async (body, field) => {
    const answer = await send(body);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
  });

  test('for a space that is not there', async () => {
    const { total } = await server.list(ada);
    const answer = await send({ contents: ['For nowhere'], spaces: ['unknown'] });
    expect([answer.status, answer.json]).toEqual([404, { error: 'Space not found' }]);
    expect((await server.list(ada)).total).toBe(total);
  });

  test('of somebody who has too many streams open', async () => {
    const site = await servePages({ '/': article('Slow') });
    let release = (): void => {};
    site.gate = new Promise((resolve) => (release = resolve));
    const slow = [await open({ urls: [`${site.url}/a`] }), await open({ urls: [`${site.url}/b`] })];
    const { total } = await server.list(ada);
    const refused = await open({ contents: ['One too many'] });
    expect([refused.response.status, refused.response.headers.get('retry-after')]).toEqual([429, '30']);
    expect((await server.list(ada)).total).toBe(total);
    const events = await fetch(`${address}/api/v1/events`, {
      headers: { authorization: `Bearer ${ada.token}` },
    });
    expect(events.status).toBe(429);
    await events.body?.cancel();
    release();
    await Promise.all(slow.map(({ response }) => response.text()));
  });
});

test('a client that goes away loses nothing', async () => {
  const site = await servePages({ '/kept': article('Kept all the same') });
  let release = (): void => {};
  site.gate = new Promise((resolve) => (release = resolve));
  const { response, leave } = await open({ urls: [`${site.url}/kept`], contents: ['Kept as well'] });
  const first = await response.body?.getReader().read();
  expect(new TextDecoder().decode(first?.value)).toMatch(/^data: /);
  leave();
  release();
  const { items } = await server.list(ada, 'count=2');
  const page = items.find(({ url }) => url === `${site.url}/kept`);
  expect(await server.captured(ada, page.id)).toMatchObject({ title: 'Kept all the same' });
});
