import { useQuery } from '@tanstack/react-query';
import type { TagCount } from '../../../src/client/index.ts';
import { core } from './core-client.ts';
import { keys } from './query-keys.ts';

/** Your tags by how often they are used. */
export function useTags() {
  return useQuery({
    queryKey: keys.tags,
    queryFn: async ({ signal }) => (await core.tags.list(signal)).data,
  });
}

export interface TagNode {
  /** `alpha` of `work/alpha` */
  label: string;
  /** `work/alpha` */
  name: string;
  count: number;
  children: TagNode[];
}

/** Tags as a tree: `work/alpha` below `work`, which is there even if no note has it. */
export function tagTree(tags: readonly TagCount[]): TagNode[] {
  const roots: TagNode[] = [];
  for (const { name, count } of tags.toSorted((a, b) => a.name.localeCompare(b.name))) {
    let level = roots;
    const parts = name.split('/');
    for (const [depth, label] of parts.entries()) {
      const path = parts.slice(0, depth + 1).join('/');
      let node = level.find((one) => one.name.toLowerCase() === path.toLowerCase());
      if (!node) level.push((node = { label, name: path, count: 0, children: [] }));
      if (depth === parts.length - 1) node.count += count;
      level = node.children;
    }
  }
  return roots;
}
