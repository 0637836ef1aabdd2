// The package has no types for it.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./forceatlas2.d.ts" />
import iterate from 'graphology-layout-forceatlas2/iterate.js';
import type { Level } from './level.ts';

const PER_NODE = 10;
const PER_LINK = 3;
/** Above it, far groups of nodes are taken as one. */
const EXACT = 1000;

/**
 * Lets the forces work for so many steps. ForceAtlas2 without its wrappers: they want a graph object, or a worker from a
 * blob, which the policy of the page forbids.
 * @param xy x and y of each node, where it starts; written in place after each step
 */
export function settle(level: Level, xy: Float32Array, steps: number, onStep?: () => void): void {
  const { count, links, weights, masses } = level;
  const nodes = new Float32Array(count * PER_NODE);
  for (let node = 0; node < count; node++) {
    const at = node * PER_NODE;
    nodes[at] = xy[node * 2]!;
    nodes[at + 1] = xy[node * 2 + 1]!;
    nodes[at + 6] = masses[node]!;
    nodes[at + 7] = 1;
    nodes[at + 8] = 1;
  }
  const edges = new Float32Array(weights.length * PER_LINK);
  for (let link = 0; link < weights.length; link++) {
    edges[link * PER_LINK] = links[link * 2]! * PER_NODE;
    edges[link * PER_LINK + 1] = links[link * 2 + 1]! * PER_NODE;
    edges[link * PER_LINK + 2] = weights[link]!;
  }
  const settings = {
    linLogMode: false,
    outboundAttractionDistribution: false,
    adjustSizes: false,
    edgeWeightInfluence: 1,
    scalingRatio: 10,
    strongGravityMode: true,
    gravity: 0.05,
    slowDown: 1 + Math.log(count),
    barnesHutOptimize: count > EXACT,
    barnesHutTheta: 1.2,
  };
  for (let step = 0; step < steps; step++) {
    iterate(settings, nodes, edges);
    for (let node = 0; node < count; node++) {
      xy[node * 2] = nodes[node * PER_NODE]!;
      xy[node * 2 + 1] = nodes[node * PER_NODE + 1]!;
    }
    onStep?.();
  }
}
