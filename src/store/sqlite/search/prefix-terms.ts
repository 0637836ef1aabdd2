/** FTS5 would read all words with a beginning, and everywhere they stand, before it could show the first match. */
export const MAX_PREFIX = 3;

export const prefixTerm = (beginning: string): string => `p:${beginning}`;

/** The terms by which the words of a note are found by their beginnings of up to three characters. */
export function prefixTerms(...fields: readonly (readonly string[])[]): string[] {
  const terms: string[] = [];
  const isNew = createMemory();
  for (const tokens of fields) {
    for (const token of tokens) {
      const first = endOfCharacter(token, 0);
      const second = endOfCharacter(token, first);
      const third = endOfCharacter(token, second);
      // Many words begin alike, and those that begin with the same three characters with the same two.
      if (third === 0 || !isNew(token, third)) continue;
      if (first < third && isNew(token, first)) terms.push(prefixTerm(token.slice(0, first)));
      if (first < second && second < third && isNew(token, second)) {
        terms.push(prefixTerm(token.slice(0, second)));
      }
      terms.push(prefixTerm(token.slice(0, third)));
    }
  }
  return terms;
}

/** Where the character at `index` ends, or `index` at the end of the token. */
function endOfCharacter(token: string, index: number): number {
  if (index >= token.length) return index;
  return index + (token.codePointAt(index)! > 0xffff ? 2 : 1);
}

/**
 * Remembers beginnings by numbers where they fit into some: a note of a megabyte has 200,000 words, and to cut off and to
 * hash as many strings took longer than to index them.
 */
function createMemory(): (token: string, end: number) => boolean {
  const [ones, twos, threes] = [new Set<number>(), new Set<number>(), new Set<number>()];
  const longer = new Set<string>();
  return (token, end) => {
    const [first, second, third] = [token.charCodeAt(0), token.charCodeAt(1), token.charCodeAt(2)];
    if (end === 1) return isAdded(ones, first);
    if (end === 2) return isAdded(twos, (first << 16) | second);
    const isAscii = end === 3 && (first | second | third) < 0x80;
    return isAscii
      ? isAdded(threes, (first << 14) | (second << 7) | third)
      : isAdded(longer, token.slice(0, end));
  };
}

function isAdded<T>(set: Set<T>, value: T): boolean {
  const before = set.size;
  set.add(value);
  return set.size > before;
}
