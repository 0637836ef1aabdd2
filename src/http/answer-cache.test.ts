import fastify from 'fastify';
import { expect, test } from 'vitest';
import { ANONYMOUS } from '../domain/access.ts';
import { createAnswerCache } from './answer-cache.ts';

/** A server with one route, whose answers are as long as its query says; `made` has the paths in the order of making. */
function serve(maxBytes?: number) {
  const store = { stamp: 1, revision: 1 };
  const cache = createAnswerCache(
    { stamp: () => store.stamp, revisions: async () => [store.revision] },
    maxBytes,
  );
  const made: string[] = [];
  const state = { broken: false };
  const app = fastify();
  app.get('/:name', (request, reply) =>
    cache.send(request, reply, ANONYMOUS, async () => {
      made.push(request.url);
      await new Promise((resolve) => setImmediate(resolve));
      if (state.broken) throw new Error('no database');
      return Buffer.alloc(Number((request.query as { size?: string }).size ?? 10), 'x');
    }),
  );
  const ask = async (url: string) => (await app.inject({ url })).statusCode;
  return { store, cache, made, state, ask };
}

test('what is kept is not made again as long as its revisions stand, and is known as long as the stamp does', async () => {
  const { store, cache, made, ask } = serve();
  await ask('/a');
  expect(cache.find('/a', ANONYMOUS, 1)?.bytes).toHaveLength(10);
  store.stamp = 2;
  expect(cache.find('/a', ANONYMOUS, 2)).toBeUndefined();
  await ask('/a');
  expect(cache.find('/a', ANONYMOUS, 2)?.route).toBe('/:name');
  expect(made).toHaveLength(1);
  store.revision = 2;
  await ask('/a');
  expect(made).toHaveLength(2);
});

test('whoever asks for what is being made waits for it, unless something has changed since', async () => {
  const { store, made, ask } = serve();
  const asked = [ask('/a'), ask('/a')];
  expect(await Promise.all(asked)).toEqual([200, 200]);
  expect(made).toEqual(['/a']);
  store.revision = 2;
  const old = ask('/b');
  await new Promise((resolve) => setImmediate(resolve));
  store.revision = 3;
  await Promise.all([old, ask('/b')]);
  expect(made).toEqual(['/a', '/b', '/b']);
});

test('what could not be made is tried again', async () => {
  const { state, ask } = serve();
  state.broken = true;
  expect(await ask('/a')).toBe(500);
  state.broken = false;
  expect(await ask('/a')).toBe(200);
});

test('what nobody has asked for again makes room, and what is too large is not kept', async () => {
  const { made, ask } = serve(3000);
  for (const url of [
    '/a?size=800',
    '/b?size=800',
    '/a?size=800',
    '/c?size=800',
    '/a?size=800',
    '/b?size=800',
  ])
    await ask(url);
  expect(made).toEqual(['/a?size=800', '/b?size=800', '/c?size=800', '/b?size=800']);
  await ask('/huge?size=3000');
  await ask('/huge?size=3000');
  expect(made.slice(-2)).toEqual(['/huge?size=3000', '/huge?size=3000']);
});

test('whoever asks with a newer tag does not get what was made for an older one', async () => {
  const cache = createAnswerCache({ stamp: undefined, revisions: async () => [1] });
  const state = { value: 'old' };
  const read = Promise.withResolvers<void>();
  const app = fastify();
  app.get('/', (request, reply) =>
    cache.send(
      request,
      reply,
      ANONYMOUS,
      async () => {
        const made = state.value;
        await read.promise;
        return made;
      },
      async () => `"${state.value}"`,
    ),
  );
  const first = app.inject('/').then((answer) => answer);
  // As long as it takes until what is sent has been read.
  await new Promise((resolve) => setImmediate(resolve));
  state.value = 'new';
  const second = app.inject('/').then((answer) => answer);
  await new Promise((resolve) => setImmediate(resolve));
  read.resolve();
  const seen = (await Promise.all([first, second])).map(({ headers, json }) => [headers.etag, json()]);
  expect(seen).toEqual([
    ['"old"', 'old'],
    ['"new"', 'new'],
  ]);
});

test('headers of a face come with what was made and with what is known', async () => {
  const cache = createAnswerCache({ stamp: () => 1, revisions: async () => [1] });
  const app = fastify();
  app.get('/', (request, reply) =>
    cache.send(
      request,
      reply,
      ANONYMOUS,
      async () => 'made',
      () => '"tag"',
      (made) => ({ 'x-made': made ?? 'nothing' }),
    ),
  );
  const ask = async (headers = {}) => {
    const answer = await app.inject({ url: '/', headers });
    return [answer.statusCode, answer.headers['x-made']];
  };
  const having = { 'if-none-match': '"tag"' };
  expect(await ask(having)).toEqual([304, 'nothing']);
  expect(await ask()).toEqual([200, 'made']);
  expect(await ask(having)).toEqual([304, 'made']);
  expect(cache.find('/', ANONYMOUS, 1)?.headers).toEqual({ 'x-made': 'made' });
});
