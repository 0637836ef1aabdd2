/** A query of `lines --filter`, ready to be asked. */
export interface LineFilter {
  /** False where no line of this text can match, found without cutting it into lines. */
  mayMatch(text: string): boolean;
  matches(line: string): boolean;
}

/**
 * Without case; a space is AND, `|` inside a token is OR, `!` before a token negates it, quotes of either kind hold spaces.
 * As in Notesium, a token with `|` takes `!` for text, and an empty side of `|` is in every line.
 */
export function createFilter(query: string): LineFilter {
  const required: string[][] = [];
  const forbidden: string[] = [];
  for (const token of tokens(query.toLowerCase())) {
    if (token.includes('|')) required.push(token.split('|'));
    else if (token.startsWith('!')) forbidden.push(token.slice(1));
    else required.push([token]);
  }
  const hasAll = (text: string) => required.every((terms) => terms.some((term) => text.includes(term)));
  return {
    mayMatch: (text) => hasAll(text.toLowerCase()),
    matches(line) {
      const text = line.toLowerCase();
      return hasAll(text) && !forbidden.some((term) => text.includes(term));
    },
  };
}

/** A quote that is not closed reaches to the end. */
function tokens(query: string): string[] {
  const found: string[] = [];
  let token = '';
  let quote = '';
  for (const character of query) {
    if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    else if (character !== ' ' || quote !== '') token += character;
    else {
      if (token !== '') found.push(token);
      token = '';
    }
  }
  return token === '' ? found : [...found, token];
}
