import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rank } from './rank.ts';
import { DAY } from './time.ts';

const NOW = 1000 * DAY;
const timeOf = (position: number) => position * DAY;
const ranked = (...hits: [position: number, score: number][]) =>
  rank(
    hits.map(([position, score]) => ({ position, score })),
    timeOf,
    NOW,
  );

test('no hits, no ranking', () => {
  expect(ranked()).toEqual([]);
});

test('the better match comes first, even if it is old', () => {
  expect(ranked([1000, 1], [1, 4]).map((hit) => hit.position)).toEqual([1, 1000]);
});

test('of equal matches the newer comes first', () => {
  expect(ranked([500, 2], [900, 2], [700, 2]).map((hit) => hit.position)).toEqual([900, 700, 500]);
});

test('of equal scores the higher position comes first', () => {
  expect(ranked([2000, 1], [3000, 1]).map((hit) => hit.position)).toEqual([3000, 2000]);
});

test('the best match of today scores 1', () => {
  expect(ranked([1000, 17])).toEqual([{ position: 1000, score: 1 }]);
});

test('whatever an engine says, scores lie between 0 and 1 and nothing is lost', () => {
  const hits = fc.array(
    fc.record({ position: fc.nat(3000), score: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
  );
  const property = fc.property(hits, (given) => {
    const result = rank(given, timeOf, NOW);
    expect(result).toHaveLength(given.length);
    expect(result.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
    expect(result.map(({ score }) => score)).toEqual(
      result.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });
  fc.assert(property);
});
