import { oneOf } from './expression.ts';

/** A term of the match as lists of the index. */
export interface Leaf {
  /** Lists that all must hold the note; each costs as much as the part of it that is read. */
  lists: string[];
  /** Whether that is all there is to it; else the note's words must be looked at. */
  isExact: boolean;
  /** The FTS5 query that says it exactly, where there is one of bounded cost. */
  expression: string | null;
}

/**
 * A query that finds all that one of the leaves does, and that FTS5 answers without comparing lists. Of what a leaf needs,
 * the longest is likely the rarest.
 */
export function superset(leaves: readonly Leaf[]): string {
  return oneOf(leaves.map(({ lists }) => lists.toSorted((a, b) => b.length - a.length)[0]!));
}

export const isSimple = ({ lists }: Leaf): boolean => lists.length === 1;
