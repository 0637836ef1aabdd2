import type { Sample } from '../load/clients.ts';
import type { Server } from '../server/start.ts';

/** How long rows are measured. */
export interface Pace {
  /** Seconds of one round. */
  seconds: number;
  rounds: number;
}

/**
 * Measures several things in turns, A B A B…, so that a time in which the machine is busy with something else meets all of
 * them. The first turn only warms up.
 * @returns for each, its rounds
 */
export async function inTurns<T>(rounds: number, measures: readonly (() => Promise<T>)[]): Promise<T[][]> {
  const results: T[][] = measures.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, measure] of measures.entries()) {
      const result = await measure();
      if (round >= 0) results[index]?.push(result);
    }
  }
  return results;
}

/** A measurement that also asks what the server computed for it. */
export function withCpu(server: Server, measure: () => Promise<Sample>): () => Promise<Sample> {
  return async () => {
    const before = await server.ask<number>({ ask: 'cpu' });
    const sample = await measure();
    return { ...sample, cpuMs: (await server.ask<number>({ ask: 'cpu' })) - before };
  };
}
