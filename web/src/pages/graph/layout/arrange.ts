import { coarser, finest, type Level } from './level.ts';
import { settle } from './settle.ts';

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const COARSEST = 300;
/** With fewer, all shape is gone. */
const FEWEST = 30;

/**
 * Where each node stands. A small graph of the same shape is settled first, and each finer one starts from there: so ten
 * thousand nodes need a few steps, not hundreds. The same graph always comes out the same.
 * @param links pairs of nodes, which are numbers from 0
 * @param start x and y of each node, to go on from; without it, from nothing
 * @param onStep is told x and y after each step of the whole graph
 */
export function arrange(
  count: number,
  links: Uint32Array,
  start: Float32Array | null,
  onStep: (xy: Float32Array) => void = () => {},
): Float32Array {
  const levels: Level[] = [finest(count, links)];
  const parents: Uint32Array[] = [];
  if (!start) {
    for (let last = levels[0]!; last.count > COARSEST; last = levels.at(-1)!) {
      const next = coarser(last);
      if (next.level.count < FEWEST || next.level.count > 0.85 * last.count) break;
      levels.push(next.level);
      parents.push(next.parents);
    }
  }
  let xy = start ? start.slice() : spiral(levels.at(-1)!.count);
  for (let depth = levels.length - 1; depth >= 0; depth--) {
    const level = levels[depth]!;
    const at = xy;
    settle(level, at, stepsFor(level.count), depth === 0 ? () => onStep(at) : undefined);
    if (depth > 0) xy = spread(at, parents[depth - 1]!, levels[depth - 1]!);
  }
  return xy;
}

/** Steps cost more the more nodes there are, and a coarse start leaves less to do. */
const stepsFor = (count: number): number => Math.min(Math.max(Math.round(100_000 / count), 24), 300);

/** Seeds of a sunflower: evenly spread, and no two at one place. */
function spiral(count: number): Float32Array {
  const xy = new Float32Array(count * 2);
  for (let node = 0; node < count; node++) put(xy, node, 0, 0, 20 * Math.sqrt(node + 0.5), node * GOLDEN);
  return xy;
}

/** Every node around the one that stood for it. */
function spread(coarse: Float32Array, parents: Uint32Array, { count, masses }: Level): Float32Array {
  const xy = new Float32Array(count * 2);
  const seen = new Uint32Array(coarse.length / 2);
  for (let node = 0; node < count; node++) {
    const parent = parents[node]!;
    const turn = seen[parent]!++;
    // The first, heaviest one need not move.
    const radius = 6 * Math.sqrt(turn * (1 + Math.log(masses[node]!)));
    put(xy, node, coarse[parent * 2]!, coarse[parent * 2 + 1]!, radius + 0.1, turn * GOLDEN);
  }
  return xy;
}

function put(xy: Float32Array, node: number, x: number, y: number, radius: number, angle: number): void {
  xy[node * 2] = x + radius * Math.cos(angle);
  xy[node * 2 + 1] = y + radius * Math.sin(angle);
}
