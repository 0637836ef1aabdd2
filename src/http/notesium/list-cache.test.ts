import { expect, test, vi } from 'vitest';
import { createListCache } from './list-cache.ts';

const bytes = (size: number) => async () => Buffer.alloc(size);

test('what is kept is not made again, as long as its entity tag is the present one', async () => {
  const cache = createListCache();
  const make = vi.fn<() => Promise<Buffer>>(bytes(10));
  const first = await cache.get('ada', '"1"', make);
  expect(await cache.get('ada', '"1"', make)).toBe(first);
  expect(await cache.get('ada', '"2"', make)).not.toBe(first);
  expect(make).toHaveBeenCalledTimes(2);
});

test('whoever asks for what is being made waits for it', async () => {
  const cache = createListCache();
  const make = vi.fn<() => Promise<Buffer>>(bytes(10));
  const [one, two] = await Promise.all([cache.get('ada', '"1"', make), cache.get('ada', '"1"', make)]);
  expect(one).toBe(two);
  expect(make).toHaveBeenCalledTimes(1);
});

test('what could not be made is tried again', async () => {
  const cache = createListCache();
  const fail = () => Promise.reject(new Error('no database'));
  await expect(cache.get('ada', '"1"', fail)).rejects.toThrow('no database');
  expect(await cache.get('ada', '"1"', bytes(10))).toHaveLength(10);
});

test('what was asked for longest ago makes room, and what is too large is not kept', async () => {
  const cache = createListCache(100);
  const made: string[] = [];
  const ask = (key: string, size: number) =>
    cache.get(key, '"1"', () => {
      made.push(key);
      return bytes(size)();
    });
  await ask('a', 40);
  await ask('b', 40);
  await ask('a', 40);
  await ask('c', 40);
  await ask('a', 40);
  await ask('b', 40);
  await ask('huge', 101);
  await ask('huge', 101);
  expect(made).toEqual(['a', 'b', 'c', 'b', 'huge', 'huge']);
});
