/** A word, a phrase or a filter, as it is written, with what stands before it. */
const TOKEN = /[-!]?(?:[a-z]+:)?"[^"]*(?:"\*?|$)|\S+/gi;

export const tokensOf = (q: string): string[] => q.match(TOKEN) ?? [];

const joined = (tokens: readonly string[]): string => tokens.join(' ');
const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export const hasToken = (q: string, token: string): boolean => tokensOf(q).some((one) => same(one, token));

/** Writes a filter at the end, or takes it out. */
export function toggleToken(q: string, token: string): string {
  const tokens = tokensOf(q);
  const rest = tokens.filter((one) => !same(one, token));
  return joined(rest.length < tokens.length ? rest : [...tokens, token]);
}

/** The value of `after:` or `before:`, as written; empty where there is none. */
export function filterValue(q: string, name: string): string {
  const token = tokensOf(q).find((one) => one.toLowerCase().startsWith(`${name}:`));
  return token?.slice(name.length + 1) ?? '';
}

/** Writes `name:value` in place of all that this filter says; an empty value takes it out. */
export function setFilter(q: string, name: string, value: string): string {
  const rest = tokensOf(q).filter((one) => !one.toLowerCase().startsWith(`${name}:`));
  return joined(value === '' ? rest : [...rest, `${name}:${value}`]);
}

/** What is searched for in the text, without filters and exclusions. */
export const wordsOf = (q: string): string[] =>
  tokensOf(q).filter((token) => !/^(?:[-!]|#|(?:tag|is|has|before|after):)/i.test(token));

/** The part of a query that a completion would replace: what is written last, if anything. */
export const lastToken = (q: string): string => (/\s$/.test(q) ? '' : (tokensOf(q).at(-1) ?? ''));

export const replaceLast = (q: string, token: string): string =>
  `${q.slice(0, q.length - lastToken(q).length)}${token}`;
