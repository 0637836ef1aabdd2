import { expect, test } from 'vitest';
import { linkGraph, part, within } from './link-graph.ts';

const node = (id: number, degree = 0) => ({
  id,
  title: `Note ${id}`,
  label: false,
  degree,
  created: 0,
  tags: [],
});
const CHAIN = linkGraph({
  nodes: [node(1, 1), node(2, 3), node(3, 2), node(4, 1), node(5)],
  links: [
    [1, 2],
    [2, 1],
    [2, 3],
    [3, 4],
    [3, 3],
    [4, 99],
  ],
  tags: [],
});

test('two notes are joined once, whichever links which, and never with themselves or what is not there', () => {
  expect(CHAIN.links).toEqual([
    [1, 2],
    [2, 3],
    [3, 4],
  ]);
});

test('neighbours are those of both directions, the most linked first', () => {
  expect(CHAIN.neighbours(3)).toEqual([2, 4]);
  expect(CHAIN.neighbours(5)).toEqual([]);
});

test('the surroundings reach as far as they are asked to', () => {
  expect([...within(CHAIN, 1, 1)]).toEqual([1, 2]);
  expect([...within(CHAIN, 1, 3)]).toEqual([1, 2, 3, 4]);
});

test('a part has the links between its notes', () => {
  expect(part(CHAIN, new Set([1, 2, 4])).links).toEqual([[1, 2]]);
});
