import { useMemo } from 'react';
import type { LinkGraph } from './data/link-graph.ts';
import { useTagged } from './data/use-tagged.ts';
import type { GraphFilter } from './graph-filters.tsx';

/** The notes that the filters leave; null: all of them. */
export function useShown(graph: LinkGraph | undefined, filter: GraphFilter): ReadonlySet<number> | null {
  const { tag, label, withOrphans } = filter;
  const tagged = useTagged(tag);
  return useMemo(() => {
    if (!graph || (tag === '' && label === 0 && withOrphans)) return null;
    const gathered = label === 0 ? null : new Set([label, ...graph.neighbours(label)]);
    const ids = graph.nodes
      .map(({ id }) => id)
      .filter((id) => tag === '' || tagged === undefined || tagged.has(id))
      .filter((id) => gathered === null || gathered.has(id))
      .filter((id) => withOrphans || graph.neighbours(id).length > 0);
    return new Set(ids);
  }, [graph, tag, tagged, label, withOrphans]);
}
