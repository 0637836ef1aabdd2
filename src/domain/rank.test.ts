import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rank, type Candidate } from './rank.ts';
import { DAY } from './time.ts';

const NOW = 1000 * DAY;
const timeOf = (position: number) => position * DAY;
const clause = (times: number, inTitle = false) => ({ times, inTitle });
const found = (position: number, times: number, given: Partial<Candidate> = {}): Candidate => ({
  position,
  length: 100,
  clauses: [clause(times)],
  ...given,
});
const ranked = (...candidates: Candidate[]) => rank(candidates, timeOf, NOW);
const order = (...candidates: Candidate[]) => ranked(...candidates).map(({ position }) => position);

test('no hits, no ranking', () => {
  expect(ranked()).toEqual([]);
});

test('the better match comes first, even if it is old', () => {
  expect(order(found(1000, 1), found(1, 9))).toEqual([1, 1000]);
});

test('of equal matches the newer comes first', () => {
  expect(order(found(500, 2), found(900, 2), found(700, 2))).toEqual([900, 700, 500]);
});

test('of equal scores the higher position comes first', () => {
  expect(order(found(2000, 1), found(3000, 1))).toEqual([3000, 2000]);
});

test('the best match of today scores 1', () => {
  expect(ranked(found(1000, 17))).toEqual([{ position: 1000, score: 1 }]);
});

test('a word in the title weighs more than one repeated in the text, however often', () => {
  expect(order(found(10, 1000), found(9, 1, { clauses: [clause(1, true)] }))).toEqual([9, 10]);
});

test('a word weighs more in a short note than in a long one', () => {
  expect(order(found(10, 3, { length: 5000 }), found(9, 3, { length: 50 }))).toEqual([9, 10]);
});

test('what distinguishes few of the matches weighs more than what distinguishes many', () => {
  const usual = [1, 2, 3, 4].map((position) => found(position, 1, { clauses: [clause(5), clause(1)] }));
  const rare = found(5, 1, { clauses: [clause(1), clause(5)] });
  expect(order(...usual, rare)[0]).toBe(5);
});

test('a note whose length is not known yet is ranked like one of the mean length', () => {
  expect(ranked(found(5, 1), found(6, 1, { length: 0 })).map(({ score }) => score)).toEqual([
    expect.closeTo(1 / 1.2 + 0.2 / 1.2 / (1 + 994 / 90), 4),
    expect.closeTo(1 / 1.2 + 0.2 / 1.2 / (1 + 995 / 90), 4),
  ]);
});

test('whatever is found, scores lie between 0 and 1 and nothing is lost', () => {
  const candidates = fc.array(
    fc.record({
      position: fc.nat(3000),
      length: fc.nat(),
      clauses: fc.tuple(
        fc.record({ times: fc.integer({ min: 1 }), inTitle: fc.boolean() }),
        fc.record({ times: fc.integer({ min: 1 }), inTitle: fc.boolean() }),
      ),
    }),
  );
  const property = fc.property(candidates, (given) => {
    const result = rank(given, timeOf, NOW);
    expect(result).toHaveLength(given.length);
    expect(result.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
    expect(result.map(({ score }) => score)).toEqual(
      result.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });
  fc.assert(property);
});
