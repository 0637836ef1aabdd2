/** Character codes and classes that the Markdown scanner asks about for every character: plain numbers and tables. */
export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;

const table = (members: string): Uint8Array => {
  const flags = new Uint8Array(128);
  for (const member of members) flags[member.charCodeAt(0)] = 1;
  return flags;
};

const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const PUNCTUATION = table('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');
const WORD = table(`${DIGITS}${LETTERS}_`);
const LETTER = table(LETTERS);

export const isSpace = (code: number): boolean =>
  code === SPACE || code === TAB || code === LF || code === CR;
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** ASCII only, as CommonMark means it: what a backslash can escape. */
export const isPunctuation = (code: number): boolean => PUNCTUATION[code] === 1;
/** ASCII letters, digits and `_`. */
export const isWord = (code: number): boolean => WORD[code] === 1;
/** ASCII letters. */
export const isLetter = (code: number): boolean => LETTER[code] === 1;

/** The first position at or after `from` that is no space, tab or line end; at most `to`. */
export function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at++;
  return at;
}
