/** FTS5 would read all words with a beginning, and everywhere they stand, before it could show the first match. */
export const MAX_PREFIX = 3;

/** The terms by which the words of a note are found by their beginnings of up to three characters. */
export function prefixTerms(...fields: readonly (readonly string[])[]): string[] {
  const terms = new Set<string>();
  for (const tokens of fields) for (const token of new Set(tokens)) addPrefixes(terms, token);
  return [...terms];
}

export const prefixTerm = (beginning: string): string => `p:${beginning}`;

function addPrefixes(terms: Set<string>, token: string): void {
  let end = 0;
  for (let count = 0; count < MAX_PREFIX && end < token.length; count++) {
    end += token.codePointAt(end)! > 0xffff ? 2 : 1;
    terms.add(prefixTerm(token.slice(0, end)));
  }
}
