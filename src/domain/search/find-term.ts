import type { Term } from './query.ts';
import type { TextTokens } from './text-tokens.ts';

/**
 * Calls `hit` with the index of the first token of each place where the term stands, until it answers true. Linear in the
 * tokens of the text, however repetitive text and phrase are (Knuth-Morris-Pratt, the last token looked at apart).
 */
export function findTerm(
  texts: Pick<TextTokens, 'length' | 'is' | 'begins'>,
  { tokens, prefix }: Term,
  hit: (index: number) => boolean | void,
): void {
  const last = tokens.at(-1)!;
  const fits = (index: number): boolean =>
    index < texts.length && (prefix ? texts.begins(index, last) : texts.is(index, last));
  const head = tokens.slice(0, -1);
  if (head.length === 0) {
    for (let i = 0; i < texts.length; i++) if (fits(i) && hit(i)) return;
    return;
  }
  const borders = bordersOf(head);
  let matched = 0;
  for (let i = 0; i < texts.length; i++) {
    while (matched > 0 && (matched === head.length || !texts.is(i, head[matched]!)))
      matched = borders[matched - 1]!;
    if (texts.is(i, head[matched]!)) matched++;
    if (matched === head.length && fits(i + 1) && hit(i + 1 - head.length)) return;
  }
}

/** For each beginning of the pattern, the length of its longest proper beginning that is its end too. */
function bordersOf(pattern: readonly string[]): number[] {
  const borders = [0];
  let length = 0;
  for (let i = 1; i < pattern.length; i++) {
    while (length > 0 && pattern[i] !== pattern[length]) length = borders[length - 1]!;
    if (pattern[i] === pattern[length]) length++;
    borders.push(length);
  }
  return borders;
}
