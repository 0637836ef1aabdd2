export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const STEPS: Record<Direction, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
/** Within 72 degrees of the arrow. */
const WIDEST = Math.cos((72 * Math.PI) / 180);

interface Place {
  id: number;
  x: number;
  y: number;
}

/** The neighbour that lies where the arrow points, best by angle; y grows upwards. */
export function neighbourTowards(
  from: { x: number; y: number },
  neighbours: readonly Place[],
  direction: Direction,
): number | undefined {
  const [right, up] = STEPS[direction];
  let best: { id: number; fit: number } | undefined;
  for (const { id, x, y } of neighbours) {
    const distance = Math.hypot(x - from.x, y - from.y);
    if (distance === 0) continue;
    const fit = ((x - from.x) * right + (y - from.y) * up) / distance;
    if (fit >= WIDEST && (!best || fit > best.fit)) best = { id, fit };
  }
  return best?.id;
}
