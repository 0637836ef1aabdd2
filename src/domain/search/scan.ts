import { CharClass, charClass } from './char-class.ts';

/** Longer words are cut here (code points), in the index and in queries alike. */
const MAX_TOKEN_LENGTH = 64;

/**
 * `pair`: two neighbours in a run of a script without gaps; `last`: the last character of such a run, alone.
 */
export type TokenKind = 'word' | 'pair' | 'last' | 'emoji';

/** Receives the range of a token in the folded text; `first` is where the first character of a pair ends. */
type TokenSink = (from: number, to: number, first: number, kind: TokenKind) => void;

const EMOJI =
  /\p{Regional_Indicator}{1,2}|\p{Emoji_Modifier}|\p{Extended_Pictographic}\p{Emoji_Modifier}?[\u{E0020}-\u{E007F}]*(?:\u200D\p{Extended_Pictographic}\p{Emoji_Modifier}?)*/uy;

/** Cuts folded text into tokens, in order. What they say is for `tokenText`: who compares them needs no string of each. */
export function scan(folded: string, sink: TokenSink): void {
  let at = 0;
  while (at < folded.length) {
    const code = folded.codePointAt(at)!;
    const found = charClass(code);
    if (found === CharClass.word) at = scanWord(folded, at, sink);
    else if (found === CharClass.gapless) at = scanRun(folded, at, sink);
    else if (found === CharClass.emoji) at = scanEmoji(folded, at, sink);
    else at += width(code);
  }
}

/**
 * The token in a range that `scan` has found. All but very long ones, and pairs with marks between their characters, are the
 * text of their range.
 */
export function tokenText(folded: string, from: number, to: number, first: number): string {
  if (isPlain(folded, from, to, first)) return folded.slice(from, to);
  if (first === to) return cut(folded.slice(from, to));
  return folded.slice(from, first) + folded.slice(to - lastWidth(folded, to), to);
}

/** Whether the token is the very text of its range. */
export function isPlain(folded: string, from: number, to: number, first: number): boolean {
  return first === to ? to - from <= MAX_TOKEN_LENGTH : first + lastWidth(folded, to) === to;
}

/** Of the character that ends there. */
const lastWidth = (text: string, end: number): number =>
  (text.charCodeAt(end - 1) & 0xfc00) === 0xdc00 ? 2 : 1;
const width = (code: number): number => (code > 0xffff ? 2 : 1);

function scanWord(folded: string, from: number, sink: TokenSink): number {
  let to = from;
  for (; ; to++) {
    // Most of most texts, and several times as fast.
    while (isAsciiWord(folded.charCodeAt(to))) to++;
    if (to >= folded.length) break;
    const code = folded.codePointAt(to)!;
    const found = charClass(code);
    if (found !== CharClass.word && found !== CharClass.mark) break;
    if (code > 0xffff) to++;
  }
  sink(from, to, to, 'word');
  return to;
}

/** Of folded text, which has no capitals; false for NaN, behind the end. */
const isAsciiWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95;

function cut(word: string): string {
  if (word.length <= MAX_TOKEN_LENGTH) return word;
  return Array.from(word.slice(0, MAX_TOKEN_LENGTH * 2))
    .slice(0, MAX_TOKEN_LENGTH)
    .join('');
}

/** Marks of no script of their own (enclosing circles and the like) are passed over inside a run. */
function scanRun(folded: string, start: number, sink: TokenSink): number {
  let from = start;
  /** Where the character at `from` ends; none has been seen yet. */
  let to = start;
  let at = start;
  while (at < folded.length) {
    const code = folded.codePointAt(at)!;
    const found = charClass(code);
    const next = at + width(code);
    if (found === CharClass.gapless) {
      if (to > start) sink(from, next, to, 'pair');
      from = at;
      to = next;
    } else if (found !== CharClass.mark) break;
    at = next;
  }
  sink(from, to, to, 'last');
  return at;
}

function scanEmoji(folded: string, from: number, sink: TokenSink): number {
  EMOJI.lastIndex = from;
  const to = EMOJI.test(folded) ? EMOJI.lastIndex : from + width(folded.codePointAt(from)!);
  sink(from, to, to, 'emoji');
  return to;
}
