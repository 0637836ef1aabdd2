export { markSnippet } from './mark-snippet.ts';
export { matches } from './matches.ts';
export { parseQuery } from './parse-query.ts';
export type { Clause, Filters, SearchQuery, Term } from './query.ts';
export { indexTokens, MAX_INDEX_BYTES, tokenize } from './tokenize.ts';
