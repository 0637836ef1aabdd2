import type { GraphNode } from '../data/link-graph.ts';

/** The radius of a dot in pixels: by links, smaller where there are thousands. */
export function dotSize({ degree }: GraphNode, count: number): number {
  const dense = count > 3000 ? 0.6 : count > 500 ? 0.8 : 1;
  return Math.min(16, (degree === 0 ? 2 : 2.6 + 1.15 * Math.sqrt(degree)) * dense);
}
