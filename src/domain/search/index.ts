export { markSnippet } from './mark-snippet.ts';
export { matches } from './matches.ts';
export { parseQuery } from './parse-query.ts';
export { profileOf, standingOf, type Profile, type Standing } from './profile.ts';
export type { Clause, Filters, SearchQuery, Term } from './query.ts';
export { tokenize } from './tokenize.ts';
