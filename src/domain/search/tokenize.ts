import { fold } from './fold.ts';
import { scan, type TokenKind } from './scan.ts';

/**
 * The words of a text, in order, as both search engines index them. A token holds letters, digits, marks and `_` of any
 * script, or one emoji; never ASCII punctuation. Runs of scripts without gaps between words become overlapping pairs and
 * the last character alone: `日本語` is 日本, 本語, 語, so that two characters are found as a token and one as a prefix.
 */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  scan(fold(text), (token) => tokens.push(token));
  return tokens;
}

/**
 * How many bytes the distinct tokens of one text may take in an index. A PostgreSQL `tsvector` holds less than 1 MiB
 * (1,048,575 bytes): the UTF-8 bytes of its lexemes, 2 bytes for each position (up to 16,383 of them) and, for each
 * lexeme, 2 bytes for their number and up to 1 of padding.
 */
export const MAX_INDEX_BYTES = 900_000;
const BYTES_PER_TOKEN = 5;

/**
 * The tokens to index, in order. From where the limit is reached on, words that have not occurred before are left out, so
 * that a huge text is found by its beginning and by its common words instead of not at all.
 */
export function indexTokens(text: string): string[] {
  const tokens = tokenize(text);
  // Folding makes of one unit 18 of 2 bytes at worst: small texts need no count.
  if (tokens.length * BYTES_PER_TOKEN + text.length * 40 <= MAX_INDEX_BYTES) return tokens;
  const seen = new Set<string>();
  let bytes = 0;
  return tokens.filter((token) => {
    if (seen.has(token)) return true;
    if (bytes >= MAX_INDEX_BYTES) return false;
    bytes += utf8Length(token) + BYTES_PER_TOKEN;
    seen.add(token);
    return true;
  });
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * The tokens that find `text`, adjacent and in order. The last character of a run without gaps is left out where a pair
 * holds it, since the run may go on in the note; alone it is a prefix.
 */
export function queryTokens(text: string): { tokens: string[]; prefix: boolean } {
  const tokens: string[] = [];
  const kinds: TokenKind[] = [];
  scan(fold(text), (token, _from, _to, _first, kind) => {
    tokens.push(token);
    kinds.push(kind);
  });
  if (kinds.at(-1) !== 'last') return { tokens, prefix: false };
  if (kinds.at(-2) !== 'pair') return { tokens, prefix: true };
  return { tokens: tokens.slice(0, -1), prefix: false };
}
