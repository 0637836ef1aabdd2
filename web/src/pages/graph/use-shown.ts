import { useMemo } from 'react';
import { shownIds, type GraphFilter } from './data/graph-filter.ts';
import type { LinkGraph } from './data/link-graph.ts';

/** The notes that the filters leave; null: all of them. */
export const useShown = (graph: LinkGraph, filter: GraphFilter): ReadonlySet<number> | null =>
  useMemo(() => shownIds(graph, filter, Date.now()), [graph, filter]);
