/** What one client asked of one register, and what it was told. Times are those of any clock that all clients share. */
export interface Operation {
  /** Writes only where the register held this; undefined: whatever it held. Not for reads. */
  expected?: string | undefined;
  /** What is written; undefined for a read. */
  value?: string | undefined;
  /** Of a read: what was there. Of a write: whether it happened, or null where nobody answered. */
  result: string | boolean | null;
  start: number;
  /** Infinity where nobody answered. */
  end: number;
}

/**
 * Whether there is an order in which the operations, each at one moment between its start and its end, give these results
 * (Wing and Gong 1993, with the states seen before left out as in Lowe 2017).
 * @param initial what the register held at first
 */
export function isLinearizable(operations: readonly Operation[], initial: string): boolean {
  const sorted = operations.toSorted((a, b) => a.start - b.start);
  const seen = new Set<string>();

  function search(done: bigint, count: number, value: string): boolean {
    if (count === sorted.length) return true;
    const state = `${done} ${value}`;
    if (seen.has(state)) return false;
    seen.add(state);
    const open = sorted.flatMap((operation, index) =>
      (done >> BigInt(index)) & 1n ? [] : [{ operation, index }],
    );
    const firstEnd = Math.min(...open.map(({ operation }) => operation.end));
    for (const { operation, index } of open) {
      // Whatever began after another had ended comes after it.
      if (operation.start > firstEnd) break;
      for (const after of outcomes(operation, value)) {
        if (search(done | (1n << BigInt(index)), count + 1, after)) return true;
      }
    }
    return false;
  }

  return search(0n, 0, initial);
}

/** What the register may hold after the operation, if it happens now and gives the result it gave. */
function outcomes({ expected, value, result }: Operation, held: string): string[] {
  if (value === undefined) return result === held ? [held] : [];
  const matches = expected === undefined || expected === held;
  if (result === null) return matches ? [value, held] : [held];
  return matches === result ? [result ? value : held] : [];
}
