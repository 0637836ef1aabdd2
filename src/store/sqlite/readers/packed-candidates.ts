import type { Candidate } from '../../../domain/rank.ts';

/** Hundreds of candidates as numbers, which take a fraction of the time of as many objects to bring to another thread. */
export interface PackedCandidates {
  numbers: Float64Array<ArrayBuffer>;
  /** Of each candidate. */
  clauses: number;
}

/** Position and length, then two numbers for each clause. */
const sizeOf = (clauses: number): number => 2 + 2 * clauses;

export function packCandidates(candidates: readonly Candidate[]): PackedCandidates {
  const clauses = candidates[0]?.clauses.length ?? 0;
  const numbers = new Float64Array(candidates.length * sizeOf(clauses));
  let at = 0;
  for (const { position, length, clauses: standings } of candidates) {
    numbers[at++] = position;
    numbers[at++] = length;
    for (const { times, inTitle } of standings) {
      numbers[at++] = times;
      numbers[at++] = inTitle ? 1 : 0;
    }
  }
  return { numbers, clauses };
}

export function unpackCandidates({ numbers, clauses }: PackedCandidates): Candidate[] {
  const candidates: Candidate[] = [];
  for (let at = 0; at < numbers.length; at += sizeOf(clauses)) {
    const candidate: Candidate = { position: numbers[at]!, length: numbers[at + 1]!, clauses: [] };
    for (let next = at + 2; next < at + sizeOf(clauses); next += 2)
      candidate.clauses.push({ times: numbers[next]!, inTitle: numbers[next + 1] === 1 });
    candidates.push(candidate);
  }
  return candidates;
}
