import { DomainError } from '../../../../../src/domain/errors.ts';
import { parseQuery, type SearchQuery } from '../../../../../src/domain/search/index.ts';

/** What the server would make of a query: its meaning, or what is wrong with it. */
export type Checked = { query: SearchQuery; issue: null } | { query: null; issue: string };

/** Reads a query by the server's own code, so that nothing that it would refuse is sent. */
export function checkQuery(q: string): Checked {
  try {
    return { query: parseQuery(q, Date.now()), issue: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { query: null, issue: error.details[0]?.issue ?? error.message };
  }
}
