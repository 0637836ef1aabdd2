import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packCandidates, unpackCandidates } from './packed-candidates.ts';

const whole = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const standing = fc.record({ times: whole, inTitle: fc.boolean() }, { noNullPrototype: true });

test('candidates come out of a thread as they went in', () => {
  const candidates = fc.nat({ max: 4 }).chain((clauses) =>
    fc.array(
      fc.record(
        {
          position: whole,
          length: whole,
          clauses: fc.array(standing, { minLength: clauses, maxLength: clauses }),
        },
        { noNullPrototype: true },
      ),
    ),
  );
  const property = fc.property(candidates, (given) => {
    expect(unpackCandidates(packCandidates(given))).toEqual(given);
  });
  fc.assert(property);
});
