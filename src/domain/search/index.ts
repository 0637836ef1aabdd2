export { markSnippet } from './mark-snippet.ts';
export { matches } from './matches.ts';
export { parseQuery } from './parse-query.ts';
export type { Filters, SearchQuery } from './query.ts';
export { tokenize } from './tokenize.ts';
