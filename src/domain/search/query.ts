/** A search, parsed. All of `all` and none of `none` must be in the text, and the filters must hold. */
export interface SearchQuery {
  all: Clause[];
  none: Clause[];
  filters: Filters;
}

/** One of these. */
export interface Clause {
  any: Term[];
}

export interface Term {
  /** More than one is a phrase: adjacent and in order. Never empty. */
  tokens: string[];
  /** The last token is the beginning of a word. */
  prefix: boolean;
}

export interface Filters {
  /** Keys; all of them. */
  tags: string[];
  /** Keys; none of them. */
  notTags: string[];
  pinned?: boolean;
  hasLink?: boolean;
  hasFile?: boolean;
  hasTask?: boolean;
  hasCode?: boolean;
  /** Epoch ms, exclusive. */
  before?: number;
  /** Epoch ms, inclusive. */
  after?: number;
}
