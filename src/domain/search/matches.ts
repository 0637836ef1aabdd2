import { findTerm } from './find-term.ts';
import { fold } from './fold.ts';
import type { Clause, SearchQuery, Term } from './query.ts';
import { TextTokens } from './text-tokens.ts';

/**
 * What the text part of a query means (the filters are not looked at): the reference for both search engines. Title and
 * content are two texts, and a phrase lies in one of them.
 */
export function matches(
  query: Pick<SearchQuery, 'all' | 'none'>,
  note: { title: string; content: string },
): boolean {
  const fields = [new TextTokens(fold(note.title)), new TextTokens(fold(note.content))];
  const holds = (term: Term): boolean =>
    fields.some((tokens) => {
      let found = false;
      findTerm(tokens, term, () => (found = true));
      return found;
    });
  const satisfied = (clause: Clause): boolean => clause.any.some(holds);
  return query.all.every(satisfied) && !query.none.some(satisfied);
}
