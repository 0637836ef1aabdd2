import { RateLimiterMemory } from 'rate-limiter-flexible';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HOUR } from '../domain/time.ts';
import { createPoints, type Points } from './points.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Uses one point. @returns what is said to remain, or null where there is none */
async function use(points: Points, key = 'key'): Promise<number | null> {
  for (let window = points.windowOf(key); ; window = await points.ask(key)) {
    if (window && window.lent > 0) {
      window.lent--;
      return window.lent + window.rest;
    }
    if (window?.isSpent) return null;
  }
}

const shared = (limit: number) => new RateLimiterMemory({ points: limit, duration: HOUR / 1000 });
const processes = (count: number, limit: number) => {
  const limiter = shared(limit);
  return Array.from({ length: count }, () => createPoints(limit, HOUR, limiter));
};

test('a process alone counts without asking, and anew after the window', () => {
  const points = createPoints(2, HOUR, null);
  const take = () => {
    const window = points.windowOf('key');
    return window && window.lent > 0 ? (window.lent -= 1) : null;
  };
  expect([take(), take(), take()]).toEqual([1, 0, null]);
  vi.advanceTimersByTime(HOUR);
  vi.setSystemTime(1_000_000 + HOUR);
  expect(take()).toBe(1);
});

test('of a small limit, what remains is exact, whoever asks', async () => {
  const [a, b] = processes(2, 4) as [Points, Points];
  expect([await use(a), await use(b), await use(b), await use(a)]).toEqual([3, 2, 1, 0]);
  expect([await use(a), await use(b)]).toEqual([null, null]);
});

describe('a large limit is lent in parts', () => {
  const LIMIT = 20_000;

  test('one process has it all, counts it exactly, and asks once for each part', async () => {
    const limiter = shared(LIMIT);
    const consume = vi.spyOn(limiter, 'consume');
    const points = createPoints(LIMIT, HOUR, limiter);
    for (let used = 1; used <= LIMIT; used++) expect(await use(points)).toBe(LIMIT - used);
    expect(await use(points)).toBeNull();
    expect(consume.mock.calls.length).toBeLessThanOrEqual(51);
  });

  test('several use it up to the last point, and never more', async () => {
    const all = processes(3, LIMIT);
    let used = 0;
    const emptied = new Set<Points>();
    for (let count = 0; emptied.size < all.length; count++) {
      const points = all[(count * 7 + Math.floor(count / 100)) % all.length] as Points;
      if ((await use(points)) === null) emptied.add(points);
      else used++;
    }
    expect(used).toBe(LIMIT);
  });

  test('who knows of others promises no more than its own part', async () => {
    const [a, b] = processes(2, LIMIT) as [Points, Points];
    await use(a);
    expect(await use(b)).toBe(399);
    vi.setSystemTime(1_002_000);
    expect(await use(a)).toBeLessThan(LIMIT - 400);
  });

  test('many who ask at once are lent one part', async () => {
    const limiter = shared(LIMIT);
    const consume = vi.spyOn(limiter, 'consume');
    const points = createPoints(LIMIT, HOUR, limiter);
    const left = await Promise.all(Array.from({ length: 100 }, () => use(points)));
    expect(left.toSorted((a, b) => Number(b) - Number(a))).toEqual(
      Array.from({ length: 100 }, (_, index) => LIMIT - 1 - index),
    );
    expect(consume).toHaveBeenCalledTimes(1);
  });
});

test('a new window begins for all when the shared one does', async () => {
  const [a, b] = processes(2, 2) as [Points, Points];
  await use(a);
  vi.setSystemTime(1_000_000 + HOUR / 2);
  await use(b);
  expect([await use(a), await use(b)]).toEqual([null, null]);
  vi.setSystemTime(1_000_000 + HOUR);
  expect([await use(a), await use(b), await use(a)]).toEqual([1, 0, null]);
});
