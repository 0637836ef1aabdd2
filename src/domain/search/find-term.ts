import type { Term } from './query.ts';

/**
 * Calls `hit` with the index of the first token of each place where the term stands, until it answers true. Linear in the
 * tokens of the text, however repetitive text and phrase are (Knuth-Morris-Pratt, the last token looked at apart).
 */
export function findTerm(
  texts: readonly string[],
  { tokens, prefix }: Term,
  hit: (index: number) => boolean | void,
): void {
  const last = tokens.at(-1)!;
  const fits = (text: string | undefined): boolean =>
    text !== undefined && (prefix ? text.startsWith(last) : text === last);
  const head = tokens.slice(0, -1);
  const borders = bordersOf(head);
  let matched = 0;
  for (let i = 0; i < texts.length; i++) {
    if (head.length === 0) {
      if (fits(texts[i]) && hit(i)) return;
      continue;
    }
    while (matched > 0 && (matched === head.length || head[matched] !== texts[i]))
      matched = borders[matched - 1]!;
    if (head[matched] === texts[i]) matched++;
    if (matched === head.length && fits(texts[i + 1]) && hit(i + 1 - head.length)) return;
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
