/** A graph as the layout sees it: nodes are numbers from 0. */
export interface Level {
  count: number;
  /** Pairs of nodes. */
  links: Uint32Array;
  /** How many links of the finest level a link stands for. */
  weights: Float32Array;
  /** How much a node repels: one more than its links, of all the nodes that it stands for. */
  masses: Float32Array;
}

export function finest(count: number, links: Uint32Array): Level {
  const masses = new Float32Array(count).fill(1);
  for (const node of links) masses[node]! += 1;
  return { count, links, weights: new Float32Array(links.length / 2).fill(1), masses };
}

/**
 * A smaller graph of the same shape: around the most linked nodes, each takes in the neighbours that are still free.
 * @returns it, and the node of it that stands for each node
 */
export function coarser({ count, links, weights, masses }: Level): { level: Level; parents: Uint32Array } {
  const near: number[][] = Array.from({ length: count }, () => []);
  for (let at = 0; at < links.length; at += 2) {
    near[links[at]!]!.push(links[at + 1]!);
    near[links[at + 1]!]!.push(links[at]!);
  }
  const FREE = 0xffffffff;
  const parents = new Uint32Array(count).fill(FREE);
  const order = Array.from({ length: count }, (_, node) => node);
  order.sort((a, b) => near[b]!.length - near[a]!.length || a - b);
  let parent = 0;
  for (const node of order) {
    if (parents[node] !== FREE) continue;
    parents[node] = parent;
    for (const other of near[node]!) if (parents[other] === FREE) parents[other] = parent;
    parent++;
  }
  const summed = new Map<number, number>();
  for (let at = 0; at < links.length; at += 2) {
    const from = parents[links[at]!]!;
    const to = parents[links[at + 1]!]!;
    if (from === to) continue;
    const key = Math.min(from, to) * parent + Math.max(from, to);
    summed.set(key, (summed.get(key) ?? 0) + weights[at / 2]!);
  }
  const level: Level = {
    count: parent,
    links: new Uint32Array(summed.size * 2),
    weights: Float32Array.from(summed.values()),
    masses: new Float32Array(parent),
  };
  let at = 0;
  for (const key of summed.keys()) {
    level.links[at++] = Math.floor(key / parent);
    level.links[at++] = key % parent;
  }
  for (let node = 0; node < count; node++) level.masses[parents[node]!]! += masses[node]!;
  return { level, parents };
}
