import type { Match, MatchAll, MatchTerm } from '../../engine.ts';

/** The match as an FTS5 query. Every token is quoted, so nothing a user types is syntax. */
export function matchExpression({ all, none }: Match): string {
  const required = all.map((group) => oneOf(group.any.map(itemExpression)));
  return excluding(allOf(required), none.map(termExpression));
}

/** Terms of the scope have a colon and words have none, so whole ones need no column, to ask for which costs reading places. */
export function termExpression({ in: where, tokens, prefix }: MatchTerm): string {
  const quoted = `"${tokens.join(' ').replaceAll('"', '""')}"`;
  return prefix ? `${where === 'text' ? '{title body}' : 'scope'} : ${quoted} *` : quoted;
}

export function allOf(expressions: readonly string[]): string {
  return expressions.length === 1 ? expressions[0]! : `(${expressions.join(' AND ')})`;
}

export function oneOf(expressions: readonly string[]): string {
  return expressions.length === 1 ? expressions[0]! : `(${expressions.join(' OR ')})`;
}

export function excluding(required: string, excluded: readonly string[]): string {
  return excluded.length === 0 ? required : `${required} NOT (${excluded.join(' OR ')})`;
}

function itemExpression(item: MatchTerm | MatchAll): string {
  return 'together' in item ? allOf(item.together.map(termExpression)) : termExpression(item);
}
