import type { GraphNode } from '../data/link-graph.ts';

/** The radius of a dot in pixels: by links, and smaller where so many share a window that they would cover it. */
export function dotSize({ degree }: GraphNode, count: number): number {
  const room = Math.min(Math.max(42 / Math.sqrt(count), 0.36), 1);
  if (degree === 0) return Math.max(2 * room, 1.4);
  return Math.min(16, 2.6 + 1.15 * Math.sqrt(degree)) * room;
}
