import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oldScopeTerms, scopeTerms, shelfTerm, tagTerm } from './index-terms.ts';

test('a note has a term for each thing that can be asked for', () => {
  const note = { ownerId: 7, status: 'NORMAL', visibility: 'PUBLIC' } as const;
  const properties = { pinned: true, hasLink: false, hasTask: true, hasCode: true, hasFile: true };
  expect(scopeTerms(note, ['work', 'work/alpha'], properties)).toEqual([
    'normal:public:7',
    'normal:public',
    't:work',
    't:work/alpha',
    'is:pinned',
    'has:file',
    'has:task',
    'has:code',
  ]);
});

test('a note carries the terms of the shelves that hold it', () => {
  const note = { ownerId: 7, status: 'ARCHIVED', visibility: 'PRIVATE' } as const;
  const terms = scopeTerms(note, [], {});
  expect(terms).toContain(shelfTerm(note));
  expect(terms).toContain(shelfTerm({ ...note, ownerId: null }));
  expect(terms).not.toContain(shelfTerm({ ...note, ownerId: 70 }));
});

test('the terms of a note in an older index name owner, status and visibility apart', () => {
  const note = { ownerId: 7, status: 'NORMAL', visibility: 'PUBLIC' } as const;
  expect(oldScopeTerms(scopeTerms(note, ['work'], { pinned: true }))).toEqual([
    'o:7',
    's:normal',
    'v:public',
    't:work',
    'is:pinned',
  ]);
});

test('terms hold only what neither engine splits, and different tags have different terms', () => {
  const tag = fc.string({ unit: 'binary', minLength: 1 }).map((text) => text.toLowerCase());
  const property = fc.property(tag, tag, (one, other) => {
    expect(tagTerm(one)).toMatch(/^t:[a-z0-9/_\-.\u0080-\u{10ffff}]+$/u);
    expect(tagTerm(one) === tagTerm(other)).toBe(one === other);
    expect(tagTerm(one)).not.toBe(shelfTerm({ ownerId: 1, status: 'NORMAL', visibility: 'PUBLIC' }));
  });
  fc.assert(property, { numRuns: 500 });
});
