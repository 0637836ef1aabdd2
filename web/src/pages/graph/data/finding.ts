import type { GraphNode } from './link-graph.ts';

/** As it is compared: without case, accents and marks. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

const known = new WeakMap<GraphNode, string>();

/** The title, folded once. */
function foldedTitle(node: GraphNode): string {
  let text = known.get(node);
  if (text === undefined) known.set(node, (text = folded(node.title)));
  return text;
}

/** The notes whose titles hold every word: those that begin with it first, then the most linked. */
export function findByTitle<Node extends GraphNode>(nodes: readonly Node[], text: string): Node[] {
  const wanted = folded(text).trim();
  const words = wanted.split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const begins = (node: Node) => (foldedTitle(node).startsWith(wanted) ? 0 : 1);
  return nodes
    .filter((node) => words.every((word) => foldedTitle(node).includes(word)))
    .toSorted((a, b) => begins(a) - begins(b) || b.degree - a.degree || a.title.length - b.title.length);
}
