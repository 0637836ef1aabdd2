import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Graph } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { keys } from '../../../lib/query-keys.ts';
import { onLive } from '../../../lib/use-live.ts';
import { shownTitle } from '../../../titles/shown-title.ts';
import { linkGraph } from './link-graph.ts';

const CALM_MS = 1500;

/** Everything that is drawn, listed or found of a note here is its title as it is read. */
const withShownTitles = ({ nodes, ...rest }: Graph): Graph => ({
  ...rest,
  nodes: nodes.map((node) => ({ ...node, title: shownTitle(node.title) })),
});

/** Your notes and their links. Read anew when it is opened, which costs little where nothing changed, and after changes. */
export function useGraph() {
  const { data, error, refetch } = useQuery({
    queryKey: keys.graph,
    queryFn: ({ signal }) => client.memos.graph(signal),
    select: withShownTitles,
    refetchOnMount: 'always',
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onLive(({ type }) => {
      if (!type.startsWith('memo.')) return;
      clearTimeout(timer);
      timer = setTimeout(() => void queryClient.invalidateQueries({ queryKey: keys.graph }), CALM_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  const graph = useMemo(() => data && linkGraph(data), [data]);
  return { graph, error, refetch };
}
