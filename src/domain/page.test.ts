import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DomainError } from './errors.ts';
import { decodeCursor, encodeCursor } from './page.ts';

const key = fc.array(fc.maxSafeInteger(), { minLength: 1, maxLength: 3 });
const order = fc.stringMatching(/^[a-z0-9-]{1,20}$/);

test('a cursor gives its key back, and is safe in a URL', () => {
  const property = fc.property(order, key, (name, numbers) => {
    const token = encodeCursor(name, numbers);
    expect(token).toMatch(/^[\w-]+$/);
    expect(decodeCursor(token, name, numbers.length).map((part) => part + 0)).toEqual(
      numbers.map((part) => part + 0),
    );
  });
  fc.assert(property);
});

test('a cursor of another order or size is refused', () => {
  const property = fc.property(order, order, key, (name, other, numbers) => {
    fc.pre(name !== other);
    const token = encodeCursor(name, numbers);
    expect(() => decodeCursor(token, other, numbers.length)).toThrow(/INVALID_ARGUMENT|Invalid request/);
    expect(() => decodeCursor(token, name, numbers.length + 1)).toThrow(DomainError);
  });
  fc.assert(property);
});

test('garbage is refused with the name of the parameter, and never breaks anything', () => {
  const nearly = fc.json().map((json) => btoa(unescape(encodeURIComponent(json))));
  const property = fc.property(fc.oneof(fc.string(), fc.base64String(), nearly), (token) => {
    expect(() => decodeCursor(token, 'created-desc', 1)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        details: [expect.objectContaining({ field: 'pageToken' })],
      }),
    );
  });
  fc.assert(property, { numRuns: 1000 });
});

test.each([[1.5], [1e300], ['1'], [null]])('a key of %j is no key', (part) => {
  const token = btoa(JSON.stringify(['created-desc', part]));
  expect(() => decodeCursor(token, 'created-desc', 1)).toThrow(DomainError);
});
