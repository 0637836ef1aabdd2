import type { Figures } from '../load/statistics.ts';

/** One line of the table. */
export interface Row {
  what: string;
  /** How many notes there were; empty where sizes are compared. */
  notes: number | '';
  figures?: Figures | undefined;
  /** What the target is about, in words. */
  measured?: string;
  target?: string;
  passed?: boolean;
}

/** A row with a number that must be at least, or at most, so much. */
export function judged(
  row: Pick<Row, 'what' | 'notes' | 'figures'>,
  value: number,
  target: { atLeast: number } | { atMost: number },
  unit = '',
): Row {
  const isLower = 'atLeast' in target;
  const limit = isLower ? target.atLeast : target.atMost;
  return {
    ...row,
    measured: `${format(value)}${unit}`,
    target: `${isLower ? '>=' : '<='} ${limit}${unit}`,
    passed: isLower ? value >= limit : value <= limit,
  };
}

/** Three digits that count. */
export function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}
