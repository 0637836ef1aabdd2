import { createStore, del, get, set } from 'idb-keyval';
import type { Positions } from './positions.ts';

interface Kept {
  ids: Float64Array;
  xy: Float32Array;
  /** How many were put beside others since all were arranged. */
  added: number;
}

const store = () => createStore('commonplace-graph', 'positions');

/** Where the notes of an account stood on this device; nothing breaks where the device keeps nothing. */
export const keptPositions = {
  async read(account: string): Promise<{ positions: Positions; added: number } | null> {
    try {
      const kept = await get<Kept>(account, store());
      if (!kept) return null;
      const positions: Positions = new Map();
      for (const [at, id] of kept.ids.entries()) {
        positions.set(id, { x: kept.xy[at * 2]!, y: kept.xy[at * 2 + 1]! });
      }
      return { positions, added: kept.added };
    } catch {
      return null;
    }
  },
  async write(account: string, positions: Positions, added: number): Promise<void> {
    const xy = new Float32Array(positions.size * 2);
    let at = 0;
    for (const { x, y } of positions.values()) {
      xy[at++] = x;
      xy[at++] = y;
    }
    const kept: Kept = { ids: Float64Array.from(positions.keys()), xy, added };
    await set(account, kept, store()).catch(() => undefined);
  },
  async forget(account: string): Promise<void> {
    await del(account, store()).catch(() => undefined);
  },
};
