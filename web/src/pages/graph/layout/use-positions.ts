import { useEffect, useState } from 'react';
import type { LinkGraph } from '../data/link-graph.ts';
import { keptPositions } from './kept-positions.ts';
import { linkedIds, placeNew, ringOfOrphans, type Positions } from './positions.ts';
import { runLayout } from './run-layout.ts';

export interface Placed {
  graph: LinkGraph;
  positions: Positions;
  isSettling: boolean;
}

/** As long as fewer than this share of the notes were put beside others, nobody is moved for them. */
const ADDED_SHARE = 0.2;
const ADDED_ANYWAY = 20;

/**
 * Where the notes stand: as they stood on this device before, or arranged anew.
 * @param name the account; null for a part of the graph, which is always arranged and never kept
 * @param turn grows when the kept ones were forgotten, and everything is to be arranged again
 */
export function usePositions(graph: LinkGraph | undefined, name: string | null, turn: number): Placed | null {
  const [placed, setPlaced] = useState<Placed | null>(null);
  useEffect(() => {
    if (!graph) return;
    let isOver = false;
    let stop = () => {};
    const show = (linked: Positions, isSettling: boolean) =>
      setPlaced({ graph, positions: ringOfOrphans(graph, linked), isSettling });
    const begin = async () => {
      const ids = linkedIds(graph);
      const kept = name !== null ? await keptPositions.read(name) : null;
      if (isOver) return;
      const known: Positions = new Map(
        ids.flatMap((id) => [[id, kept?.positions.get(id)] as const].filter(isKnown)),
      );
      const isUsable = known.size > ids.length / 2;
      const added = (kept?.added ?? 0) + (isUsable ? placeNew(graph, ids, known) : 0);
      if (ids.length === 0 || (isUsable && added <= Math.max(ADDED_ANYWAY, ADDED_SHARE * ids.length))) {
        show(known, false);
        if (name !== null && kept && added > kept.added) await keptPositions.write(name, known, added);
        return;
      }
      const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      stop = runLayout(graph, isUsable ? known : null, (positions, isLast) => {
        if (isLast || !isCalm) show(positions, !isLast);
        if (isLast && name !== null) void keptPositions.write(name, positions, 0);
      });
    };
    void begin();
    return () => {
      isOver = true;
      stop();
    };
  }, [graph, name, turn]);
  return placed;
}

const isKnown = <Id, Place>(entry: readonly [Id, Place | undefined]): entry is readonly [Id, Place] =>
  entry[1] !== undefined;
