import { fold } from './fold.ts';
import { scan, tokenText, type TokenKind } from './scan.ts';

/**
 * The words of a text, in order, as both search engines index them. A token holds letters, digits, marks and `_` of any
 * script, or one emoji; never ASCII punctuation. Runs of scripts without gaps between words become overlapping pairs and
 * the last character alone: `日本語` is 日本, 本語, 語, so that two characters are found as a token and one as a prefix.
 */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const folded = fold(text);
  scan(folded, (from, to, first) => tokens.push(tokenText(folded, from, to, first)));
  return tokens;
}

/**
 * The tokens that find `text`, adjacent and in order. The last character of a run without gaps is left out where a pair
 * holds it, since the run may go on in the note; alone it is a prefix.
 */
export function queryTokens(text: string): { tokens: string[]; prefix: boolean } {
  const tokens: string[] = [];
  const kinds: TokenKind[] = [];
  const folded = fold(text);
  scan(folded, (from, to, first, kind) => {
    tokens.push(tokenText(folded, from, to, first));
    kinds.push(kind);
  });
  if (kinds.at(-1) !== 'last') return { tokens, prefix: false };
  if (kinds.at(-2) !== 'pair') return { tokens, prefix: true };
  return { tokens: tokens.slice(0, -1), prefix: false };
}
