import { folded } from '../graph/data/finding.ts';
import type { GraphNode } from '../graph/data/link-graph.ts';

export type Sort = 'title' | 'newest' | 'linked';

/** A piece of the index that is drawn as one: small enough that only what is seen is in the page. */
export interface Block {
  /** In the margin, where a letter begins; empty in an order without letters. */
  letter: string;
  isFirst: boolean;
  entries: readonly GraphNode[];
  /** The place of the first entry among all. */
  start: number;
}

/** Entries in a block; two columns of it are as high as half a window. */
const MOST = 32;

export function sorted(nodes: readonly GraphNode[], sort: Sort, locale: string): GraphNode[] {
  if (sort === 'newest') return nodes.toSorted((a, b) => b.id - a.id);
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const titles = new Map(nodes.map((node) => [node, sortTitle(node)]));
  const byTitle = (a: GraphNode, b: GraphNode) => compare(titles.get(a)!, titles.get(b)!) || a.id - b.id;
  if (sort === 'linked') return nodes.toSorted((a, b) => b.degree - a.degree || byTitle(a, b));
  return nodes.toSorted(byTitle);
}

/** Cuts a sorted list into blocks, each of one letter where it is sorted by title. */
export function blocksOf(nodes: readonly GraphNode[], sort: Sort): Block[] {
  const groups = sort === 'title' ? [...Map.groupBy(nodes, letterOf)] : [['', nodes] as const];
  const blocks: Block[] = [];
  let start = 0;
  for (const [letter, group] of groups) {
    // Equal ones: the last is not a stub.
    const size = Math.ceil(group.length / Math.ceil(group.length / MOST));
    for (let at = 0; at < group.length; at += size) {
      const entries = group.slice(at, at + size);
      blocks.push({ letter, isFirst: at === 0, entries, start });
      start += entries.length;
    }
  }
  return blocks;
}

/** Signs before the first word do not count: “Quoted” stands under Q. */
const sortTitle = ({ title }: GraphNode): string => title.replace(/^[^\p{L}\p{N}]+/u, '') || title;

/** The letter that a title stands under; digits are one group, and what begins with neither is another. */
export function letterOf(node: GraphNode): string {
  const first = folded(sortTitle(node)).charAt(0);
  if (/\p{L}/u.test(first)) return first.toUpperCase();
  return /\p{N}/u.test(first) ? '0–9' : '…';
}
