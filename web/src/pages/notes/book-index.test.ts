import { expect, test } from 'vitest';
import { blocksOf, letterOf, sorted } from './book-index.ts';

const node = (id: number, title: string, degree = 0) => ({
  id,
  title,
  label: false,
  degree,
  created: 0,
  tags: [],
});

test('a title stands under its first letter, whatever signs and accents are before or on it', () => {
  expect(['“Quoted”', 'Élan', 'ärger', '1706', '→'].map((title) => letterOf(node(1, title)))).toEqual([
    'Q',
    'E',
    'A',
    '0–9',
    '…',
  ]);
});

test('titles are sorted as a reader would: no case, no signs, numbers by their value', () => {
  const nodes = ['note 10', 'Note 9', '(an aside)', 'apple'].map((title, id) => node(id, title));
  expect(sorted(nodes, 'title', 'en').map(({ title }) => title)).toEqual([
    '(an aside)',
    'apple',
    'Note 9',
    'note 10',
  ]);
});

test('a long letter is cut into equal blocks, and only the first has the letter', () => {
  const nodes = Array.from({ length: 70 }, (_, id) => node(id, `A ${id}`));
  const blocks = blocksOf([...nodes, node(70, 'B')], 'title');
  expect(
    blocks.map(({ letter, isFirst, entries, start }) => [letter, isFirst, entries.length, start]),
  ).toEqual([
    ['A', true, 24, 0],
    ['A', false, 24, 24],
    ['A', false, 22, 48],
    ['B', true, 1, 70],
  ]);
});
