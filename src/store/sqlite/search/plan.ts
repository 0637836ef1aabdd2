import type { Db, Match, MatchAll, MatchTerm } from '../../engine.ts';
import { allOf, oneOf, termExpression } from './expression.ts';
import type { Leaf } from './leaves.ts';
import { MAX_PREFIX, prefixTerm } from './prefix-terms.ts';
import { wordsWith } from './words-with.ts';

export interface Plan {
  /** One leaf of each group must hold. */
  groups: Leaf[][];
  none: Leaf[];
}

/** More words with one beginning are not looked up one by one. */
const MAX_WORDS = 16;
/** Of a long phrase, so many words narrow the search; the rest is seen in the note. */
const MAX_LISTS = 6;
/** Longer phrases are left to a look at the notes. */
const MAX_QUICK = 16;

export async function planOf(db: Db, { all, none }: Match): Promise<Plan> {
  const groups: Leaf[][] = [];
  for (const { any } of all) groups.push(await leavesOf(db, any));
  return { groups, none: await leavesOf(db, none) };
}

async function leavesOf(db: Db, items: readonly (MatchTerm | MatchAll)[]): Promise<Leaf[]> {
  const leaves: Leaf[] = [];
  for (const item of items) leaves.push('together' in item ? together(item) : await leafOf(db, item));
  return leaves;
}

function together({ together: terms }: MatchAll): Leaf {
  const lists = terms.map(termExpression);
  return { lists, isExact: true, expression: allOf(lists) };
}

async function leafOf(db: Db, term: MatchTerm): Promise<Leaf> {
  if (term.tokens.length > 1) return phrase(db, term);
  if (term.prefix && term.in === 'text') return beginning(db, term.tokens[0]!);
  const expression = termExpression(term);
  return { lists: [expression], isExact: true, expression };
}

async function beginning(db: Db, token: string): Promise<Leaf> {
  const characters = Array.from(token);
  const short = termExpression(scope(prefixTerm(characters.slice(0, MAX_PREFIX).join(''))));
  if (characters.length <= MAX_PREFIX) return { lists: [short], isExact: true, expression: short };
  const words = await wordsWith(db, token, MAX_WORDS);
  if (!words) return { lists: [short], isExact: false, expression: null };
  const expression = oneOf((words.length > 0 ? words : [token]).map((word) => termExpression(text(word))));
  return { lists: [expression], isExact: true, expression };
}

async function phrase(db: Db, { tokens, prefix, in: where }: MatchTerm): Promise<Leaf> {
  const whole = prefix ? tokens.slice(0, -1) : tokens;
  const last = prefix ? await beginning(db, tokens.at(-1)!) : null;
  // Long words are rare.
  const telling = [...new Set(whole)].toSorted((a, b) => b.length - a.length).slice(0, MAX_LISTS);
  const lists = telling.map((token) => termExpression({ in: where, tokens: [token], prefix: false }));
  return {
    lists: [...lists, ...(last?.lists ?? [])],
    isExact: false,
    expression: last || !isQuick(tokens) ? null : termExpression({ in: where, tokens, prefix: false }),
  };
}

/** FTS5 reads all places of each word of a phrase: of a repeated one in a repetitive note, that could be very many. */
function isQuick(tokens: readonly string[]): boolean {
  return tokens.length <= MAX_QUICK && new Set(tokens).size === tokens.length;
}

const scope = (token: string): MatchTerm => ({ in: 'scope', tokens: [token], prefix: false });
const text = (token: string): MatchTerm => ({ in: 'text', tokens: [token], prefix: false });
