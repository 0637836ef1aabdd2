import { isDigit, isLetter, isSpace, isWord, skipSpace } from './chars.ts';

/**
 * The end of the HTML tag that begins at `at` with `<`, or -1: CommonMark 6.6, open and closing tags.
 * Linear over a whole text: an unquoted part stops at the next `<`, a quoted one at the next such quote.
 */
export function tagEnd(text: string, at: number, to: number): number {
  let i = at + 1;
  const closing = text.charCodeAt(i) === 47;
  if (closing) i++;
  if (!isLetter(text.charCodeAt(i))) return -1;
  while (i < to && isTagNameCode(text.charCodeAt(i))) i++;
  for (;;) {
    const next = skipSpace(text, i, to);
    if (next >= to) return -1;
    const code = text.charCodeAt(next);
    if (code === 62) return next + 1;
    if (closing) return -1;
    if (code === 47) return next + 1 < to && text.charCodeAt(next + 1) === 62 ? next + 2 : -1;
    if (next === i) return -1;
    i = attributeEnd(text, next, to);
    if (i < 0) return -1;
  }
}

const isTagNameCode = (code: number): boolean => isLetter(code) || isDigit(code) || code === 45;

function attributeEnd(text: string, at: number, to: number): number {
  let code = text.charCodeAt(at);
  if (!isLetter(code) && code !== 95 && code !== 58) return -1;
  let i = at + 1;
  while (i < to && (isWord((code = text.charCodeAt(i))) || code === 46 || code === 58 || code === 45)) i++;
  const equals = skipSpace(text, i, to);
  if (equals >= to || text.charCodeAt(equals) !== 61) return i;
  const value = skipSpace(text, equals + 1, to);
  if (value >= to) return -1;
  code = text.charCodeAt(value);
  if (code !== 34 && code !== 39) return unquotedEnd(text, value, to);
  for (i = value + 1; i < to; i++) if (text.charCodeAt(i) === code) return i + 1;
  return -1;
}

function unquotedEnd(text: string, at: number, to: number): number {
  let i = at;
  for (; i < to; i++) {
    const code = text.charCodeAt(i);
    // " ' < = > ` and white space end it.
    if (isSpace(code) || (code >= 60 && code <= 62) || code === 34 || code === 39 || code === 96) break;
  }
  return i > at ? i : -1;
}
