import { isWord } from './chars.ts';

/** Longer than this (in code points) is not a tag. */
const MAX_TAG_LENGTH = 100;

/**
 * The grammar of a tag's name. A segment begins with a letter or digit of any script, `_` or an emoji, and goes on with
 * these, combining marks, `-`, and what holds emoji and some scripts together (joiners, variation selectors are marks, the
 * tags of subdivision flags). `/` joins segments, so that none is empty.
 */
const START = String.raw`[\p{L}\p{N}_\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]`;
const MORE = String.raw`[\p{L}\p{N}\p{M}_\-\u200C\u200D\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u{E0020}-\u{E007F}]`;
const NAME = new RegExp(`${START}${MORE}*(?:/${START}${MORE}*)*`, 'uy');

/**
 * Where the longest name at `at` ends, whatever its length; `at` if there is none. A hyphen, slash or joiner at its end is
 * not part of it: `#work-` and `#work/` are `work`.
 */
export function nameEnd(text: string, at: number, to: number): number {
  let i = at;
  let segment = at;
  for (; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return unicodeNameEnd(text, at);
    if (isWord(code) || (code === 45 && i > segment)) continue;
    if (code !== 47 || i === segment) break;
    segment = i + 1;
  }
  return trimmedEnd(text, at, i);
}

function unicodeNameEnd(text: string, at: number): number {
  NAME.lastIndex = at;
  return NAME.test(text) ? trimmedEnd(text, at, NAME.lastIndex) : at;
}

function trimmedEnd(text: string, at: number, end: number): number {
  let i = end;
  while (i > at && '-/\u200C\u200D'.includes(text[i - 1]!)) i--;
  return i;
}

/** Whether a name of these characters is short enough; counts code points only where it could matter. */
export function isShortName(text: string, from: number, to: number): boolean {
  if (to - from <= MAX_TAG_LENGTH) return true;
  return to - from <= 2 * MAX_TAG_LENGTH && Array.from(text.slice(from, to)).length <= MAX_TAG_LENGTH;
}

/** Whether `#name` can be written in a note and is then read back as exactly this tag. `name` is without the `#`. */
export function isTagName(name: string): boolean {
  return name !== '' && nameEnd(name, 0, name.length) === name.length && isShortName(name, 0, name.length);
}

/** What tags are compared by: without case, in normal form C. */
export function tagKey(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}

const OPENING = /[\s\p{Ps}\p{Pi}\u3001\u3002\uFF0C\uFF0E\uFF1A\uFF1B\uFF01\uFF1F]/u;
const OPENING_ASCII = ' \t\n\v\f\r([{"\'*~|';

/**
 * Whether a tag may begin after this character: white space, opening brackets and quotes, the marks `*` and `~` of
 * emphasis, the bar of a table, and full-width punctuation (it holds its own space: Chinese and Japanese write none).
 * Not after `_`, which is a letter of names, nor after the `>` of an HTML tag.
 */
export function opensWord(code: number): boolean {
  return code < 128
    ? OPENING_ASCII.includes(String.fromCharCode(code))
    : OPENING.test(String.fromCharCode(code));
}
