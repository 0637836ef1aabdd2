import { expect, test } from 'vitest';
import { linkGraph } from '../data/link-graph.ts';
import { linkedIds, placeNew, ringOfOrphans, type Positions } from './positions.ts';

const graph = linkGraph({
  nodes: [1, 2, 3, 4, 5, 6].map((id) => ({ id, title: '', label: false, degree: 0, created: 0, tags: [] })),
  tags: [],
  links: [
    [1, 2],
    [2, 3],
    [3, 4],
  ],
});

test('what is new comes to stand beside what it is linked with, and nobody else moves', () => {
  const before: Positions = new Map([
    [1, { x: -500, y: 0 }],
    [2, { x: 500, y: 0 }],
  ]);
  const after: Positions = new Map(before);
  expect(placeNew(graph, linkedIds(graph), after)).toBe(2);
  expect(after.get(1)).toEqual(before.get(1));
  for (const id of [3, 4]) expect(Math.hypot(after.get(id)!.x - 500, after.get(id)!.y)).toBeLessThan(100);
});

test('notes without links stand around all others', () => {
  const linked: Positions = new Map([1, 2, 3, 4].map((id) => [id, { x: id * 100, y: 0 }]));
  const all = ringOfOrphans(graph, linked);
  for (const id of [5, 6]) expect(Math.hypot(all.get(id)!.x, all.get(id)!.y)).toBeGreaterThan(400);
});
