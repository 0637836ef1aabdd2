import type { LinkGraph } from '../data/link-graph.ts';

interface Point {
  x: number;
  y: number;
}
/** Where each note stands, by its id. */
export type Positions = Map<number, Point>;

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
/** The distance between neighbours in the layout, about. */
const STEP = 14;

/** The notes that the forces arrange: those with a link. */
export const linkedIds = (graph: LinkGraph): number[] =>
  graph.nodes.filter(({ id }) => graph.neighbours(id).length > 0).map(({ id }) => id);

/** Puts the notes without links around all others, as a quiet ring. */
export function ringOfOrphans(graph: LinkGraph, linked: Positions): Positions {
  // A few that drifted off may stand outside of it.
  const distances = Float64Array.from(linked.values(), ({ x, y }) => Math.hypot(x, y)).toSorted();
  const radius = distances[Math.ceil((distances.length - 1) * 0.995)] ?? 0;
  const all: Positions = new Map(linked);
  const inner = linked.size === 0 ? 0 : radius * 1.12 + 2 * STEP;
  const gap = Math.max(STEP, radius / 40);
  let turn = 0;
  for (const { id } of graph.nodes) {
    if (all.has(id)) continue;
    const distance = Math.sqrt(inner ** 2 + (turn * gap ** 2) / Math.PI);
    all.set(id, { x: distance * Math.cos(turn * GOLDEN), y: distance * Math.sin(turn * GOLDEN) });
    turn++;
  }
  return all;
}

/**
 * Puts what is new beside the notes that it is linked with, and leaves all others where they are.
 * @returns how many were put
 */
export function placeNew(graph: LinkGraph, ids: readonly number[], positions: Positions): number {
  let waiting = ids.filter((id) => !positions.has(id));
  const count = waiting.length;
  for (let placed = -1; placed !== 0;) {
    const rest: number[] = [];
    for (const id of waiting) {
      const near = graph.neighbours(id).flatMap((other) => positions.get(other) ?? []);
      if (near.length === 0) rest.push(id);
      else positions.set(id, beside(near, id));
    }
    placed = waiting.length - rest.length;
    waiting = rest;
  }
  // Linked only with each other.
  for (const [turn, id] of waiting.entries()) positions.set(id, around({ x: 0, y: 0 }, 4 * STEP, turn));
  return count;
}

function beside(near: readonly Point[], id: number): Point {
  const middle = {
    x: near.reduce((sum, { x }) => sum + x, 0) / near.length,
    y: near.reduce((sum, { y }) => sum + y, 0) / near.length,
  };
  return around(middle, STEP * (near.length === 1 ? 1.5 : 0.5), id);
}

const around = ({ x, y }: Point, radius: number, turn: number): Point => ({
  x: x + radius * Math.cos(turn * GOLDEN),
  y: y + radius * Math.sin(turn * GOLDEN),
});
