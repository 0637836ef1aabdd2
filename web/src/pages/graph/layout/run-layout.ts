import type { LinkGraph } from '../data/link-graph.ts';
import type { LayoutQuestion, LayoutStep } from './layout-worker.ts';
import { linkedIds, type Positions } from './positions.ts';

/**
 * Arranges the linked notes in a worker.
 * @param start where to go on from, if all of them are in it
 * @param onStep is told where they are, a few times until they are settled; `isLast` then
 * @returns stops it
 */
export function runLayout(
  graph: LinkGraph,
  start: Positions | null,
  onStep: (positions: Positions, isLast: boolean) => void,
): () => void {
  const ids = linkedIds(graph);
  const index = new Map(ids.map((id, at) => [id, at]));
  const links = Uint32Array.from(graph.links.flat(), (id) => index.get(id)!);
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data: { xy, isLast } }: MessageEvent<LayoutStep>) => {
    if (isLast) worker.terminate();
    onStep(new Map(ids.map((id, at) => [id, { x: xy[at * 2]!, y: xy[at * 2 + 1]! }])), isLast);
  });
  const from = start && Float32Array.from(ids.flatMap((id) => [start.get(id)!.x, start.get(id)!.y]));
  worker.postMessage({ count: ids.length, links, start: from } satisfies LayoutQuestion);
  return () => worker.terminate();
}
