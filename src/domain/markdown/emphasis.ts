import { isWord } from './chars.ts';
import { Mark } from './inline.ts';

const SPACE = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/**
 * The runs of `*`, `_` and `~~` that make emphasis, as pairs of positions in `text[from, to)`, so that plain text can do
 * without them. Which run opens and which closes is CommonMark 6.2; the lengths of the two are not compared.
 */
export function emphasisRuns(text: string, from: number, to: number, marks: readonly number[]): number[] {
  const runs: number[] = [];
  const open = new Map<number, number[]>();
  let mark = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code !== 42 && code !== 95 && code !== 126) continue;
    while (mark < marks.length && (marks[mark + 2]! <= i || marks[mark] === Mark.target)) mark += 3;
    if (mark < marks.length && marks[mark + 1]! <= i) {
      i = marks[mark + 2]! - 1;
      continue;
    }
    let end = i + 1;
    while (end < to && text.charCodeAt(end) === code) end++;
    if (code !== 126 || end - i === 2) pair(text, from, to, i, end, code, open, runs);
    i = end - 1;
  }
  return runs.length > 2 ? sortedPairs(runs) : runs;
}

function pair(
  text: string,
  from: number,
  to: number,
  at: number,
  end: number,
  code: number,
  open: Map<number, number[]>,
  runs: number[],
): void {
  const before = at > from ? text[at - 1]! : ' ';
  const after = end < to ? text[end]! : ' ';
  const left = flanks(after, before);
  const right = flanks(before, after);
  const inWord = code === 95 && isWord(before.charCodeAt(0)) && isWord(after.charCodeAt(0));
  if (inWord) return;
  const openers = open.get(code) ?? [];
  if (right && openers.length > 0) runs.push(openers.pop()!, openers.pop()!, at, end);
  else if (left) openers.push(end, at);
  open.set(code, openers);
}

const flanks = (inner: string, outer: string): boolean =>
  !SPACE.test(inner) && (!PUNCTUATION.test(inner) || SPACE.test(outer) || PUNCTUATION.test(outer));

function sortedPairs(runs: number[]): number[] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < runs.length; i += 2) pairs.push([runs[i]!, runs[i + 1]!]);
  return pairs.toSorted((a, b) => a[0] - b[0]).flat();
}
