import type { Graph } from '../../../../../src/client/index.ts';

export type GraphNode = Graph['nodes'][number];

/** Notes and the links between them, made for looking things up. Links have no direction here, and each pair one. */
export interface LinkGraph {
  nodes: readonly GraphNode[];
  byId: ReadonlyMap<number, GraphNode>;
  /** Pairs of ids. */
  links: readonly (readonly [number, number])[];
  /** What the tags of the notes are places in. */
  tags: readonly string[];
  /** The notes that a note is linked with, in either direction, the most linked first. */
  neighbours(id: number): readonly number[];
}

const NONE: readonly number[] = [];

export function linkGraph({ nodes, links, tags }: Graph): LinkGraph {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const near = new Map<number, Set<number>>();
  const pairs: [number, number][] = [];
  const add = (from: number, to: number) => {
    const known = near.get(from);
    if (known) known.add(to);
    else near.set(from, new Set([to]));
  };
  for (const [from, to] of links) {
    if (from === to || !byId.has(from) || !byId.has(to) || near.get(from)?.has(to)) continue;
    add(from, to);
    add(to, from);
    pairs.push([from, to]);
  }
  const degree = (id: number) => byId.get(id)?.degree ?? 0;
  const lists = new Map<number, readonly number[]>();
  for (const [id, others] of near) {
    lists.set(
      id,
      [...others].toSorted((a, b) => degree(b) - degree(a) || a - b),
    );
  }
  return { nodes, byId, links: pairs, tags, neighbours: (id) => lists.get(id) ?? NONE };
}

/** The notes at most so many links away, itself included. */
export function within(graph: LinkGraph, id: number, depth: number): Set<number> {
  const reached = new Set([id]);
  let border = [id];
  for (let step = 0; step < depth; step++) {
    border = border.flatMap((one) => graph.neighbours(one).filter((other) => !reached.has(other)));
    for (const one of border) reached.add(one);
  }
  return reached;
}

/** These notes alone, with the links between them. */
export function part({ nodes, links, tags }: LinkGraph, ids: ReadonlySet<number>): LinkGraph {
  return linkGraph({
    nodes: nodes.filter(({ id }) => ids.has(id)),
    links: links.filter(([from, to]) => ids.has(from) && ids.has(to)).map(([from, to]) => [from, to]),
    tags: [...tags],
  });
}
