import { expect, test } from 'vitest';
import { arrange } from './arrange.ts';

/** A ring of so many, each linked with the next. */
const ring = (count: number) => Uint32Array.from({ length: count * 2 }, (_, at) => Math.ceil(at / 2) % count);

const distance = (xy: Float32Array, a: number, b: number) =>
  Math.hypot(xy[a * 2]! - xy[b * 2]!, xy[a * 2 + 1]! - xy[b * 2 + 1]!);

test('what is linked comes to stand nearer than what is not, in small and in large', () => {
  for (const count of [12, 400]) {
    const xy = arrange(count, ring(count), null);
    let linked = 0;
    let across = 0;
    for (let node = 0; node < count; node++) {
      linked += distance(xy, node, (node + 1) % count);
      across += distance(xy, node, (node + count / 2) % count);
    }
    expect(xy.every(Number.isFinite)).toBe(true);
    expect(linked).toBeLessThan(across / 2);
  }
});

test('the same graph always comes out the same', () => {
  expect(arrange(320, ring(320), null)).toEqual(arrange(320, ring(320), null));
});

test('each step of the whole graph is told', () => {
  let steps = 0;
  arrange(3, ring(3), new Float32Array([0, 0, 9, 0, 0, 9]), (xy) => {
    expect(xy).toHaveLength(6);
    steps++;
  });
  expect(steps).toBe(300);
});
