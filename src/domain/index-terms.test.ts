import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownerTerm, scopeTerms, shelfTerms, tagTerm } from './index-terms.ts';

test('a note has a term for each thing that can be asked for', () => {
  const note = { ownerId: 7, status: 'NORMAL', visibility: 'PUBLIC' } as const;
  const properties = { pinned: true, hasLink: false, hasTask: true, hasCode: true, hasFile: true };
  expect(scopeTerms(note, ['work', 'work/alpha'], properties)).toEqual([
    'o:7',
    's:normal',
    'v:public',
    't:work',
    't:work/alpha',
    'is:pinned',
    'has:file',
    'has:task',
    'has:code',
  ]);
});

test('a note carries all terms of the shelves that hold it', () => {
  const note = { ownerId: 7, status: 'ARCHIVED', visibility: 'PRIVATE' } as const;
  const terms = scopeTerms(note, [], {});
  expect(terms).toEqual(expect.arrayContaining(shelfTerms(note)));
  expect(terms).toEqual(expect.arrayContaining(shelfTerms({ ...note, ownerId: null })));
  expect(terms).not.toEqual(expect.arrayContaining(shelfTerms({ ...note, ownerId: 70 })));
});

test('the shelf of everybody names no owner', () => {
  expect(shelfTerms({ ownerId: null, status: 'NORMAL', visibility: 'PUBLIC' })).toEqual([
    's:normal',
    'v:public',
  ]);
});

test('terms hold only what neither engine splits, and different tags have different terms', () => {
  const tag = fc.string({ unit: 'binary', minLength: 1 }).map((text) => text.toLowerCase());
  const property = fc.property(tag, tag, (one, other) => {
    expect(tagTerm(one)).toMatch(/^t:[a-z0-9/_\-.\u0080-\u{10ffff}]+$/u);
    expect(tagTerm(one) === tagTerm(other)).toBe(one === other);
    expect(tagTerm(one)).not.toBe(ownerTerm(1));
  });
  fc.assert(property, { numRuns: 500 });
});
